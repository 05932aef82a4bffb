import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { WebhookServer, type Host, type TriggerWorkflow } from '../helpers/engine';
import {
	demo,
	demoSession,
	group,
	hostFor,
	second,
	startStage,
	triggerWorkflow,
	vasily,
	type Stage,
} from './support';

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

/** An active trigger in webhook mode, with the address that the gateway was given. */
async function active(more: INodeParameters = {}, isTest = false) {
	const trigger = triggerWorkflow(host, { mode: 'webhook', session: demoSession, ...more });
	server.serve(trigger);
	await (isTest ? trigger.listenForTest() : trigger.activate());
	const sessions = await stage.control.sessions();
	const callback = sessions.find(({ id }) => id === demo)?.callback ?? '';
	return { trigger, callback };
}

async function post(url: string, body: unknown, signal?: AbortSignal) {
	const response = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: typeof body === 'string' ? body : JSON.stringify(body),
		signal,
	});
	const answer: unknown = await response.json();
	return { status: response.status, answer };
}

let lastId = 1000;

const message = (more: IDataObject = {}): IDataObject => ({
	id: `false_${vasily}_3EB0`,
	ack: 1,
	hasMedia: false,
	body: 'Hello',
	type: 'chat',
	timestamp: 1767268800,
	from: vasily,
	to: '79999999999@c.us',
	...more,
});

const event = (more: IDataObject = {}): IDataObject => ({
	id: ++lastId,
	whatsapp_id: demo,
	event_action: 'message',
	event_date: '2026-01-01 12:00:00',
	status_code: null,
	event_data: { message: message() },
	...more,
});

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
		const fresh = { ...body, id: ++lastId };
		expect(await post(callback, fresh)).toEqual({
			status: 200,
			answer: { result: 'OK', id: lastId },
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
		const fresh = { ...body, id: ++lastId };
		expect((await post(callback, fresh)).status).toBe(200);
		expect(received()).toMatchObject([{ eventId: String(lastId), event: body.event_action }]);
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

describe('repeats', () => {
	test('a repeated event is acknowledged and starts nothing more', async () => {
		const { callback } = await active();
		const body = event();
		const first = await post(callback, body);
		expect(await post(callback, body)).toEqual(first);
		expect(await post(callback, event())).not.toEqual(first);
		expect(received()).toHaveLength(2);
	});

	test('a repeat is known after a restart, too', async () => {
		const { trigger, callback } = await active();
		const body = event();
		await post(callback, body);
		// What was answered is stored with the next event.
		await post(callback, event());
		const restarted: TriggerWorkflow = triggerWorkflow(host, trigger.node.parameters);
		Object.assign(restarted.node, { webhookId: trigger.node.webhookId });
		restarted.stored = trigger.stored;
		server.serve(restarted);
		await post(callback, body);
		expect(received()).toHaveLength(2);
	});

	test('a repeat that comes while the first one is being recorded waits for it', async () => {
		const { callback } = await active();
		const body = event();
		let release = () => {};
		server.beforeRecording = () => new Promise((resolve) => (release = resolve));
		const first = post(callback, body);
		await stage.control.waitFor(
			() => Promise.resolve(String(release)),
			(text) => text.includes('native'),
			10_000,
		);
		const repeat = post(callback, body);
		release();
		expect(await repeat).toEqual(await first);
		expect(received()).toHaveLength(1);
	});

	test('an event that could not be recorded is taken when it comes again', async () => {
		const { callback } = await active();
		const body = event();
		server.beforeRecording = () => Promise.reject(new Error('The database is away'));
		expect((await post(callback, body)).status).toBe(500);
		server.beforeRecording = () => Promise.resolve();
		expect((await post(callback, body)).status).toBe(200);
		expect(received()).toHaveLength(1);
	});

	test('a test run takes the same event as often as it comes', async () => {
		const { callback } = await active({}, true);
		const body = event();
		await post(callback, body);
		await post(callback, body);
		expect(server.recorded).toMatchObject([{ isTest: true }, { isTest: true }]);
	});

	test('polling begins with its own state after webhook mode, and keeps it beside', async () => {
		const { trigger, callback } = await active();
		await post(callback, event());
		await post(callback, event());
		trigger.node.parameters.mode = 'polling';
		expect(await trigger.poll()).toBeNull();
		expect(trigger.nodeData).toMatchObject({ v: 1 });
	});
});
