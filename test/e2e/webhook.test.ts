import { itemsOf } from '../../host';
import { seededSessions } from '../../emulator';
import { useBench } from './bench';
import { versions } from './running';
import { last, trigger, webhookWorkflow } from './workflows';

/** An event as WhatsGate pushes it. */
function messageEvent(id: number | string, text = 'Hello') {
	return {
		id,
		whatsapp_id: seededSessions.demo,
		event_action: 'message',
		event_date: '2026-11-20 10:00:00',
		status_code: null,
		event_data: {
			message: {
				id: `false_79999999999@c.us_${id}`,
				ack: 1,
				hasMedia: false,
				mediaKey: '',
				body: text,
				type: 'chat',
				timestamp: 1795168800,
				from: '79991112233@c.us',
				to: '79999999999@c.us',
				isForwarded: false,
			},
		},
	};
}

/** Sends an event to a callback as WhatsGate does; gives status and body of the answer. */
async function push(callback: string, event: unknown) {
	const response = await fetch(callback, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(event),
	});
	return { status: response.status, body: await response.text() };
}

describe.each(versions)('Webhook mode on n8n %s', (version) => {
	const bench = useBench(version);

	it('gives a message that comes in as a simplified item', async () => {
		const { client, control } = bench();
		const { id } = await bench().addActive(webhookWorkflow());

		const { eventIds } = await control.incoming({ text: 'Good morning' });

		const [execution] = await client.waitForExecutions(id, 1);
		expect(execution).toMatchObject({ status: 'success', mode: 'webhook' });
		expect(execution && itemsOf(execution, last)).toMatchObject([
			{
				json: {
					gateway: 'whatsgate',
					account: seededSessions.demo,
					event: 'message',
					kind: 'message',
					chatId: '79991112233@c.us',
					fromName: 'Vasily',
					fromMe: false,
					type: 'text',
					text: 'Good morning',
					eventId: String(eventIds[0]),
				},
			},
		]);
	});

	it('acknowledges the event in the first try', async () => {
		const { control } = bench();
		await bench().addActive(webhookWorkflow());

		const { eventIds } = await control.incoming({ text: 'Hello' });

		const tries = await control.waitFor(
			() => control.webhookTries(),
			({ length }) => length > 0,
			20_000,
		);
		expect(tries).toMatchObject([
			{ ok: true, status: 200, response: JSON.stringify({ result: 'OK', id: eventIds[0] }) },
		]);
	});

	it.each([
		['a number', 4711],
		['a text', '4711'],
	])('gives the id back when it is %s', async (_kind, id) => {
		await bench().addActive(webhookWorkflow());
		const answer = await push(await bench().callbackUrl(), messageEvent(id));
		expect(answer).toEqual({ status: 200, body: JSON.stringify({ result: 'OK', id }) });
	});

	it('answers only when the execution exists', async () => {
		const { client } = bench();
		const { id } = await bench().addActive(webhookWorkflow());
		await push(await bench().callbackUrl(), messageEvent(1));
		expect(await client.listExecutions(id)).toHaveLength(1);
	});

	it('acknowledges repeats and starts the workflow once', async () => {
		const { client } = bench();
		const { id } = await bench().addActive(webhookWorkflow());
		const callback = await bench().callbackUrl();

		const first = await push(callback, messageEvent(21));
		const repeat = await push(callback, messageEvent(21));
		await push(callback, messageEvent(22, 'the next one'));

		expect(repeat).toEqual(first);
		const executions = await client.waitForExecutions(id, 2);
		const texts = executions.flatMap((one) => itemsOf(one, last).map(({ json }) => json.text));
		expect(texts).toEqual(['Hello', 'the next one']);
	});

	it('acknowledges events that are filtered out, without an execution', async () => {
		const { client } = bench();
		const { id } = await bench().addActive(webhookWorkflow({ events: ['ack'] }));
		const answer = await push(await bench().callbackUrl(), messageEvent(31));
		expect(answer).toEqual({ status: 200, body: '{"result":"OK","id":31}' });
		expect(await client.listExecutions(id)).toEqual([]);
	});

	it('acknowledges events of another session, without an execution', async () => {
		const { client } = bench();
		const { id } = await bench().addActive(webhookWorkflow());
		const event = { ...messageEvent(32), whatsapp_id: seededSessions.second };
		const answer = await push(await bench().callbackUrl(), event);
		expect(answer).toEqual({ status: 200, body: '{"result":"OK","id":32}' });
		expect(await client.listExecutions(id)).toEqual([]);
	});

	it.each(['wrong', 'missing'])('refuses a call whose secret is %s', async (kind) => {
		const { client } = bench();
		const { id } = await bench().addActive(webhookWorkflow());
		const callback = new URL(await bench().callbackUrl());
		const [name = ''] = [...callback.searchParams.keys()];
		if (kind === 'wrong') callback.searchParams.set(name, 'f'.repeat(64));
		else callback.search = '';

		const answer = await push(callback.href, messageEvent(41));

		expect(answer.status).toBe(401);
		expect(await client.listExecutions(id)).toEqual([]);
	});

	it('shows the event in a manual test', async () => {
		const { client, control } = bench();
		const { id } = await bench().add(webhookWorkflow());

		expect(await client.runManually(id, trigger)).toMatchObject({ waitingForWebhook: true });
		expect(await bench().callback()).toContain('/webhook-test/');
		await control.incoming({ text: 'A test' });

		const [execution] = await client.waitForExecutions(id, 1);
		expect(execution).toMatchObject({ status: 'success', mode: 'manual' });
		expect(execution && itemsOf(execution, last)).toMatchObject([{ json: { text: 'A test' } }]);
		await control.waitFor(
			() => bench().callback(),
			(callback) => callback === null,
			10_000,
		);
	});
});
