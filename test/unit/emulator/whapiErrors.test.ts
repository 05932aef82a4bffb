import { startEmulator, type Emulator } from '../../../emulator';
import { matchesCommand } from '../../../emulator/commandPattern';
import { at, fieldsOf } from './support';
import {
	shapeDifference,
	vasilyChat,
	whapiAsk,
	whapiCall,
	whapiFetch,
	whapiSample,
	whapiText,
} from './whapiSupport';

let emulator: Emulator;
beforeAll(async () => {
	emulator = await startEmulator();
});
afterAll(() => emulator.close());
beforeEach(() => emulator.control.reset());

const text = { to: vasilyChat, body: 'A' };
const send = 'POST /messages/text';

async function sentCount(): Promise<number> {
	return (await emulator.control.messages({ fromMe: true })).length;
}

describe('the token', () => {
	test('must be known', async () => {
		const wrong = { token: 'wrong' };
		const reply = await whapiCall(emulator, 'GET', '/health?wakeup=false', wrong);
		expect(reply).toMatchObject({ status: 404, body: { error: { message: 'Channel not found' } } });
		await emulator.control.setSwitches({ whapiWrongToken: 401 });
		expect((await whapiCall(emulator, 'GET', '/settings', wrong)).status).toBe(401);
	});

	test('travels in the header only', async () => {
		const { baseUrl, token } = emulator.whapi;
		expect((await fetch(`${baseUrl}/settings?token=${token}`)).status).toBe(404);
	});
});

describe('errors', () => {
	test('have the documented form or the flat one', async () => {
		const path = '/chats/79990000000@s.whatsapp.net';
		const object = await whapiCall(emulator, 'GET', path);
		expect(object).toEqual({ status: 404, body: whapiSample('response.error.object') });
		await emulator.control.setSwitches({ whapiErrorShape: 'flat' });
		const flat = await whapiCall(emulator, 'GET', path);
		expect(flat).toEqual({ status: 404, body: { code: 404, error: 'specified chat not found' } });
		expect(fieldsOf(flat.body)).toEqual(fieldsOf(whapiSample('response.error.flat')));
	});

	test('of unknown paths and broken JSON', async () => {
		expect((await whapiCall(emulator, 'GET', '/nothing')).status).toBe(404);
		expect((await whapiCall(emulator, 'PUT', '/messages/text')).status).toBe(404);
		const headers = { 'content-type': 'application/json' };
		const reply = await whapiCall(emulator, 'POST', '/messages/text', { raw: '{"to":', headers });
		expect(reply.status).toBe(400);
		expect(at(reply.body, 'error.details')).toContain('no JSON');
	});
});

describe('the channel', () => {
	test('is healthy in the documented form', async () => {
		const health = await whapiAsk(emulator, 'GET', '/health?wakeup=false');
		expect(shapeDifference(health, whapiSample('response.health.auth'))).toEqual([]);
		expect(health).toMatchObject({
			channel_id: emulator.whapi.channelId,
			status: { text: 'AUTH' },
			user: { id: '79999999999' },
		});
	});

	test('refuses everything but health and settings while no number is linked', async () => {
		await emulator.control.drop();
		const health = await whapiAsk(emulator, 'GET', '/health');
		expect(at(health, 'status')).toEqual({ code: 3, text: 'QR' });
		expect(at(health, 'user')).toBeUndefined();
		await whapiAsk(emulator, 'GET', '/settings');
		for (const path of ['/chats', '/messages/list', '/contacts', '/groups', '/labels', '/media']) {
			expect((await whapiCall(emulator, 'GET', path)).status).toBe(401);
		}
		const reply = await whapiCall(emulator, 'POST', '/messages/text', { body: text });
		expect(reply.status).toBe(401);
	});

	test('is woken by a health request only when it does not forbid it', async () => {
		await emulator.control.channelState({ state: 'STOP' });
		await whapiAsk(emulator, 'GET', '/health?wakeup=false');
		expect(await emulator.control.channel()).toMatchObject({ state: 'STOP', woken: 0 });
		await whapiAsk(emulator, 'GET', '/health');
		expect(await emulator.control.channel()).toMatchObject({ state: 'AUTH', woken: 1 });
	});

	test('sends but does not read when its synchronisation failed', async () => {
		await emulator.control.channelState({ state: 'SYNC_ERROR' });
		expect(await whapiText(emulator, 'A')).not.toBe('');
		expect((await whapiCall(emulator, 'GET', '/chats')).status).toBe(500);
	});

	test('has limits, or none', async () => {
		const limits = await whapiAsk(emulator, 'GET', '/limits');
		expect(shapeDifference(limits, whapiSample('response.limits'))).toEqual([]);
		await emulator.control.setSwitches({ whapiUnlimited: true });
		expect(await whapiCall(emulator, 'GET', '/limits')).toEqual({ status: 204, body: undefined });
	});
});

test.each([
	['send', 'send', true],
	['send', 'seen', false],
	['*', 'GET /chats', true],
	['GET /media/*', 'GET /media/{MediaID}', true],
	['GET /media/*', 'DELETE /media/{MediaID}', false],
	['* /messages/*/pin', 'POST /messages/{MessageID}/pin', true],
	['* /messages/*/pin', 'PUT /messages/{MessageID}/star', false],
	['* /messages/*/pin', 'GET /messages/list', false],
	['GET /chats*', 'GET /chat', false],
])('the pattern %s and the command %s: %s', (pattern, command, expected) => {
	expect(matchesCommand(pattern, command)).toBe(expected);
});

describe('faults meet a path of Whapi', () => {
	test('with a status, a body and Retry-After', async () => {
		await emulator.control.addFault({
			command: send,
			effect: 'answer',
			status: 429,
			body: { code: 429, error: 'too many requests' },
			headers: { 'retry-after': '3' },
			times: 1,
		});
		const response = await whapiFetch(emulator, 'POST', '/messages/text', { body: text });
		expect([response.status, response.headers.get('retry-after')]).toEqual([429, '3']);
		expect(await sentCount()).toBe(0);
		await whapiAsk(emulator, 'POST', '/messages/text', text);
		expect(await sentCount()).toBe(1);
	});

	test.each([
		['before', 0],
		['after', 1],
	] as const)('by a cut %s it is carried out', async (when, count) => {
		await emulator.control.addFault({ command: send, effect: 'cut', when, times: 1 });
		await expect(whapiCall(emulator, 'POST', '/messages/text', { body: text })).rejects.toThrow();
		expect(await sentCount()).toBe(count);
	});

	test('also while a file is on its way', async () => {
		await emulator.control.addFault({ command: 'POST /messages/*', effect: 'cut', times: 1 });
		const path = `/messages/media/document?to=${vasilyChat}`;
		const raw = Buffer.alloc(1_000_000);
		await expect(whapiCall(emulator, 'POST', path, { raw })).rejects.toThrow();
		const [request] = await emulator.control.requests();
		expect(request).toMatchObject({
			gateway: 'whapi',
			command: 'POST /messages/media/{MediaMessageType}',
			outcome: 'cut',
		});
	});

	test('with broken or half JSON, HTML, half a file', async () => {
		const { control } = emulator;
		const answered = async (path: string) => (await whapiFetch(emulator, 'GET', path)).text();
		await control.addFault({ command: 'GET /chats', effect: 'badJson', times: 1 });
		await control.addFault({ command: 'GET /chats', effect: 'truncatedJson', times: 1 });
		await control.addFault({
			command: 'GET /chats',
			effect: 'answer',
			body: '<h1>A</h1>',
			times: 1,
		});
		for (let time = 0; time < 2; time++) {
			const body = await answered('/chats');
			expect(() => void JSON.parse(body)).toThrow(SyntaxError);
		}
		expect(await answered('/chats')).toBe('<h1>A</h1>');
		const { message } = await control.incoming({
			media: { mimeType: 'text/plain', base64: Buffer.from('12345678').toString('base64') },
		});
		const got = await whapiAsk(emulator, 'GET', `/messages/${message.ids.whapi}`);
		await control.addFault({ command: 'GET /media/*', effect: 'truncatedJson', times: 1 });
		expect(await answered(`/media/${String(at(got, 'document.id'))}`)).toBe('1234');
	});

	test('of its own and no other', async () => {
		await emulator.control.addFault({ gateway: 'whapi', effect: 'answer', body: {} });
		await emulator.control.addFault({ command: 'GET /messages/list', effect: 'answer', body: {} });
		expect((await whapiCall(emulator, 'GET', '/settings')).status).toBe(500);
		const key = { 'x-api-key': emulator.whatsGate.apiKey };
		const url = `${emulator.whatsGate.baseUrl}/sessions-get`;
		expect((await fetch(url, { method: 'POST', headers: key })).status).toBe(200);
		await emulator.control.clearFaults(1);
		expect((await whapiCall(emulator, 'GET', '/settings')).status).toBe(200);
		expect((await whapiCall(emulator, 'GET', `/messages/list/${vasilyChat}`)).status).toBe(200);
		expect((await whapiCall(emulator, 'GET', '/messages/list')).status).toBe(500);
	});

	test('and something is played between two pages', async () => {
		await emulator.control.backlog({ count: 3 });
		const command = 'GET /messages/list';
		await emulator.control.onRequest({ command, then: { incoming: [{ text: 'between' }] } });
		const first = await whapiAsk(emulator, 'GET', '/messages/list?count=2');
		const second = await whapiAsk(emulator, 'GET', '/messages/list?count=2&offset=2');
		expect(at(first, 'total')).toBe(3);
		expect(at(second, 'total')).toBe(4);
		expect(at(first, 'messages.1.id')).toBe(at(second, 'messages.0.id'));
	});
});

test('requests are recorded with method, path, query and body', async () => {
	await whapiAsk(emulator, 'POST', '/messages/text', text);
	await whapiAsk(emulator, 'GET', '/messages/list?count=5');
	const requests = await emulator.control.requests({ gateway: 'whapi' });
	expect(requests).toMatchObject([
		{ command: send, method: 'POST', body: text, status: 200 },
		{ command: 'GET /messages/list', url: '/whapi/messages/list?count=5' },
	]);
	expect(requests[0]?.headers['authorization']).toBe(`Bearer ${emulator.whapi.token}`);
});

test('a reset forgets settings, callbacks and files', async () => {
	await whapiAsk(emulator, 'PATCH', '/settings', { webhooks: [{ url: 'http://127.0.0.1:9' }] });
	await emulator.control.channelState({ state: 'ERROR' });
	await whapiCall(emulator, 'POST', '/media', {
		raw: 'A',
		headers: { 'content-type': 'text/plain' },
	});
	await emulator.control.reset();
	const settings = await whapiAsk(emulator, 'GET', '/settings');
	expect(settings).toEqual(whapiSample('response.settings.get.no_webhooks'));
	expect(at(await whapiAsk(emulator, 'GET', '/media'), 'files')).toEqual([]);
	expect((await emulator.control.channel()).state).toBe('AUTH');
});
