import { startEmulator, type Emulator } from '../../../emulator';
import { ask, at, call, demo, eventIds, sendText, someText, vasily } from './support';

let emulator: Emulator;
beforeAll(async () => {
	emulator = await startEmulator();
});
afterAll(() => emulator.close());
beforeEach(() => emulator.control.reset());

test('reset puts everything back to the start', async () => {
	const { control } = emulator;
	const before = { sessions: await control.sessions(), switches: await control.switches() };
	await control.setSwitches({ order: 'shuffled', zoneOffsetHours: 3 });
	await control.addFault({ command: 'check', effect: 'answer', body: {} });
	await control.clock({ advanceMs: 1_000_000, stopped: true });
	await control.incoming({ text: 'A', from: '4915112345678' });
	await sendText(emulator, 'B');
	await ask(emulator, 'set-hook', { WhatsappID: demo, callback: 'http://127.0.0.1:9/' });
	await ask(emulator, 'session-delete', { WhatsappID: '6345454545455' });
	await control.reset();
	expect({ sessions: await control.sessions(), switches: await control.switches() }).toEqual(
		before,
	);
	expect(await control.messages()).toEqual([]);
	expect(await control.requests()).toEqual([]);
	expect(await eventIds(emulator)).toEqual([]);
	expect((await control.clock()).stopped).toBe(false);
	const known = { WhatsappID: demo, number: '4915112345678' };
	expect(await ask(emulator, 'check', known)).toEqual({ result: 'OK', data: false });
});

test('an unanswered request is cut by a reset', async () => {
	await emulator.control.addFault({ effect: 'delay', latencyMs: 60_000 });
	const pending = call(emulator, 'sessions-get', {});
	pending.catch(() => undefined);
	await emulator.control.waitFor(
		() => emulator.control.requests(),
		(all) => all.length === 1,
		5000,
	);
	await emulator.control.reset();
	await expect(pending).rejects.toThrow('fetch failed');
});

test('the clock is moved and stopped', async () => {
	const { control } = emulator;
	const start = Date.parse('2026-03-01T12:00:00Z');
	await control.clock({ now: '2026-03-01T12:00:00Z', stopped: true });
	await control.incoming({ text: 'A' });
	const moved = await control.clock({ advanceMs: 60_000 });
	expect(moved).toEqual({ now: start + 60_000, stopped: true });
	await control.incoming({ text: 'B' });
	expect((await control.messages()).map((message) => message.time)).toEqual([
		start,
		start + 60_000,
	]);
	const event = at(await ask(emulator, 'events-get', { page: 2, page_cnt: 1 }), 'data.0');
	expect(at(event, 'event_date')).toBe('2026-03-01 12:01:00');
	expect((await control.clock({ stopped: false })).now).toBeLessThan(start + 120_000);
});

test('messages are filtered', async () => {
	const { control } = emulator;
	await control.incoming({ text: 'from Vasily' });
	await control.incoming({ text: 'from Maria', from: '79994445566' });
	await control.phoneMessage({ text: 'typed on the phone', to: '79994445566' });
	await control.incoming({ media: { mimeType: 'image/png', base64: 'AAAA' } });
	const texts = async (filter: Parameters<typeof control.messages>[0]) =>
		(await control.messages(filter)).map((message) => message.text);
	expect(await texts({ chat: '79994445566' })).toEqual(['from Maria', 'typed on the phone']);
	expect(await texts({ fromMe: true })).toEqual(['typed on the phone']);
	expect(await texts({ text: 'Vas' })).toEqual(['from Vasily']);
	expect(await texts({ type: 'image' })).toEqual(['']);
	expect(await texts({ session: '6345454545455' })).toEqual([]);
});

test('a message typed on the phone is told as create', async () => {
	const { eventIds: ids, message } = await emulator.control.phoneMessage({ text: 'A', to: vasily });
	expect(message.ids.whatsGate).toBe(`true_${vasily}_${message.key}`);
	const [event] = await emulator.control.events();
	expect([event?.id, event?.action]).toEqual([ids[0], 'create']);
});

test('a person with a hidden number and a new name', async () => {
	await emulator.control.incoming({ text: 'A', from: '1234567@lid', fromName: 'Someone' });
	const event = at(await ask(emulator, 'events-get', {}), 'data.0.event_data.message');
	expect(event).toMatchObject({ from: '1234567@lid', from_name: 'Someone' });
	const reply = { WhatsappID: demo, recipient: { id: '1234567@lid' }, message: { body: 'B' } };
	expect((await call(emulator, 'send', reply)).status).toBe(200);
});

test('the file of a message can be fetched', async () => {
	const { message } = await emulator.control.incoming({
		media: { mimeType: 'image/png', base64: 'iVBORw0KGgo=' },
	});
	const response = await fetch(`${emulator.url}/control/media/${message.key}`);
	expect(response.headers.get('content-type')).toBe('image/png');
	expect(Buffer.from(await response.arrayBuffer()).toString('base64')).toBe('iVBORw0KGgo=');
});

test('requests are recorded with their headers and forgotten on demand', async () => {
	await call(emulator, 'sessions-get', { name: 'x' }, 'wrong-key');
	const [request] = await emulator.control.requests({ command: 'sessions-get' });
	expect(request).toMatchObject({
		gateway: 'whatsGate',
		method: 'POST',
		status: 401,
		body: { name: 'x' },
		headers: { 'x-api-key': 'wrong-key', 'content-type': 'application/json' },
	});
	await emulator.control.clearRequests();
	expect(await emulator.control.requests()).toEqual([]);
});

test.each<[string, unknown]>([
	['incoming', {}],
	['incoming', { text: 'A', session: 'unknown' }],
	['incoming', { text: 'A', group: '5' }],
	['incoming', { text: 'A', eventDate: 'yesterday' }],
	['incoming', { media: { mimeType: 'image/png', base64: '*' } }],
	['ack', { message: 'unknown', status: 'read' }],
	['setSwitches', { order: 'upwards' }],
	['setSwitches', { colour: 'red' }],
	['addFault', { effect: 'nothing' }],
	['login', { session: 'unknown' }],
])('a wrong call of the control API is refused: %s %j', async (name, body) => {
	const response = await fetch(`${emulator.url}/control/${name}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	expect(response.status).toBe(400);
	expect(await response.json()).toEqual({ error: someText });
});

test('the client names the reason of a refusal', async () => {
	const wrong = emulator.control.incoming({ text: 'A', session: 'unknown' });
	await expect(wrong).rejects.toThrow('There is no session unknown');
});

test('waitFor gives up with the last value', async () => {
	const never = emulator.control.waitFor(
		() => Promise.resolve([7]),
		() => false,
		60,
	);
	await expect(never).rejects.toThrow('Not so after 60 ms. Last: [7]');
});

/** Reads the stream while `action` runs and until `last` has come; gives the text. */
async function streamed(action: () => Promise<void>, last: string): Promise<string> {
	const leaving = new AbortController();
	const response = await fetch(`${emulator.url}/control/stream`, { signal: leaving.signal });
	const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
	await action();
	let text = '';
	while (!text.includes(last)) text += (await reader?.read())?.value ?? '';
	leaving.abort();
	return text;
}

test('the stream tells what happens', async () => {
	const text = await streamed(async () => {
		await emulator.control.incoming({ text: 'streamed' });
		await ask(emulator, 'sessions-get', {});
	}, 'event: request');
	expect(text).toContain('event: received');
	expect(text).toContain('event: event');
	expect(text).toContain('"text":"streamed"');
});

test('what was still to come before a reset never comes', async () => {
	const text = await streamed(async () => {
		await emulator.control.event({ action: 'before', appearAfterMs: 60 });
		await emulator.control.reset();
		await new Promise((resolve) => setTimeout(resolve, 120));
		await emulator.control.event({ action: 'after' });
	}, '"action":"after"');
	expect(text).not.toContain('"action":"before"');
});
