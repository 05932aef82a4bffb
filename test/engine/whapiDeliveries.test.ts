import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { WebhookServer, type Host } from '../helpers/engine';
import {
	activeTrigger,
	callback,
	entries,
	message,
	messages,
	post,
	type Entry,
} from './whapiCalls';
import { channelId, group, hostFor, maria, startStage, vasily, type Stage } from './whapiSupport';

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
	activeTrigger({ emulator: stage.emulator, server, host }, more, isTest);

const received = () => server.recorded.flatMap(({ items }) => items.map(({ json }) => json));

const ok = { status: 200, answer: { result: 'OK' } };

/** Waits until the service has called webhooks so often. */
const untilTries = (count: number) =>
	stage.control.waitFor(
		() => stage.control.webhookTries({ gateway: 'whapi' }),
		(tries) => tries.length >= count,
		10_000,
	);

test('a message starts the workflow and is acknowledged, all the way from the service', async () => {
	const { trigger } = await active();
	const { message: sent } = await stage.control.incoming({ text: 'Привет' });
	expect(await untilTries(1)).toMatchObject([{ ok: true, status: 200, attempt: 1 }]);
	expect(received()).toMatchObject([
		{
			gateway: 'whapi',
			account: channelId,
			event: 'messages.post',
			kind: 'message',
			eventId: null,
			messageId: sent.ids.whapi,
			chatId: vasily,
			text: 'Привет',
			fromMe: false,
		},
	]);
	const { items } = await trigger.run(server.recorded[0]?.items, 'webhook');
	expect(items.Trigger).toMatchObject([{ json: { text: 'Привет' } }]);
});

test('chats and statuses come from the service as they are documented', async () => {
	await active({ events: ['chats.post', 'chats.patch', 'statuses.post'] });
	await stage.control.incoming({ text: 'Hello', from: '4915112345678' });
	await untilTries(1);
	await stage.control.setSwitches({ autoAcks: false });
	const { message: own } = await stage.control.phoneMessage({ to: '79991112233', text: 'Hi' });
	await untilTries(2);
	await stage.control.ack({ message: own.key, status: 'read' });
	await untilTries(3);
	expect(received()).toMatchObject([
		{ event: 'chats.post', change: 'created', id: '4915112345678@s.whatsapp.net', unread: 1 },
		{ event: 'chats.patch', change: 'updated', id: vasily, before: { id: vasily } },
		{ event: 'statuses.post', kind: 'status', messageId: own.ids.whapi, status: 'read' },
	]);
});

describe('who calls', () => {
	const broken: Record<string, (secret: string) => Entry['headers']> = {
		'no secret': () => ({}),
		'a wrong secret': () => ({ 'X-N8n-Webhook-Secret': '0'.repeat(64) }),
		'a secret in capital letters': (secret) => ({ 'X-N8n-Webhook-Secret': secret.toUpperCase() }),
		'the secret twice': (secret) => ({ 'X-N8n-Webhook-Secret': `${secret}, ${secret}` }),
		'an empty secret': () => ({ 'X-N8n-Webhook-Secret': '' }),
		'the secret in another header': (secret) => ({ 'X-Webhook-Secret': secret }),
		'the token': () => ({ 'X-N8n-Webhook-Secret': stage.emulator.whapi.token }),
	};

	test.each(Object.entries(broken))('%s: 401 and no execution', async (_name, change) => {
		const { entry } = await active();
		const headers = change(entry.headers?.['X-N8n-Webhook-Secret'] ?? '');
		const { status, answer } = await post({ url: entry.url, headers }, messages(message()));
		expect(status).toBe(401);
		expect(JSON.stringify(answer)).not.toContain('result');
		expect(server.recorded).toEqual([]);
	});

	test('the secret in the address does not open it', async () => {
		const { entry } = await active();
		const url = `${entry.url}?n8nSecret=${entry.headers?.['X-N8n-Webhook-Secret'] ?? ''}`;
		expect((await post({ url }, messages(message()))).status).toBe(401);
	});

	test('the secret of another trigger does not open this one', async () => {
		const [first, other] = [await active(), await active()];
		const { headers } = other.entry;
		expect((await post({ url: first.entry.url, headers }, messages(message()))).status).toBe(401);
	});
});

describe('what starts the workflow', () => {
	const own = message({ from_me: true, source: 'api', status: 'pending' });
	const inGroup = message({ chat_id: group });
	const noise = message({ type: 'unknown', source: 'system', text: null });
	const chats = callback('chats.post', { chats: [{ id: maria, type: 'contact' }] });

	const dropped: Array<[string, INodeParameters, IDataObject]> = [
		['another channel', {}, { ...messages(message()), channel_id: 'MANTIS-PF238' }],
		['another event', {}, chats],
		['an own message', {}, messages(own)],
		['an own message with *', { events: ['*'] }, messages(own)],
		['noise', {}, messages(noise)],
		['noise with *', { events: ['*'] }, messages(noise)],
		['a group, only contacts wanted', { options: { chatType: 'contact' } }, messages(inGroup)],
		['a contact, only groups wanted', { options: { chatType: 'group' } }, messages(message())],
		['a test call with nothing in it', {}, callback('messages.post', {})],
		['an empty list', { events: ['*'] }, messages()],
	];
	test.each(dropped)('%s: acknowledged and dropped', async (_name, parameters, body) => {
		const { entry } = await active(parameters);
		expect(await post(entry, body)).toEqual(ok);
		expect(server.recorded).toEqual([]);
	});

	const taken: Array<[string, INodeParameters, IDataObject, IDataObject]> = [
		['one of several events', { events: ['messages.post', 'chats.post'] }, chats, { id: maria }],
		[
			'an unknown event with *',
			{ events: ['*'] },
			callback('holograms.put', { holograms: [{ a: 1 }] }),
			{ event: 'holograms.put', kind: 'other', data: { a: 1 } },
		],
		[
			'an own message when they are not ignored',
			{ options: { ignoreOwnMessages: false } },
			messages(own),
			{ fromMe: true },
		],
		[
			'noise when it is not ignored',
			{ options: { ignoreSystemMessages: false } },
			messages(noise),
			{ type: 'unknown' },
		],
		[
			'a group when groups are wanted',
			{ options: { chatType: 'group' } },
			messages(inGroup),
			{ chatId: group, isGroup: true },
		],
		[
			'an event that is no message, whatever the chat type',
			{ events: ['chats.post'], options: { chatType: 'group' } },
			chats,
			{ kind: 'chat' },
		],
		[
			'a call without a channel',
			{},
			{ messages: [message({ id: 'no-channel' })] },
			{ messageId: 'no-channel', account: null },
		],
	];
	test.each(taken)('%s: taken', async (_name, parameters, body, expected) => {
		const { entry } = await active(parameters);
		expect(await post(entry, body)).toEqual(ok);
		expect(received()).toMatchObject([expected]);
	});

	test('one item for each wanted element of a call', async () => {
		const { entry } = await active();
		const list = [message({ text: { body: 'A' } }), own, noise, message({ text: { body: 'B' } })];
		await post(entry, messages(...list));
		expect(received().map(({ text }) => text)).toEqual(['A', 'B']);
		expect(server.recorded).toHaveLength(1);
	});

	test('500 messages in one call are 500 items of one execution', async () => {
		const { entry } = await active();
		await post(entry, messages(...Array.from({ length: 500 }, () => message())));
		expect(server.recorded).toHaveLength(1);
		expect(received()).toHaveLength(500);
	});

	test('simplify off gives the body exactly as received, once', async () => {
		const { entry } = await active({ simplify: false });
		const body = { ...messages(message(), message()), another: { field: [null] } };
		await post(entry, body);
		expect(received()).toEqual([body]);
	});

	test.each(['[]', 'null', '"text"', '42', '{}', '{"messages":7}', '{"event":[]}'])(
		'the body %s is answered, never an error',
		async (body) => {
			const { entry } = await active();
			expect((await post(entry, body)).status).toBe(200);
		},
	);
});

describe('repeats', () => {
	test('a repeated message is acknowledged and starts nothing more', async () => {
		const { entry } = await active();
		const body = messages(message());
		expect(await post(entry, body)).toEqual(ok);
		expect(await post(entry, body)).toEqual(ok);
		expect(received()).toHaveLength(1);
	});

	test('of a call that brings old and new only the new goes on', async () => {
		const { entry } = await active();
		const [old, fresh] = [message(), message({ text: { body: 'New' } })];
		await post(entry, messages(old));
		await post(entry, messages(old, fresh));
		expect(received().map(({ text }) => text)).toEqual(['Hello', 'New']);
	});

	test('a status that moves on is not taken for a repeat', async () => {
		const { entry } = await active({ events: ['statuses.post'] });
		const status = (word: string, timestamp: string) =>
			callback('statuses.post', {
				statuses: [{ id: 'm', status: word, recipient_id: vasily, timestamp }],
			});
		await post(entry, status('delivered', '1712995378'));
		await post(entry, status('read', '1712995581'));
		await post(entry, status('delivered', '1712995378'));
		expect(received().map((item) => item.status)).toEqual(['delivered', 'read']);
	});

	test('a call that could not be recorded is made again by the service, and taken', async () => {
		await active();
		let failures = 2;
		server.beforeRecording = () =>
			failures-- > 0 ? Promise.reject(new Error('The database is away')) : Promise.resolve();
		await stage.control.incoming({ text: 'Hello' });
		const tries = await untilTries(3);
		expect(tries.map(({ status, attempt }) => [attempt, status])).toEqual([
			[1, 500],
			[2, 500],
			[3, 200],
		]);
		expect(received().map(({ text }) => text)).toEqual(['Hello']);
	});

	test('two channels of one n8n do not take each other for repeats', async () => {
		const [first, second] = [await active(), await active()];
		const body = messages(message());
		await post(first.entry, body);
		await post(second.entry, body);
		expect(received()).toHaveLength(2);
	});

	test('a test run beside production gets the event as well, as often as it comes', async () => {
		const { trigger, entry } = await active();
		await trigger.listenForTest();
		const test = (await entries(stage.emulator)).find(({ url }) => url === trigger.url(true));
		const body = messages(message());
		await post(entry, body);
		for (let call = 0; call < 2; call++) await post({ ...entry, url: test?.url ?? '' }, body);
		expect(server.recorded.map(({ isTest }) => isTest)).toEqual([false, true, true]);
	});
});
