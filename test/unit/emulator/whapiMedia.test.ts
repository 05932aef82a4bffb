import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';

import { z } from 'zod/v4';

import { startEmulator, type Emulator } from '../../../emulator';
import { ask, at, demo, textAt } from './support';
import {
	shapeDifference,
	vasilyChat,
	whapiAsk,
	whapiCall,
	whapiFetch,
	whapiSample,
	whapiSampleWith,
} from './whapiSupport';

let emulator: Emulator;
beforeAll(async () => {
	emulator = await startEmulator();
});
afterAll(() => emulator.close());
beforeEach(async () => {
	await emulator.control.reset();
	await emulator.control.setSwitches({ autoAcks: false });
});

const file = randomBytes(300_000);
const sha256 = createHash('sha256').update(file).digest('hex');

/** The file of the last message that was sent, as the world has it. */
async function sentFile() {
	return (await emulator.control.messages({ fromMe: true })).at(-1)?.media;
}

async function download(id: string): Promise<string> {
	const response = await whapiFetch(emulator, 'GET', `/media/${id}`);
	const bytes = Buffer.from(await response.arrayBuffer());
	return createHash('sha256').update(bytes).digest('hex');
}

const to = vasilyChat;
const pdf = 'application/pdf';

describe('a file is sent', () => {
	test('as a data URI, with its name', async () => {
		const media = `data:${pdf};name=a.pdf;base64,${file.toString('base64')}`;
		const body = whapiSampleWith('request.messages.document.data_uri', { to, media });
		const sent = await whapiAsk(emulator, 'POST', '/messages/document', body);
		expect(at(sent, 'message.document')).toMatchObject({
			mime_type: pdf,
			file_size: file.length,
			file_name: 'File_example.pdf',
			caption: 'This is text with file',
			sha256: Buffer.from(sha256, 'hex').toString('base64'),
		});
		expect(await sentFile()).toMatchObject({ sha256, fileName: 'File_example.pdf' });
	});

	test('as base64 with its type', async () => {
		const body = { to, media: file.toString('base64'), mime_type: 'image/png' };
		await whapiAsk(emulator, 'POST', '/messages/image', body);
		expect(await sentFile()).toMatchObject({ sha256, mimeType: 'image/png', fileName: null });
	});

	test('as the address of a file on this machine', async () => {
		const server = createServer((request, response) => {
			response.statusCode = request.url === '/a.png' ? 200 : 404;
			response.setHeader('content-type', 'image/png');
			response.end(file);
		});
		server.listen(0, '127.0.0.1');
		await once(server, 'listening');
		const { port } = z.object({ port: z.number() }).parse(server.address());
		const media = `http://127.0.0.1:${port}/a.png`;
		await whapiAsk(emulator, 'POST', '/messages/image', { to, media });
		expect(await sentFile()).toMatchObject({ sha256, mimeType: 'image/png' });
		const body = { to, media: `http://127.0.0.1:${port}/b.png` };
		expect((await whapiCall(emulator, 'POST', '/messages/image', { body })).status).toBe(400);
		server.closeAllConnections();
		server.close();
	});

	test('as a form', async () => {
		const form = new FormData();
		form.set('to', to);
		form.set('caption', 'Привет');
		form.set('view_once', 'true');
		form.append('mentions', '79994445566');
		form.append('mentions', '79991112233');
		form.set('media', new Blob([file], { type: pdf }), 'Отчёт.pdf');
		const reply = await whapiCall(emulator, 'POST', '/messages/document', { raw: form });
		expect(reply.status).toBe(200);
		const [record] = await emulator.control.messages();
		expect(record).toMatchObject({ text: 'Привет', media: { sha256, fileName: 'Отчёт.pdf' } });
		expect(record?.mentions).toEqual(['79994445566@c.us', '79991112233@c.us']);
		const [request] = await emulator.control.requests({ command: 'POST /messages/document' });
		expect(request?.body).toMatchObject({
			to,
			view_once: 'true',
			file: { mimeType: pdf, size: file.length, sha256 },
		});
	});

	test('as the body itself, with the fields in the query', async () => {
		const query = new URLSearchParams({ to, caption: 'A', filename: 'a.json' });
		const type = { 'content-type': 'application/json' };
		const path = `/messages/media/document?${query.toString()}`;
		const reply = await whapiCall(emulator, 'POST', path, { raw: file, headers: type });
		expect(at(reply.body, 'message.document')).toMatchObject({ caption: 'A' });
		const expected = { sha256, mimeType: 'application/json', fileName: 'a.json' };
		expect(await sentFile()).toMatchObject(expected);
	});

	test('by the id of an upload', async () => {
		const headers = { 'content-type': 'audio/ogg' };
		const upload = await whapiCall(emulator, 'POST', '/media', { raw: file, headers });
		expect(shapeDifference(upload.body, whapiSample('response.media.upload'))).toEqual([]);
		const media = textAt(upload.body, 'media.0.id');
		expect(media).toMatch(/^[a-zA-Z0-9]+-[0-9a-fA-F-]+$/);
		await whapiAsk(emulator, 'POST', '/messages/voice', { to, media, seconds: 3 });
		expect(await sentFile()).toMatchObject({ sha256, mimeType: 'audio/ogg' });
		const unknown = { to, media: 'oga-00-11' };
		const reply = await whapiCall(emulator, 'POST', '/messages/voice', { body: unknown });
		expect(reply.status).toBe(404);
	});

	test('larger than the emulator keeps: size and SHA-256 are known', async () => {
		const large = Buffer.alloc(64 * 1024 * 1024 + 1, 7);
		const path = `/messages/media/video?${new URLSearchParams({ to }).toString()}`;
		const headers = { 'content-type': 'video/mp4' };
		const reply = await whapiCall(emulator, 'POST', path, { raw: large, headers });
		expect(reply.status).toBe(200);
		const expected = createHash('sha256').update(large).digest('hex');
		expect(await sentFile()).toMatchObject({ sha256: expected, size: large.length });
		const gone = await whapiCall(
			emulator,
			'GET',
			`/media/${textAt(reply.body, 'message.video.id')}`,
		);
		expect(gone.status).toBe(404);
	});
});

test.each([
	['image', pdf],
	['gif', 'image/gif'],
	['sticker', 'image/png'],
	['voice', 'video/mp4'],
])('a file of the wrong type is refused: %s with %s', async (type, mimeType) => {
	const body = { to, media: 'AAAA', mime_type: mimeType };
	expect((await whapiCall(emulator, 'POST', `/messages/${type}`, { body })).status).toBe(415);
});

test.each([
	['base64 without a type', { media: 'AAAA' }],
	['broken base64', { media: 'AAA', mime_type: 'image/png' }],
	['a data URI without base64', { media: 'data:image/png,AAAA' }],
])('%s is refused', async (_name, fields) => {
	const body = { to, ...fields };
	expect((await whapiCall(emulator, 'POST', '/messages/image', { body })).status).toBe(400);
});

test('a form with another file part and a broken form are refused', async () => {
	const form = new FormData();
	form.set('to', to);
	form.set('file', new Blob(['A'], { type: 'image/png' }), 'a.png');
	expect((await whapiCall(emulator, 'POST', '/messages/image', { raw: form })).status).toBe(400);
	const headers = { 'content-type': 'multipart/form-data; boundary=a' };
	const broken = { raw: '--a\r\nContent-Disposition: form-data; name="to"', headers };
	expect((await whapiCall(emulator, 'POST', '/messages/image', broken)).status).toBe(400);
});

describe('a received file', () => {
	const media = { mimeType: 'image/png', base64: file.toString('base64') };

	test('is downloaded by its id and through its link', async () => {
		const { message } = await emulator.control.incoming({ media });
		const got = await whapiAsk(emulator, 'GET', `/messages/${message.ids.whapi}`);
		expect(await download(textAt(got, 'image.id'))).toBe(sha256);
		const linked = await fetch(textAt(got, 'image.link'));
		expect(linked.headers.get('content-type')).toBe('image/png');
		const bytes = Buffer.from(await linked.arrayBuffer());
		expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
	});

	test('has a link only when its type is downloaded automatically', async () => {
		const { message } = await emulator.control.incoming({ media });
		const link = async () =>
			at(await whapiAsk(emulator, 'GET', `/messages/${message.ids.whapi}`), 'image.link');
		expect(await link()).toBeDefined();
		await whapiAsk(emulator, 'PATCH', '/settings', { media: { auto_download: ['voice'] } });
		expect(await link()).toBeUndefined();
	});

	test('can be read by WhatsGate when Whapi sent it, and is the same', async () => {
		const body = { to, media: file.toString('base64'), mime_type: 'image/png' };
		await whapiAsk(emulator, 'POST', '/messages/image', body);
		const [record] = await emulator.control.messages();
		const request = { WhatsappID: demo, MessageID: record?.ids.whatsGate };
		const answer = await ask(emulator, 'get-messagemedia', request);
		expect(textAt(answer, 'media.data')).toBe(file.toString('base64'));
	});
});

test('files are listed and deleted', async () => {
	const headers = { 'content-type': pdf };
	await whapiCall(emulator, 'POST', '/media', { raw: 'A', headers });
	const body = { media: 'data:application/pdf;base64,QUJD', filename: 'a.pdf' };
	const upload = await whapiAsk(emulator, 'POST', '/media', body);
	const list = await whapiAsk(emulator, 'GET', '/media?count=10');
	expect(shapeDifference(list, whapiSample('response.media.list'))).toEqual([]);
	expect(at(list, 'total')).toBe(2);
	const path = `/media/${textAt(upload, 'media.0.id')}`;
	expect(await whapiAsk(emulator, 'DELETE', path)).toEqual({ success: true });
	expect((await whapiCall(emulator, 'DELETE', path)).status).toBe(404);
	expect((await whapiCall(emulator, 'GET', path)).status).toBe(404);
});

test.each([
	['both', true, true],
	['file_name', true, false],
	['filename', false, true],
] as const)('the name of a file: %s', async (whapiFileNameKey, first, second) => {
	await emulator.control.setSwitches({ whapiFileNameKey });
	const media = { mimeType: pdf, fileName: 'a.pdf', base64: 'AAAA' };
	const { message } = await emulator.control.incoming({ media });
	const got = await whapiAsk(emulator, 'GET', `/messages/${message.ids.whapi}`);
	const names = [at(got, 'document.file_name'), at(got, 'document.filename')];
	expect(names).toEqual([first ? 'a.pdf' : undefined, second ? 'a.pdf' : undefined]);
});
