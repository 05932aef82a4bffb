import { randomBytes } from 'node:crypto';

import { textOf } from '../../nodes/shared/json';
import { bytesOf, fileItem, ogg, sha256 } from './support';
import { startWebServer, type WebServer } from './webServer';
import {
	bodyOf,
	commandsAt,
	errorOf,
	jsonOf,
	operation,
	queryOf,
	runAction,
	sendTo,
	startStage,
	vasily,
	type Stage,
} from './whapiSupport';

let stage: Stage;
let web: WebServer;
const price = randomBytes(3000);

beforeAll(async () => {
	stage = await startStage();
	web = await startWebServer((_request, response) => {
		response.writeHead(200, { 'content-type': 'application/pdf' }).end(price);
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

const bytes = randomBytes(10_000);

async function onlySent() {
	const sent = await stage.control.messages({ fromMe: true });
	expect(sent).toHaveLength(1);
	return sent[0];
}

describe('a file from binary data', () => {
	test.each([
		['image', fileItem(bytes, 'image/png', 'photo.png'), null, 'Look'],
		['video', fileItem(bytes, 'video/mp4', 'film.mp4'), null, 'Look'],
		['gif', fileItem(bytes, 'video/mp4'), null, 'Look'],
		['audio', fileItem(bytes, 'audio/mpeg', 'song.mp3'), null, ''],
		['voice', fileItem(ogg, 'audio/ogg; codecs=opus', 'voice.ogg'), null, ''],
		['document', fileItem(bytes, 'application/pdf', 'Счёт № 5.pdf'), 'Счёт № 5.pdf', 'Look'],
		['sticker', fileItem(bytes, 'image/webp'), null, ''],
	])('goes out as %s, byte by byte', async (messageType, item, fileName, text) => {
		const parameters = sendTo(vasily, { messageType, text: 'Look' });
		const [sent] = await jsonOf(stage, parameters, { input: [item] });
		const file = item.binary?.data;
		expect(await onlySent()).toMatchObject({
			type: messageType,
			text,
			media: { mimeType: file?.mimeType, fileName, sha256: sha256(bytesOf(item)) },
		});
		expect(sent).toMatchObject({
			type: messageType,
			text: text || null,
			hasMedia: true,
			media: { mimeType: file?.mimeType, size: bytesOf(item).length },
		});
		expect(await commandsAt(stage)).toEqual(['POST /messages/media/{MediaMessageType}']);
	});

	test('is the raw body of the request, the rest stands in the query', async () => {
		const { message } = await stage.control.incoming({ text: 'Which one?' });
		const options = { quotedMessageId: message.ids.whapi, viewOnce: true, mentions: '79991112233' };
		const parameters = sendTo(vasily, { messageType: 'image', text: 'Это & "то"?', options });
		await jsonOf(stage, parameters, { input: [fileItem(bytes, 'image/png')] });
		expect(await queryOf(stage, 'POST /messages/media/{MediaMessageType}')).toEqual({
			to: vasily,
			caption: 'Это & "то"?',
			quoted: message.ids.whapi,
			mentions: '79991112233',
			view_once: 'true',
		});
		const [request] = await stage.control.requests({ gateway: 'whapi' });
		expect(request?.headers).toMatchObject({
			'content-type': 'image/png',
			'content-length': String(bytes.length),
		});
		expect(await onlySent()).toMatchObject({ quotedKey: message.key });
	});

	test('of several megabytes arrives whole', async () => {
		const large = randomBytes(12 * 1024 * 1024);
		const parameters = sendTo(vasily, { messageType: 'document' });
		await jsonOf(stage, parameters, { input: [fileItem(large, 'application/zip', 'all.zip')] });
		expect((await onlySent())?.media).toMatchObject({ size: large.length, sha256: sha256(large) });
	});

	test('takes field, name and type from the parameters', async () => {
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

	test('loses folders and control characters of its name', async () => {
		const input = [fileItem(bytes, 'application/pdf', '../../etc/\u0007pass\u202ewd.pdf')];
		await jsonOf(stage, sendTo(vasily, { messageType: 'document' }), { input });
		expect((await onlySent())?.media?.fileName).toBe('passwd.pdf');
	});

	test('that is not there is an error before any call', async () => {
		const error = await errorOf(stage, sendTo(vasily, { messageType: 'image' }));
		expect(error.message).toContain('The item has no file in the field "data"');
		expect(await stage.control.requests()).toEqual([]);
	});

	test('that the service does not take as this type says what to do', async () => {
		const input = [fileItem(bytes, 'application/pdf')];
		const error = await errorOf(stage, sendTo(vasily, { messageType: 'image' }), { input });
		expect(error).toMatchObject({ name: 'NodeApiError', httpCode: '415' });
		expect(error.description).toContain('Send it as a document');
	});
});

describe('a file from the web', () => {
	test('is fetched by the service, without the token', async () => {
		const mediaUrl = `${web.url}/price.pdf`;
		const options = { fileName: 'Price list.pdf' };
		const parameters = { messageType: 'document', mediaSource: 'url', mediaUrl, options };
		const [item] = await jsonOf(stage, sendTo(vasily, { ...parameters, text: 'Ours' }));
		expect(await bodyOf(stage, 'POST /messages/document')).toEqual({
			to: vasily,
			media: mediaUrl,
			caption: 'Ours',
			filename: 'Price list.pdf',
		});
		expect((await onlySent())?.media).toMatchObject({ sha256: sha256(price) });
		expect(item).toMatchObject({ media: { fileName: 'Price list.pdf', size: price.length } });
		expect(web.requests).toHaveLength(1);
		expect(JSON.stringify(web.requests)).not.toContain(stage.emulator.whapi.token);
	});

	test.each(['', 'price.pdf', 'file:///etc/passwd', 'data:text/plain,x'])(
		'%p is no address',
		async (mediaUrl) => {
			const parameters = { messageType: 'document', mediaSource: 'url', mediaUrl };
			const error = await errorOf(stage, sendTo(vasily, parameters));
			expect(error.message).toContain('is not the address of a file');
			expect(await stage.control.requests()).toEqual([]);
		},
	);
});

describe('stored files', () => {
	const upload = operation('media', 'upload');
	const uploaded = async () => {
		const [item] = await jsonOf(stage, upload, {
			input: [fileItem(bytes, 'image/png', 'photo.png')],
		});
		return textOf(item?.mediaId) ?? '';
	};

	test('a file is stored and sent by its id', async () => {
		const [item] = await jsonOf(stage, upload, {
			input: [fileItem(bytes, 'image/png', 'photo.png')],
		});
		expect(item).toEqual({
			mediaId: item?.mediaId,
			mimeType: 'image/png',
			fileName: 'photo.png',
			size: bytes.length,
		});
		const mediaId = textOf(item?.mediaId) ?? '';
		const parameters = { messageType: 'image', mediaSource: 'id', mediaId, text: 'Again' };
		await jsonOf(stage, sendTo(vasily, parameters));
		expect(await bodyOf(stage, 'POST /messages/image')).toEqual({
			to: vasily,
			media: mediaId,
			caption: 'Again',
		});
		expect((await onlySent())?.media?.sha256).toBe(sha256(bytes));
	});

	test('a received file comes back byte by byte', async () => {
		const media = {
			mimeType: 'audio/ogg; codecs=opus',
			fileName: null,
			base64: bytes.toString('base64'),
		};
		await stage.control.incoming({ media });
		const [message] = await jsonOf(stage, operation('message', 'getAll'));
		const mediaId = `={{ $json.media.id }}`;
		const [item] = await runAction(stage, operation('media', 'download', { mediaId }), {
			input: [{ json: { ...message } }],
		});
		expect(item?.json).toMatchObject({ fileName: 'file.ogg' });
		expect(item?.binary?.data).toMatchObject({ fileName: 'file.ogg', mimeType: 'audio/ogg' });
		expect(sha256(bytesOf(item))).toBe(sha256(bytes));
		expect(item?.pairedItem).toEqual({ item: 0 });
	});

	test('a file comes out in the chosen field', async () => {
		const parameters = { mediaId: await uploaded(), binaryPropertyName: 'photo' };
		const [item] = await runAction(stage, operation('media', 'download', parameters));
		expect(sha256(bytesOf(item, 'photo'))).toBe(sha256(bytes));
	});

	test('a deleted file is gone', async () => {
		const mediaId = await uploaded();
		expect(await jsonOf(stage, operation('media', 'delete', { mediaId }))).toEqual([
			{ deleted: true },
		]);
		const error = await errorOf(stage, operation('media', 'download', { mediaId }));
		expect(error).toMatchObject({
			httpCode: '404',
			message: 'Whapi.Cloud: Specified media not found',
		});
		expect(error.description).toContain('Check its ID');
	});

	test.each(['download', 'delete'])('%s without an id is refused', async (name) => {
		const error = await errorOf(stage, operation('media', name, { mediaId: '={{ "" }}' }));
		expect(error.message).toBe('No media ID is given');
		expect(await stage.control.requests()).toEqual([]);
	});

	test('an upload that gives no id is an error', async () => {
		await stage.control.addFault({ effect: 'answer', status: 200, body: { media: [] } });
		const input = [fileItem(bytes, 'image/png')];
		const error = await errorOf(stage, upload, { input });
		expect(error.message).toContain('answered in a form that is not documented');
	});
});
