import { createHash, randomBytes } from 'node:crypto';

import { startEmulator, type Emulator } from '../../../emulator';
import { ask, at, call, demo, listAt, sendText, textAt, vasily } from './support';

let emulator: Emulator;
beforeAll(async () => {
	emulator = await startEmulator();
});
afterAll(() => emulator.close());
beforeEach(() => emulator.control.reset());

async function actions(): Promise<string[]> {
	return (await emulator.control.events()).map((event) => event.action);
}

test('a synchronous send returns the message, and create and ack events follow but no sent', async () => {
	const reply = await sendText(emulator, 'Hello');
	const id = textAt(reply.body, 'result.id');
	expect(id).toMatch(/^true_79991112233@c\.us_[0-9A-F]+$/);
	expect(reply.body).toMatchObject({
		result: { _id: id.split('_')[2], ack: 0, from: '79999999999@c.us', to: vasily, body: 'Hello' },
	});
	await emulator.control.waitFor(actions, (all) => all.length === 4, 5000);
	const events = await emulator.control.events();
	expect(events.map(({ action, body }) => [action, at(body, 'event_data.message.ack')])).toEqual([
		['create', 0],
		['ack', 1],
		['ack', 2],
		['ack', 3],
	]);
	expect(new Set(events.map(({ body }) => at(body, 'event_data.message.id')))).toEqual(
		new Set([id]),
	);
});

test('an asynchronous send answers OK and tells the message later in a sent event', async () => {
	await emulator.control.setSwitches({ autoAcks: false });
	const request = {
		WhatsappID: demo,
		async: true,
		recipient: { id: vasily },
		message: { body: 'A' },
	};
	expect(await ask(emulator, 'send', request)).toEqual({ result: 'OK' });
	await emulator.control.waitFor(actions, (all) => all.length === 2, 5000);
	expect(await actions()).toEqual(['create', 'sent']);
	const [, sent] = await emulator.control.events();
	expect(at(sent?.body, 'event_data.message.body')).toBe('A');
});

test('an asynchronous send that fails is told in an error event', async () => {
	const recipient = { number: '79990000000' };
	await ask(emulator, 'send', { WhatsappID: demo, async: true, recipient, message: { body: 'A' } });
	await emulator.control.waitFor(actions, (all) => all.length === 1, 5000);
	expect(await actions()).toEqual(['error']);
	expect(await emulator.control.messages()).toEqual([]);
});

test('the switches for the mode and the answer of a send', async () => {
	await emulator.control.setSwitches({ asyncDefault: true, syncSendResult: 'OK' });
	const request = { WhatsappID: demo, recipient: { id: vasily }, message: { body: 'A' } };
	await ask(emulator, 'send', request);
	await emulator.control.waitFor(actions, (all) => all.includes('sent'), 5000);
	expect(await ask(emulator, 'send', { ...request, async: false })).toEqual({ result: 'OK' });
});

test('a sent file is kept byte by byte, with its quote and caption', async () => {
	const bytes = randomBytes(300_000);
	const quoted = await emulator.control.incoming({ text: 'question' });
	await ask(emulator, 'send', {
		WhatsappID: demo,
		async: false,
		recipient: { number: '4239048293082', type: 'group' },
		message: {
			type: 'doc',
			body: 'the caption',
			quote: quoted.message.ids.whatsGate,
			media: { mimetype: 'application/zip', data: bytes.toString('base64'), filename: 'a.zip' },
		},
	});
	const [message] = await emulator.control.messages({ fromMe: true });
	expect(message).toMatchObject({
		chat: '4239048293082@g.us',
		isGroup: true,
		type: 'document',
		text: 'the caption',
		quotedKey: quoted.message.key,
		media: {
			mimeType: 'application/zip',
			fileName: 'a.zip',
			size: bytes.length,
			sha256: createHash('sha256').update(bytes).digest('hex'),
		},
	});
	const [request] = await emulator.control.requests({ command: 'send' });
	expect(JSON.stringify(request?.body).length).toBeLessThan(1000);
	expect(request).toMatchObject({
		status: 200,
		outcome: 'answered',
		headers: { 'x-api-key': emulator.whatsGate.apiKey },
	});
});

test('an unknown quote is accepted', async () => {
	const message = { body: 'A', quote: 'false_79991112233@c.us_61F01FFD52308DC65FDF4D8EA369526C' };
	const request = { WhatsappID: demo, async: false, recipient: { id: vasily }, message };
	expect((await call(emulator, 'send', request)).status).toBe(200);
	const [sent] = await emulator.control.messages();
	expect(sent).toMatchObject({ quotedKey: null, quotedId: message.quote });
});

test('seen clears the unread messages, and both seen and typing are recorded', async () => {
	await emulator.control.incoming({ text: 'one' });
	await emulator.control.incoming({ text: 'two' });
	const unread = async () => {
		const chats = listAt(await ask(emulator, 'get-chats', { WhatsappID: demo }), 'data');
		return at(
			chats.find((chat) => at(chat, 'id') === vasily),
			'unreadCount',
		);
	};
	expect(await unread()).toBe(2);
	const request = { WhatsappID: demo, recipient: { number: '79991112233' } };
	await ask(emulator, 'seen', request);
	await ask(emulator, 'typing', request);
	expect(await unread()).toBe(0);
	expect((await emulator.control.messages()).map((message) => message.seen)).toEqual([true, true]);
	expect(await emulator.control.activities()).toMatchObject([
		{ kind: 'seen', chat: vasily },
		{ kind: 'typing', chat: vasily },
	]);
});

test('history holds the newest hundred messages of ninety days', async () => {
	const day = 24 * 60 * 60 * 1000;
	const { now } = await emulator.control.clock();
	const old = new Date(now - 91 * day).toISOString();
	const request = { WhatsappID: demo, recipient: { id: vasily } };
	const bodies = async () =>
		listAt(await ask(emulator, 'get-history', request), 'data').map((message) =>
			at(message, 'body'),
		);

	await emulator.control.incoming({ text: 'too old', time: old });
	await emulator.control.incoming({ text: 'new' });
	expect(await bodies()).toEqual(['new']);
	await emulator.control.backlog({ count: 120 });
	const all = await bodies();
	expect(all).toHaveLength(100);
	expect(all.at(-1)).toBe('Backlog 120');
});

test('control moves a message to any delivery state', async () => {
	await emulator.control.setSwitches({ autoAcks: false });
	const id = textAt((await sendText(emulator, 'A')).body, 'result.id');
	await emulator.control.ack({ message: id, status: 'failed' });
	await emulator.control.ack({ message: id, status: 'played' });
	const acks = await emulator.control.events({ action: 'ack' });
	expect(acks.map(({ body }) => at(body, 'event_data.message.ack'))).toEqual([-1, 4]);
});
