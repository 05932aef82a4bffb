import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { itemsOf, startN8n, type N8n, type N8nClient } from '../../host';
import { answersIn, linkIn, outcome, post, untilItWaits } from './asking';
import { Bench, onlyCallback } from './bench';
import { byId, gateways } from './gateways';
import { push } from './push';
import { signedIn, tarball, versions } from './running';
import {
	actionNode,
	last,
	line,
	noOp,
	pollingWorkflow,
	triggerNode,
	webhookWorkflow,
} from './workflows';

/** What is done while n8n is down, and what must hold afterwards. */
interface Later {
	whileDown?: () => Promise<unknown>;
	afterwards: (client: N8nClient, url: string) => Promise<void>;
}

/** The texts that came out of each execution, of so many that have ended. */
async function textsOf(client: N8nClient, id: string, count: number) {
	const executions = await client.waitForExecutions(id, count, { timeoutMs: 60_000 });
	return executions.map((one) => itemsOf(one, last).map(({ json }) => json.text));
}

/** What an n8n does before it crashes, by what must hold then. */
const plans: Record<string, (bench: Bench) => Promise<Later>> = {
	'loses no polled event and gives none twice': async (bench) => {
		const workflows = [
			await bench.addActive(pollingWorkflow(gateways.whatsGate)),
			await bench.addActive(pollingWorkflow(gateways.whapi)),
		];
		await bench.control.incoming({ text: 'Before the crash' });
		for (const workflow of workflows) {
			await bench.pollNow(workflow);
			await bench.client.waitForExecutions(workflow.id, 1);
		}
		return {
			whileDown: async () => await bench.control.incoming({ text: 'While it was down' }),
			afterwards: async (client) => {
				for (const { id } of workflows) {
					const texts = await textsOf(client, id, 2);
					expect(texts).toEqual([['Before the crash'], ['While it was down']]);
				}
			},
		};
	},

	'does not end the waiting for an answer': async (bench) => {
		const ask = actionNode(gateways.whapi, 'Ask', {
			resource: 'message',
			operation: 'sendAndWait',
			recipient: byId(gateways.whapi.vasily),
			message: 'Tea?',
			responseType: 'freeText',
		});
		const trigger = triggerNode(gateways.whapi, { mode: 'webhook' });
		const workflow = await bench.addActive(line(trigger, ask, noOp()));
		await bench.control.incoming({ text: 'Hello' });
		await untilItWaits(bench, workflow);
		return {
			afterwards: async (client, url) => {
				const [question] = await bench.control.messages({ fromMe: true });
				const link = linkIn(question?.text);
				expect(url).toBe(new URL(link).origin);
				await post(link, { text: 'With milk' });
				const answers = answersIn(await outcome({ client }, workflow.id));
				expect(answers).toMatchObject([{ data: { text: 'With milk' } }]);
			},
		};
	},

	'makes it forget no delivery that it has answered': async (bench) => {
		const workflows = await Promise.all(
			Object.values(gateways).map(async (gateway) => {
				const { id } = await bench.addActive(webhookWorkflow(gateway));
				return { gateway, id, callback: await onlyCallback(bench, gateway) };
			}),
		);
		for (const { gateway, id, callback } of workflows) {
			await push(callback, gateway.message(51));
			await bench.client.waitForExecutions(id, 1);
		}
		return {
			afterwards: async (client) => {
				for (const { gateway, id, callback } of workflows) {
					const repeat = await push(callback, gateway.message(51));
					expect(repeat.body).toBe(JSON.stringify(gateway.acknowledgement(51)));
					await push(callback, gateway.message(52, 'the next one'));
					expect((await textsOf(client, id, 2)).flat()).toEqual(['Hello', 'the next one']);
				}
			},
		};
	},
};

describe.each(versions)('A crash of n8n %s', (version) => {
	let folder = '';
	let n8n: N8n | undefined;
	let client: N8nClient;
	const benches: Bench[] = [];
	const later = new Map<string, Later>();

	const start = async (port?: number) => {
		const started = await startN8n({ version, dataFolder: folder, tarball: tarball(), port });
		n8n = started;
		client = await signedIn(started.url);
		return started;
	};

	// One crash meets all plans: an n8n takes long to start.
	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'whatsapp-gateways-crash-'));
		const first = await start();
		for (const [title, plan] of Object.entries(plans)) {
			const bench = await Bench.open(version, client);
			benches.push(bench);
			later.set(title, await plan(bench));
		}
		await first.kill('SIGKILL');
		for (const { whileDown } of later.values()) await whileDown?.();
		// The same port again: addresses that were given out stay true.
		await start(first.port);
	});

	afterAll(async () => {
		for (const bench of benches) await bench.close();
		await n8n?.kill('SIGKILL');
		await rm(folder, { recursive: true, force: true });
	});

	it.each(Object.keys(plans))('%s', async (title) => {
		const planned = later.get(title);
		if (!planned || !n8n) throw new Error('The crash did not take place.');
		await planned.afterwards(client, n8n.url);
	});
});
