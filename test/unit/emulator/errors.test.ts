import { startEmulator, type Emulator } from '../../../emulator';
import { at, call, demo, listAt, someText, vasily } from './support';

let emulator: Emulator;
beforeAll(async () => {
	emulator = await startEmulator();
});
afterAll(() => emulator.close());
beforeEach(() => emulator.control.reset());

const base64 = Buffer.from('%PDF-1.4').toString('base64');
const media = { mimetype: 'application/pdf', data: base64, filename: 'a.pdf' };

/** A send to Vasily with this message. */
function sending(message: unknown, recipient: unknown = { id: vasily }) {
	return { WhatsappID: demo, async: false, recipient, message };
}

describe('what is wrong is answered with 500 and an error object', () => {
	test.each<[string, string, unknown]>([
		['no session', 'get-chats', {}],
		['unknown session', 'get-chats', { WhatsappID: 'unknown' }],
		['session as a number', 'get-chats', { WhatsappID: 6345454545455 }],
		['session of another account', 'get-chats', { WhatsappID: '82c17fe04b6' }],
		['session that waits for its login', 'get-chats', { WhatsappID: '6345454545454' }],
		[
			'session that is starting',
			'send',
			{ ...sending({ body: 'a' }), WhatsappID: '6345454545456' },
		],
		['renaming a session of another account', 'set-name', { WhatsappID: '82c17fe04b6', name: 'x' }],
		['no recipient', 'send', { WhatsappID: demo, message: { body: 'a' } }],
		['no message', 'send', { WhatsappID: demo, recipient: { id: vasily } }],
		['empty text', 'send', sending({ body: '' })],
		['number not on WhatsApp', 'send', sending({ body: 'a' }, { number: '79990000000' })],
		['number with a plus', 'send', sending({ body: 'a' }, { number: '+79991112233' })],
		['full id as a number', 'send', sending({ body: 'a' }, { number: vasily })],
		['number as an id', 'send', sending({ body: 'a' }, { id: '79991112233' })],
		['unknown group', 'send', sending({ body: 'a' }, { type: 'group', number: '5' })],
		['unknown message type', 'send', sending({ type: 'video', media })],
		['file without media', 'send', sending({ type: 'doc', body: 'a' })],
		[
			'file without a name',
			'send',
			sending({ type: 'doc', media: { ...media, filename: undefined } }),
		],
		[
			'data: prefix',
			'send',
			sending({ type: 'doc', media: { ...media, data: `data:a/b;base64,${base64}` } }),
		],
		['bad base64', 'send', sending({ type: 'doc', media: { ...media, data: 'a*==' } })],
		['empty file', 'send', sending({ type: 'doc', media: { ...media, data: '' } })],
		['voice that is no OGG', 'send', sending({ type: 'voice', media })],
		[
			'unknown message',
			'get-messagemedia',
			{ WhatsappID: demo, MessageID: `false_${vasily}_3EB0` },
		],
		['unknown media key', 'get-media', { WhatsappID: demo, mediaKey: 'x' }],
		['chat that does not exist', 'seen', { WhatsappID: demo, recipient: { id: '5@g.us' } }],
		['wrong date', 'events-get', { date: '2022-09-07T18:29:37Z' }],
		['undocumented action', 'events-get', { action: 'ready' }],
		['callback that is no address', 'set-hook', { WhatsappID: demo, callback: 'nowhere' }],
		['pairing without a number', 'session-create', { name: 'x', auth_type: 'CODE' }],
		['body that is a list', 'events-get', []],
	])('%s (%s)', async (_name, command, body) => {
		const reply = await call(emulator, command, body);
		expect(reply).toEqual({
			status: 500,
			body: { name: someText, message: someText, code: 0 },
		});
		expect(await emulator.control.messages()).toEqual([]);
	});

	test('a body that is no JSON, and one that is not announced as JSON', async () => {
		const url = `${emulator.whatsGate.baseUrl}/get-chats`;
		const key = { 'x-api-key': emulator.whatsGate.apiKey };
		const json = { ...key, 'content-type': 'application/json' };
		const bad = await fetch(url, { method: 'POST', headers: json, body: '{"WhatsappID":' });
		expect(bad.status).toBe(500);
		const plain = await fetch(url, {
			method: 'POST',
			headers: { ...key, 'content-type': 'text/plain' },
			body: JSON.stringify({ WhatsappID: demo }),
		});
		expect(plain.status).toBe(500);
	});
});

test('unknown commands and other verbs are answered like framework errors', async () => {
	const unknown = await call(emulator, 'nothing', {});
	expect(unknown.status).toBe(404);
	expect(unknown.body).toMatchObject({ code: 0, status: 404 });
	const doubled = await call(emulator, '/send', {});
	expect(doubled.status).toBe(404);
	const get = await fetch(`${emulator.whatsGate.baseUrl}/sessions-get`, {
		headers: { 'x-api-key': emulator.whatsGate.apiKey },
	});
	expect(get.status).toBe(405);
	expect(await get.json()).toMatchObject({ code: 0, status: 405 });
});

test('the media of a message is found by its long id only, and only where there is a file', async () => {
	const text = await emulator.control.incoming({ text: 'no file' });
	const file = await emulator.control.incoming({ media: { mimeType: 'image/png', base64 } });
	const ask = (MessageID: string) =>
		call(emulator, 'get-messagemedia', { WhatsappID: demo, MessageID });
	expect((await ask(text.message.ids.whatsGate)).status).toBe(500);
	expect((await ask(file.message.key)).status).toBe(500);
	expect((await ask(`true_${vasily}_${file.message.key}`)).status).toBe(500);
	expect((await ask(file.message.ids.whatsGate)).body).toMatchObject({ media: { data: base64 } });
});

test('a chat that is read-only refuses messages', async () => {
	await emulator.control.setChat({ chat: vasily, readOnly: true });
	expect((await call(emulator, 'send', sending({ body: 'a' }))).status).toBe(500);
	const chats = listAt((await call(emulator, 'get-chats', { WhatsappID: demo })).body, 'data');
	const blocked = chats.filter((chat) => at(chat, 'isReadOnly') === true);
	expect(blocked.map((chat) => at(chat, 'id'))).toEqual([vasily]);
});

test('an account sees its own sessions and events only', async () => {
	await emulator.control.incoming({ text: 'for the demo phone' });
	await emulator.control.incoming({ text: 'for the other', session: '82c17fe04b6' });
	const key = emulator.whatsGate.otherApiKey;
	const sessions = await call(emulator, 'sessions-get', {}, key);
	expect(listAt(sessions.body, 'data').map((one) => at(one, 'unique_id'))).toEqual(['82c17fe04b6']);
	const events = await call(emulator, 'events-get', {}, key);
	expect(listAt(events.body, 'data').map((one) => at(one, 'event_data.message.body'))).toEqual([
		'for the other',
	]);
});
