import { startEmulator, type Emulator } from '../../../emulator';
import { ask, at, call, demo, sendText, vasily } from './support';

let emulator: Emulator;
beforeAll(async () => {
	emulator = await startEmulator();
});
afterAll(() => emulator.close());
beforeEach(() => emulator.control.reset());

/** Sends a text whatever comes back; gives status, headers and raw body. */
async function rawSend(signal?: AbortSignal) {
	const response = await fetch(`${emulator.whatsGate.baseUrl}/send`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', 'x-api-key': emulator.whatsGate.apiKey },
		body: JSON.stringify({
			WhatsappID: demo,
			async: false,
			recipient: { id: vasily },
			message: { body: 'A' },
		}),
		redirect: 'manual',
		signal: signal ?? null,
	});
	return { status: response.status, headers: response.headers, text: await response.text() };
}

async function sentCount(): Promise<number> {
	return (await emulator.control.messages({ fromMe: true })).length;
}

test('another answer: an object with a status and headers', async () => {
	await emulator.control.addFault({
		command: 'send',
		effect: 'answer',
		status: 429,
		body: { name: 'Too Many Requests', message: 'Slow down', code: 0 },
		headers: { 'retry-after': '7' },
		times: 2,
	});
	for (let time = 0; time < 2; time++) {
		const reply = await rawSend();
		expect(reply.status).toBe(429);
		expect(reply.headers.get('retry-after')).toBe('7');
		expect(JSON.parse(reply.text)).toMatchObject({ message: 'Slow down' });
	}
	expect((await rawSend()).status).toBe(200);
	expect(await sentCount()).toBe(1);
});

test('another answer: an HTML page', async () => {
	await emulator.control.addFault({
		command: 'send',
		effect: 'answer',
		status: 502,
		body: '<h1>Bad</h1>',
	});
	const reply = await rawSend();
	expect([reply.status, reply.text]).toEqual([502, '<h1>Bad</h1>']);
	expect(reply.headers.get('content-type')).toBe('text/html');
});

test.each([
	['before', 0],
	['after', 1],
] as const)('the connection is cut %s the request is carried out', async (when, sent) => {
	await emulator.control.addFault({ command: 'send', times: 1, effect: 'cut', when });
	await expect(rawSend()).rejects.toThrow('fetch failed');
	expect(await sentCount()).toBe(sent);
	const [request] = await emulator.control.requests();
	expect(request).toMatchObject({ outcome: 'cut', status: null });
});

test.each([
	['before', 0],
	['after', 1],
] as const)('no answer ever comes (%s)', async (when, sent) => {
	await emulator.control.addFault({ command: 'send', times: 1, effect: 'hang', when });
	await expect(rawSend(AbortSignal.timeout(200))).rejects.toThrow(/timeout/i);
	expect(await sentCount()).toBe(sent);
});

test('closing the emulator ends connections without an answer', async () => {
	const other = await startEmulator();
	await other.control.addFault({ effect: 'hang' });
	const pending = call(other, 'sessions-get', {});
	pending.catch(() => undefined);
	await other.control.waitFor(
		() => other.control.requests(),
		(all) => all.length === 1,
		5000,
	);
	await other.close();
	await expect(pending).rejects.toThrow('fetch failed');
});

test.each(['badJson', 'truncatedJson'] as const)('%s with status 200', async (effect) => {
	await emulator.control.addFault({ command: 'send', times: 1, effect });
	const reply = await rawSend();
	expect(reply.status).toBe(200);
	expect(reply.text.length).toBeGreaterThan(10);
	expect(() => void JSON.parse(reply.text)).toThrow(SyntaxError);
	expect(await sentCount()).toBe(1);
});

test('result of another kind', async () => {
	await emulator.control.addFault({ command: 'sessions-get', effect: 'result', result: 'WAIT' });
	expect(await ask(emulator, 'sessions-get', {})).toMatchObject({ result: 'WAIT', elements: 4 });
});

test('redirect', async () => {
	const location = 'http://127.0.0.1:9/elsewhere';
	await emulator.control.addFault({ command: 'send', effect: 'redirect', location });
	const reply = await rawSend();
	expect([reply.status, reply.headers.get('location')]).toEqual([302, location]);
	expect(await sentCount()).toBe(0);
});

test('the message goes out and the exception is answered', async () => {
	await emulator.control.addFault({ command: 'send', times: 1, effect: 'exceptionAfter' });
	const reply = await sendText(emulator, 'A');
	expect(reply.status).toBe(500);
	expect(at(reply.body, 'message')).toContain("(reading 'serialize')");
	expect(await sentCount()).toBe(1);
});

test('latency comes before the request is carried out', async () => {
	await emulator.control.addFault({ command: 'send', effect: 'delay', latencyMs: 150 });
	const pending = rawSend();
	await emulator.control.waitFor(
		() => emulator.control.requests(),
		(all) => all.length === 1,
		5000,
	);
	expect(await sentCount()).toBe(0);
	expect((await pending).status).toBe(200);
	const [request] = await emulator.control.requests();
	expect(request?.durationMs).toBeGreaterThanOrEqual(149);
});

test('a fault meets its command only, skips requests, and is removed by its id', async () => {
	const { id } = await emulator.control.addFault({
		command: 'events-get',
		skip: 1,
		effect: 'answer',
		body: {},
	});
	await emulator.control.addFault({ command: 'check', effect: 'answer', body: {} });
	const statuses = async (command: string) => (await call(emulator, command, {})).status;
	expect(await statuses('sessions-get')).toBe(200);
	expect(await statuses('events-get')).toBe(200);
	expect(await statuses('events-get')).toBe(500);
	expect(await statuses('events-get')).toBe(500);
	await emulator.control.clearFaults(id);
	expect(await statuses('events-get')).toBe(200);
	const requests = await emulator.control.requests({ command: 'events-get' });
	expect(requests.map(({ fault }) => fault)).toEqual([null, id, id, null]);
});
