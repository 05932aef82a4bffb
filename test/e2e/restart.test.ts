import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { itemsOf, N8nClient, startN8n, type N8n } from '../../host';
import { Bench } from './bench';
import { gateways } from './gateways';
import { owner, tarball, versions } from './running';
import { last, pollingWorkflow } from './workflows';

describe.each(versions)('A crash of n8n %s', (version) => {
	let folder = '';
	let n8n: N8n | undefined;

	const start = async () => {
		n8n = await startN8n({ version, dataFolder: folder, tarball: tarball() });
		await new N8nClient(n8n.url).signIn(owner);
		return n8n;
	};

	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'whatsapp-gateways-crash-'));
	});

	afterAll(async () => {
		await n8n?.kill('SIGKILL');
		await rm(folder, { recursive: true, force: true });
	});

	it('loses no polled event and gives none twice', async () => {
		const first = await start();
		const bench = await Bench.open(version, first.url);
		try {
			const workflows = [
				await bench.addActive(pollingWorkflow(gateways.whatsGate)),
				await bench.addActive(pollingWorkflow(gateways.whapi)),
			];
			await bench.control.incoming({ text: 'Before the crash' });
			for (const workflow of workflows) {
				await bench.pollNow(workflow);
				await bench.client.waitForExecutions(workflow.id, 1);
			}

			await first.kill('SIGKILL');
			await bench.control.incoming({ text: 'While it was down' });
			const second = await start();

			const client = new N8nClient(second.url);
			await client.signIn(owner);
			for (const { id } of workflows) {
				const executions = await client.waitForExecutions(id, 2, { timeoutMs: 60_000 });
				const texts = executions.map((one) => itemsOf(one, last).map(({ json }) => json.text));
				expect(texts).toEqual([['Before the crash'], ['While it was down']]);
			}
		} finally {
			await bench.close();
		}
	});
});
