import type { FaultInput } from '../../emulator/faults';
import { useBench } from './bench';
import { byId, cases } from './gateways';
import { logOf } from './running';
import { actionNode, line, noOp, pollingWorkflow, startNode, webhookWorkflow } from './workflows';

describe.each(cases)('The secrets of $title on n8n $version', ({ version, gateway }) => {
	const bench = useBench(version);

	const send = {
		resource: 'message',
		operation: 'send',
		recipient: byId(gateway.vasily),
		messageType: 'text',
		text: 'Hi',
	};
	/** What shows the account's own settings, the callback among them where there is one. */
	const settings = {
		whatsGate: { resource: 'session', operation: 'getAll', simplify: false },
		whapi: { resource: 'channel', operation: 'getHealth' },
	}[gateway.origin];

	it('stand in no execution, log, error or exported workflow', async () => {
		const { client, control, emulator } = bench();
		const secret = gateway.credential(emulator)[gateway.secretField] ?? '';
		expect(secret.length).toBeGreaterThan(10);
		const refused = `The ${gateway.secretField} ${secret} is refused`;
		const faults: FaultInput[] = [
			{ effect: 'answer', status: 401, body: { message: refused, error: refused } },
			{ effect: 'answer', status: 500, body: `<p>${refused}</p>` },
			{ effect: 'cut' },
			{ effect: 'redirect', location: `http://127.0.0.1:9/${secret}` },
		];
		const ids: string[] = [];
		const texts: string[] = [];

		const listening = await bench().addActive(webhookWorkflow(gateway, { simplify: false }));
		ids.push(listening.id);
		const callbacks = await gateway.callbacks(control);
		await control.incoming({ text: 'Hello' });
		await client.waitForExecutions(listening.id, 1);

		for (const parameters of [send, settings]) {
			for (const fault of [null, ...faults]) {
				if (fault !== null) await control.addFault(fault);
				const start = startNode();
				const action = actionNode(gateway, 'Action', parameters);
				const { id } = await bench().add(line(start, action, noOp()));
				ids.push(id);
				await client.runManually(id, start.name);
				const [execution] = await client.waitForExecutions(id, 1, { timeoutMs: 60_000 });
				expect(execution?.status).toBe(fault === null ? 'success' : 'error');
				await control.clearFaults();
			}
		}
		// n8n 2.x tries a refused activation again and again: both at the same time.
		for (const fault of faults.slice(0, 1)) {
			await control.addFault(fault);
			const refusals = [webhookWorkflow(gateway), pollingWorkflow(gateway)].map(
				async (workflow) => {
					const { id } = await bench().add(workflow);
					ids.push(id);
					await client.activate(id).catch((error: unknown) => texts.push(String(error)));
				},
			);
			await Promise.all(refusals);
			await control.clearFaults();
		}
		expect(texts).not.toEqual([]);

		for (const id of ids) {
			texts.push(String(await client.rest.download(`/workflows/${id}`)));
			for (const execution of await client.listExecutions(id)) {
				texts.push(String(await client.rest.download(`/executions/${execution.id}`)));
			}
		}
		texts.push(await logOf(version));
		const derived = callbacks.flatMap(({ url, headers }) => [
			...Object.values(headers),
			...new URL(url).searchParams.values(),
		]);
		expect(derived).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
		for (const [index, text] of texts.entries()) {
			for (const one of [secret, ...derived]) {
				// The text itself is too long to be shown.
				expect([index, text.indexOf(one)]).toEqual([index, -1]);
			}
		}
	});
});
