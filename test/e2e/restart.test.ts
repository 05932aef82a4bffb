import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { itemsOf, startN8n, type N8n } from '../../host';
import { Bench } from './bench';
import { gateways } from './gateways';
import { signedIn, tarball, versions } from './running';
import { last, pollingWorkflow } from './workflows';

describe.each(versions)('A crash of n8n %s', (version) => {
	let folder = '';
	let n8n: N8n | undefined;

	const start = async () => {
		n8n = await startN8n({ version, dataFolder: folder, tarball: tarball() });
		return { process: n8n, client: await signedIn(n8n.url) };
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
		const bench = await Bench.open(version, first.client);
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

			await first.process.kill('SIGKILL');
			await bench.control.incoming({ text: 'While it was down' });
			const { client } = await start();

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
