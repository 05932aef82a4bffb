import { randomBytes } from 'node:crypto';

import {
	bytesOf,
	errorOf,
	fileItem,
	jsonOf,
	ogg,
	runAction,
	sendTo,
	sha256,
	startStage,
	vasily,
	demoSession,
	type Stage,
} from './support';
import { startWebServer, type WebServer } from './webServer';

let stage: Stage;
let web: WebServer;

const webFiles: Record<string, { type: string; bytes: Buffer }> = {
	'/shop/price%20list.pdf?v=2': { type: 'application/pdf', bytes: randomBytes(3000) },
	'/untyped/picture.jpeg': { type: 'application/octet-stream', bytes: randomBytes(300) },
	'/empty.pdf': { type: 'application/pdf', bytes: Buffer.alloc(0) },
	'/100%.pdf': { type: 'application/pdf; charset=binary', bytes: randomBytes(30) },
};

beforeAll(async () => {
	stage = await startStage();
	web = await startWebServer((request, response) => {
		const file = webFiles[request.url ?? ''];
		if (file === undefined) {
			response.writeHead(404).end('No such page');
			return;
		}
		response.writeHead(200, { 'content-type': file.type }).end(file.bytes);
	});
});

beforeEach(async () => {
	await stage.control.reset();
	web.requests.length = 0;
});

afterAll(async () => {
	await web.close();
	await stage.close();
});

async function onlySent() {
	const sent = await stage.control.messages({ fromMe: true });
	expect(sent).toHaveLength(1);
	return sent[0];
}

const bytes = randomBytes(10_000);

test.each([
	['image', 'image', fileItem(bytes, 'image/png', 'photo.png'), 'photo.png'],
	['image', 'image', fileItem(bytes, 'image/jpeg'), 'file.jpg'],
	['sticker', 'sticker', fileItem(bytes, 'image/webp'), 'file.webp'],
	['document', 'doc', fileItem(bytes, 'application/pdf', 'Счёт № 5.pdf'), 'Счёт № 5.pdf'],
	['document', 'doc', fileItem(bytes, 'video/mp4', 'film.mp4'), 'film.mp4'],
	['voice', 'voice', fileItem(ogg, 'audio/ogg', 'voice.ogg'), 'voice.ogg'],
])('a %s from binary data reaches the service as %s', async (messageType, type, item, name) => {
	const input = [item];
	const [sent] = await jsonOf(stage, sendTo(vasily, { messageType, text: 'Look' }), { input });
	const file = item.binary?.data;
	expect(await onlySent()).toMatchObject({
		type: messageType,
		text: 'Look',
		media: { mimeType: file?.mimeType, fileName: name, sha256: sha256(bytesOf(item)) },
	});
	const [request] = await stage.control.requests({ command: 'send' });
	expect(request?.body).toMatchObject({ message: { type, body: 'Look' } });
	expect(sent).toMatchObject({ hasMedia: true, type: messageType, text: 'Look', fromMe: true });
});

test('a file without a caption is sent without one', async () => {
	const input = [fileItem(bytes, 'image/png')];
	const [item] = await jsonOf(stage, sendTo(vasily, { messageType: 'image' }), { input });
	expect(item).toMatchObject({ text: null });
	const [request] = await stage.control.requests({ command: 'send' });
	expect(request?.body).not.toHaveProperty('message.body');
});

test('takes the file from the field that is named, and its name and type from the options', async () => {
	const input = [fileItem(bytes, 'text/plain', 'a.txt', 'report')];
	const options = { fileName: 'Report.csv', mimeType: 'text/csv' };
	const parameters = { messageType: 'document', binaryPropertyName: 'report', options };
	await jsonOf(stage, sendTo(vasily, parameters), { input });
	expect((await onlySent())?.media).toMatchObject({
		mimeType: 'text/csv',
		fileName: 'Report.csv',
		sha256: sha256(bytes),
	});
});

test('a file name from outside loses folders and control characters', async () => {
	const input = [fileItem(bytes, 'application/pdf', '../../etc/\u0007pass\u202ewd.pdf')];
	await jsonOf(stage, sendTo(vasily, { messageType: 'document' }), { input });
	expect((await onlySent())?.media?.fileName).toBe('passwd.pdf');
});

test('a voice message of an unknown type goes out as OGG', async () => {
	const input = [fileItem(ogg, 'application/octet-stream')];
	await jsonOf(stage, sendTo(vasily, { messageType: 'voice' }), { input });
	expect((await onlySent())?.media).toMatchObject({
		mimeType: 'audio/ogg',
		sha256: sha256(ogg),
	});
});

test('a file of several megabytes arrives whole', async () => {
	const large = randomBytes(12 * 1024 * 1024);
	const input = [fileItem(large, 'application/zip', 'all.zip')];
	await jsonOf(stage, sendTo(vasily, { messageType: 'document' }), { input });
	expect((await onlySent())?.media).toMatchObject({ size: large.length, sha256: sha256(large) });
});

test.each([
	['/shop/price%20list.pdf?v=2', 'document', 'price list.pdf', 'application/pdf'],
	['/untyped/picture.jpeg', 'image', 'picture.jpeg', 'image/jpeg'],
	['/100%.pdf', 'document', '100%.pdf', 'application/pdf'],
])('a file from %s is fetched without the key', async (path, messageType, fileName, mimeType) => {
	const parameters = { messageType, mediaSource: 'url', mediaUrl: `${web.url}${path}` };
	await jsonOf(stage, sendTo(vasily, parameters));
	const sent = sha256(webFiles[path]?.bytes ?? Buffer.alloc(0));
	expect((await onlySent())?.media).toMatchObject({ fileName, mimeType, sha256: sent });
	expect(web.requests).toHaveLength(1);
	expect(JSON.stringify(web.requests)).not.toContain(stage.emulator.whatsGate.apiKey);
});

test.each([
	['/missing.pdf', /answered with status 404/],
	['/empty.pdf', /is empty/],
])('a file from %s cannot be sent and says why', async (path, text) => {
	const parameters = { messageType: 'document', mediaSource: 'url', mediaUrl: web.url + path };
	const error = await errorOf(stage, sendTo(vasily, parameters));
	expect(error).toMatchObject({ name: 'NodeOperationError', itemIndex: 0 });
	expect(error.message).toMatch(text);
	expect(error.description).toBeTruthy();
	expect(await stage.control.requests()).toEqual([]);
});

test('quotes with a file', async () => {
	const { message } = await stage.control.incoming({ text: 'Which one?' });
	const input = [fileItem(bytes, 'image/png')];
	const options = { quotedMessageId: message.ids.whatsGate };
	await jsonOf(stage, sendTo(vasily, { messageType: 'image', options }), { input });
	expect(await onlySent()).toMatchObject({ quotedKey: message.key });
});

describe('Download Media', () => {
	const photo = randomBytes(5000);
	const download = (messageId: string, more = {}) => ({
		resource: 'message',
		operation: 'downloadMedia',
		session: demoSession,
		messageId,
		...more,
	});

	test('gives the file that was received', async () => {
		const media = { mimeType: 'image/jpeg', fileName: 'in.jpg', base64: photo.toString('base64') };
		const { message } = await stage.control.incoming({ media });
		const [item] = await runAction(stage, download(message.ids.whatsGate));
		expect(item?.json).toEqual({
			messageId: message.ids.whatsGate,
			mimeType: 'image/jpeg',
			fileName: 'in.jpg',
			size: photo.length,
		});
		expect(item?.binary?.data).toMatchObject({ mimeType: 'image/jpeg', fileName: 'in.jpg' });
		expect(sha256(bytesOf(item))).toBe(sha256(photo));
		expect(item?.pairedItem).toEqual({ item: 0 });
	});

	test('names a file that has no name by its type, and puts it into the chosen field', async () => {
		const media = {
			mimeType: 'audio/ogg; codecs=opus',
			fileName: null,
			base64: ogg.toString('base64'),
		};
		const { message } = await stage.control.incoming({ media });
		const parameters = download(message.ids.whatsGate, { binaryPropertyName: 'voice' });
		const [item] = await runAction(stage, parameters);
		expect(item?.binary?.voice).toMatchObject({
			fileName: 'file.ogg',
			mimeType: 'audio/ogg; codecs=opus',
		});
		expect(bytesOf(item, 'voice').equals(ogg)).toBe(true);
	});

	test('says what to do about a message without a file', async () => {
		const { message } = await stage.control.incoming({ text: 'No file' });
		const error = await errorOf(stage, download(message.ids.whatsGate));
		expect(error).toMatchObject({ name: 'NodeApiError', itemIndex: 0 });
		expect(error.message).toContain('The message has no media');
	});

	test('says so when the service answers without a file', async () => {
		await stage.control.addFault({
			command: 'get-messagemedia',
			effect: 'answer',
			status: 200,
			body: { result: 'OK' },
		});
		const error = await errorOf(stage, download('false_1@c.us_AB'));
		expect(error.message).toContain('gave no file');
	});
});
