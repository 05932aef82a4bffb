import { request, type IncomingMessage } from 'node:http';

import { startEmulator, type Emulator } from '../../../emulator';

/** Status and body of a POST with these headers; the address in `Host` may be another than the one that is called. */
async function post(url: string, headers: Record<string, string>) {
	const call = request(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...headers },
	});
	call.end('{}');
	const response = await new Promise<IncomingMessage>((resolve) => call.once('response', resolve));
	let text = '';
	for await (const chunk of response) text += String(chunk);
	return { status: response.statusCode, text };
}

describe('An emulator on this machine', () => {
	let emulator: Emulator;
	let port: string;
	beforeAll(async () => {
		emulator = await startEmulator();
		({ port } = new URL(emulator.url));
	});
	afterAll(() => emulator.close());

	const reset = (headers: Record<string, string>) => post(`${emulator.url}/control/reset`, headers);

	test.each(['127.0.0.1', 'localhost', '[::1]', '192.168.1.7', 'host.docker.internal'])(
		'goes by the name %s',
		async (name) => {
			const host = `${name}:${port}`;
			expect((await reset({ host })).status).toBe(200);
			expect((await reset({ host, origin: `http://${host}` })).status).toBe(200);
		},
	);

	test.each(['rebound.example', 'localhost.example', '127.0.0.1.example', 'my-internal'])(
		'refuses a page that calls it %s',
		async (name) => {
			const host = `${name}:${port}`;
			const { status, text } = await reset({ host, origin: `http://${host}` });
			expect(status).toBe(403);
			expect(text).toContain(host);
			expect((await post(`${emulator.whapi.baseUrl}/settings`, { host })).status).toBe(403);
		},
	);

	test.each(['https://shop.example', 'http://127.0.0.1:5678', 'null'])(
		'refuses a page of %s',
		async (origin) => {
			await emulator.control.incoming({ text: 'Still there' });
			expect((await reset({ origin })).status).toBe(403);
			expect(await emulator.control.messages()).toMatchObject([{ text: 'Still there' }]);
			await emulator.control.reset();
		},
	);
});

test('an emulator on all addresses has any name, but takes no call of another page', async () => {
	const emulator = await startEmulator({ host: '0.0.0.0' });
	try {
		const { port } = new URL(emulator.url);
		const url = `http://127.0.0.1:${port}/control/reset`;
		const host = `emulator.example:${port}`;
		expect((await post(url, { host, origin: `http://${host}` })).status).toBe(200);
		expect((await post(url, { host, origin: 'https://shop.example' })).status).toBe(403);
	} finally {
		await emulator.close();
	}
});
