import { itemsOf } from '../../host';
import { onlyCallback, useBench } from './bench';
import { cases, gateways } from './gateways';
import { push } from './push';
import { versions } from './running';
import { last, line, node, trigger, triggerNode, webhookWorkflow } from './workflows';

describe.each(cases)('Webhook mode of $title on n8n $version', ({ version, gateway }) => {
	const bench = useBench(version);
	const callback = async () => await onlyCallback(bench(), gateway);
	/** The answer that tells the gateway to be content. */
	const accepted = (id: number) => ({
		status: 200,
		body: JSON.stringify(gateway.acknowledgement(id)),
	});

	it('gives a message that comes in as a simplified item', async () => {
		const { client, control } = bench();
		const { id } = await bench().addActive(webhookWorkflow(gateway));

		const { message } = await control.incoming({ text: 'Good morning' });

		const [execution] = await client.waitForExecutions(id, 1);
		expect(execution).toMatchObject({ status: 'success', mode: 'webhook' });
		expect(execution && itemsOf(execution, last)).toMatchObject([
			{
				json: {
					gateway: gateway.gateway,
					account: gateway.account,
					event: gateway.event,
					kind: 'message',
					messageId: message.ids[gateway.origin],
					chatId: gateway.vasily,
					fromName: 'Vasily',
					fromMe: false,
					type: 'text',
					text: 'Good morning',
				},
			},
		]);
	});

	it('acknowledges the event in the first try', async () => {
		const { control } = bench();
		await bench().addActive(webhookWorkflow(gateway));

		const { eventIds } = await control.incoming({ text: 'Hello' });

		const tries = await control.waitFor(
			() => control.webhookTries(),
			({ length }) => length > 0,
			20_000,
		);
		const [id = 0] = eventIds;
		const response = JSON.stringify(gateway.acknowledgement(id));
		expect(tries).toMatchObject([
			{ gateway: gateway.origin, attempt: 1, ok: true, status: 200, response },
		]);
	});

	it('answers only when the execution exists', async () => {
		const { client } = bench();
		// n8n's list may miss an execution that ends while it is read: this one does not end by itself.
		const wait = node(last, 'n8n-nodes-base.wait', 1.1, { amount: 60, unit: 'seconds' });
		const source = line(triggerNode(gateway, { mode: 'webhook' }), wait);
		const { id } = await bench().addActive(source);
		expect(await push(await callback(), gateway.message(1))).toEqual(accepted(1));
		const executions = await client.listExecutions(id);
		expect(executions).toMatchObject([{ status: 'running' }]);
		for (const execution of executions) await client.stopExecution(execution.id);
		await client.waitForExecutions(id, 1);
	});

	it('acknowledges repeats and starts the workflow once', async () => {
		const { client } = bench();
		const { id } = await bench().addActive(webhookWorkflow(gateway));
		const own = await callback();

		const first = await push(own, gateway.message(21));
		const repeat = await push(own, gateway.message(21));
		await push(own, gateway.message(22, 'the next one'));

		expect(repeat).toEqual(first);
		const executions = await client.waitForExecutions(id, 2);
		const texts = executions.flatMap((one) => itemsOf(one, last).map(({ json }) => json.text));
		expect(texts).toEqual(['Hello', 'the next one']);
	});

	it('acknowledges events that are filtered out, without an execution', async () => {
		const { client } = bench();
		const workflow = webhookWorkflow(gateway, { events: [gateway.otherEvent] });
		const { id } = await bench().addActive(workflow);
		expect(await push(await callback(), gateway.message(31))).toEqual(accepted(31));
		expect(await client.listExecutions(id)).toEqual([]);
	});

	it('acknowledges events of another account, without an execution', async () => {
		const { client } = bench();
		const { id } = await bench().addActive(webhookWorkflow(gateway));
		const foreign = gateway.message(32, 'Hello', 'ANOTHER-ACCOUNT');
		expect(await push(await callback(), foreign)).toEqual(accepted(32));
		expect(await client.listExecutions(id)).toEqual([]);
	});

	it.each([
		['wrong', 'f'.repeat(64)],
		['missing', null],
	])('refuses a call whose secret is %s', async (_kind, secret) => {
		const { client } = bench();
		const { id } = await bench().addActive(webhookWorkflow(gateway));
		const forged = gateway.withSecret(await callback(), secret);

		expect((await push(forged, gateway.message(41))).status).toBe(401);
		expect(await client.listExecutions(id)).toEqual([]);
	});

	it('shows the event in a manual test', async () => {
		const { client, control } = bench();
		const { id } = await bench().add(webhookWorkflow(gateway));

		expect(await client.runManually(id, trigger)).toMatchObject({ waitingForWebhook: true });
		expect((await callback()).url).toContain('/webhook-test/');
		await control.incoming({ text: 'A test' });

		const [execution] = await client.waitForExecutions(id, 1);
		expect(execution).toMatchObject({ status: 'success', mode: 'manual' });
		expect(execution && itemsOf(execution, last)).toMatchObject([{ json: { text: 'A test' } }]);
		await control.waitFor(
			() => gateway.callbacks(control),
			({ length }) => length === 0,
			30_000,
		);
	});
});

describe.each(versions)('What WhatsGate alone asks of n8n %s', (version) => {
	const bench = useBench(version);

	it.each([
		['a number', 4711],
		['a text', '4711'],
	])('gets the id back when it is %s', async (_kind, id) => {
		await bench().addActive(webhookWorkflow(gateways.whatsGate));
		const event = Object.assign({}, gateways.whatsGate.message(0), { id });
		const answer = await push(await onlyCallback(bench(), gateways.whatsGate), event);
		expect(answer).toEqual({ status: 200, body: JSON.stringify({ result: 'OK', id }) });
	});

	it('has the id of the event in the item', async () => {
		const { client, control } = bench();
		const { id } = await bench().addActive(webhookWorkflow(gateways.whatsGate));
		const { eventIds } = await control.incoming({ text: 'Hello' });
		const [execution] = await client.waitForExecutions(id, 1);
		const eventId = String(eventIds[0]);
		expect(execution && itemsOf(execution, last)).toMatchObject([{ json: { eventId } }]);
	});
});
