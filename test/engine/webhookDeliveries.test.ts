import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { WebhookServer, type Host } from '../helpers/engine';
import { demo, group, hostFor, second, startStage, vasily, type Stage } from './support';
import { activeTrigger, event, message, nextId, post } from './webhookCalls';

let stage: Stage;
let server: WebhookServer;
let host: Host;

beforeAll(async () => {
	stage = await startStage();
	server = await WebhookServer.start();
	host = await hostFor({}, stage.emulator, server.url);
});

beforeEach(async () => {
	await stage.control.reset();
	server.reset();
});

afterAll(async () => {
	await server.close();
	await stage.close();
});

const active = (more: INodeParameters = {}, isTest = false) =>
	activeTrigger({ stage, server, host }, more, isTest);

const received = () => server.recorded.flatMap(({ items }) => items.map(({ json }) => json));

test('a message starts the workflow and is acknowledged, all the way from the service', async () => {
	const { trigger } = await active();
	const { eventIds } = await stage.control.incoming({ text: 'Привет' });
	const tries = await stage.control.waitFor(
		() => stage.control.webhookTries(),
		(all) => all.length === 1,
		10_000,
	);
	expect(tries).toMatchObject([{ ok: true, status: 200, attempt: 1 }]);
	expect(received()).toMatchObject([
		{
			gateway: 'whatsgate',
			account: demo,
			event: 'message',
			kind: 'message',
			eventId: String(eventIds[0]),
			chatId: vasily,
			text: 'Привет',
			fromMe: false,
		},
	]);
	const { items } = await trigger.run(server.recorded[0]?.items, 'webhook');
	expect(items.Trigger).toMatchObject([{ json: { text: 'Привет' } }]);
});

test.each([[77], ['78'], ['a-b']])(
	'the acknowledgement repeats the id %p in its type',
	async (id) => {
		const { callback } = await active();
		expect(await post(callback, event({ id }))).toEqual({
			status: 200,
			answer: { result: 'OK', id },
		});
	},
);

describe('who calls', () => {
	const broken: Record<string, (callback: URL) => void> = {
		'no secret': (url) => {
			url.search = '';
		},
		'a wrong secret': (url) => {
			url.searchParams.set('n8nSecret', '0'.repeat(64));
		},
		'a secret in capital letters': (url) => {
			url.searchParams.set('n8nSecret', url.searchParams.get('n8nSecret')?.toUpperCase() ?? '');
		},
		'the secret twice': (url) => {
			url.searchParams.append('n8nSecret', url.searchParams.get('n8nSecret') ?? '');
		},
		'an empty secret': (url) => {
			url.searchParams.set('n8nSecret', '');
		},
	};

	test.each(Object.entries(broken))('%s: 401 and no execution', async (_name, change) => {
		const { callback } = await active();
		const url = new URL(callback);
		change(url);
		const { status, answer } = await post(url.toString(), event());
		expect(status).toBe(401);
		expect(JSON.stringify(answer)).not.toContain('result');
		expect(server.recorded).toEqual([]);
	});

	test('the secret of another trigger does not open this one', async () => {
		const other = await active();
		await other.trigger.deactivate();
		const { trigger } = await active();
		const { search } = new URL(other.callback);
		expect((await post(trigger.url() + search, event())).status).toBe(401);
	});
});

describe('what starts the workflow', () => {
	const ownMessage = (action: string) =>
		event({
			event_action: action,
			event_data: { message: message({ id: `true_${vasily}_3EB0`, to: vasily }) },
		});
	const inGroup = event({ event_data: { message: message({ from: group, author: vasily }) } });
	const action = (name: string) => event({ event_action: name, event_data: {} });

	const dropped: Array<[string, INodeParameters, IDataObject]> = [
		['another session', {}, event({ whatsapp_id: second })],
		['another action', {}, action('ack')],
		['an unknown action', {}, action('tomorrow')],
		['an own message with *', { events: ['*'] }, ownMessage('message')],
		['a created own message with *', { events: ['*'] }, ownMessage('create')],
		['a group, only contacts wanted', { options: { chatType: 'contact' } }, inGroup],
		['a contact, only groups wanted', { options: { chatType: 'group' } }, event()],
		['another session with *', { events: ['*'] }, event({ whatsapp_id: second })],
	];
	test.each(dropped)('%s: acknowledged and dropped', async (_name, parameters, body) => {
		const { callback } = await active(parameters);
		const id = nextId();
		const fresh = { ...body, id };
		expect(await post(callback, fresh)).toEqual({
			status: 200,
			answer: { result: 'OK', id },
		});
		expect(server.recorded).toEqual([]);
	});

	const taken: Array<[string, INodeParameters, IDataObject]> = [
		['one of several actions', { events: ['message', 'ready'] }, action('ready')],
		['an unknown action with *', { events: ['*'] }, action('tomorrow')],
		['an own message that was asked for by name', { events: ['create'] }, ownMessage('create')],
		[
			'an own message when they are not ignored',
			{ options: { ignoreOwnMessages: false } },
			ownMessage('message'),
		],
		['a group when groups are wanted', { options: { chatType: 'group' } }, inGroup],
		[
			'an event that is no message, whatever the chat type',
			{ events: ['ready'], options: { chatType: 'group' } },
			action('ready'),
		],
	];
	test.each(taken)('%s: taken', async (_name, parameters, body) => {
		const { callback } = await active(parameters);
		const id = nextId();
		const fresh = { ...body, id };
		expect((await post(callback, fresh)).status).toBe(200);
		expect(received()).toMatchObject([{ eventId: String(id), event: body.event_action }]);
	});

	test('simplify off gives the body exactly as received', async () => {
		const { callback } = await active({ simplify: false });
		const body = event({ another: { field: [null] } });
		await post(callback, body);
		expect(received()).toEqual([body]);
	});

	test.each([['[]'], ['null'], ['"text"'], ['42'], ['{}']])(
		'the body %s is answered without an execution, or passed on, never an error',
		async (body) => {
			const { callback } = await active();
			const { status } = await post(callback, body);
			expect(status).toBe(200);
			expect(server.recorded).toEqual([]);
		},
	);

	test.each([
		{ event_data: null },
		{ event_data: [] },
		{ event_data: { message: 'text' } },
		{ event_data: { message: { from: 5, timestamp: 'x' } } },
		{ event_date: 7 },
	])('a message event with %j is passed on', async (more) => {
		const { callback } = await active({ events: ['*'] });
		expect((await post(callback, event(more))).status).toBe(200);
		expect(received()).toHaveLength(1);
	});
});
