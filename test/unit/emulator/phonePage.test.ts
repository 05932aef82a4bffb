import { startEmulator, type Emulator } from '../../../emulator';

let emulator: Emulator;
beforeAll(async () => {
	emulator = await startEmulator();
});
afterAll(() => emulator.close());

const get = (path: string) => fetch(emulator.url + path);

test.each(['/', '/phone'])('the page is served at %s with a strict policy', async (path) => {
	const response = await get(path);
	expect(response.headers.get('content-type')).toMatch('text/html');
	const policy = response.headers.get('content-security-policy') ?? '';
	expect(policy).toContain("default-src 'none'");
	expect(policy).not.toMatch(/unsafe|https?:|\*/);
	expect(await response.text()).toContain('/phone/main.js');
});

test('its script and style come as such and need nothing else', async () => {
	const [script, style] = await Promise.all([get('/phone/main.js'), get('/phone/main.css')]);
	expect(script.headers.get('content-type')).toMatch('text/javascript');
	expect(style.headers.get('content-type')).toMatch('text/css');
	const text = await script.text();
	expect(text.length).toBeGreaterThan(10_000);
	// What Node.js alone has would stop the page.
	expect(text).not.toMatch(/require\("node:|from "node:/);
	expect(await style.text()).not.toMatch(/@import|url\(/);
});

describe('a file that somebody sent', () => {
	const fileOf = async (mimeType: string, fileName: string | null) => {
		const media = { mimeType, fileName, base64: 'PGgxPg==' };
		const { message } = await emulator.control.incoming({ media });
		return await get(`/control/media/${message.key}`);
	};

	test('is never a page of the emulator', async () => {
		const { headers } = await fileOf('text/html', 'a.html');
		expect(headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''a.html");
		expect(headers.get('x-content-type-options')).toBe('nosniff');
		expect(headers.get('content-security-policy')).toContain('sandbox');
	});

	test.each([
		["it's (1).txt", 'it%27s%20%281%29.txt'],
		['отчёт.pdf', '%D0%BE%D1%82%D1%87%D1%91%D1%82.pdf'],
		['a\r\nx-evil: 1', 'a%0D%0Ax-evil%3A%201'],
		['half \ud83d', 'half%20%EF%BF%BD'],
	])('keeps its name: %j', async (fileName, encoded) => {
		const response = await fileOf('text/plain', fileName);
		expect(response.status).toBe(200);
		expect(response.headers.get('content-disposition')).toBe(
			`attachment; filename*=UTF-8''${encoded}`,
		);
	});

	test.each(['a/b\r\nx-evil: 1', 'nothing', 'text/plain; charset=<'])(
		'comes as bytes when its type is none: %j',
		async (mimeType) => {
			const response = await fileOf(mimeType, null);
			expect(response.headers.get('content-type')).toBe('application/octet-stream');
			expect(response.headers.get('x-evil')).toBeNull();
			expect(await response.text()).toBe('<h1>');
		},
	);
});
