import type { RequestListener, ServerResponse } from 'node:http';
import { pipeline, Readable } from 'node:stream';
import { createGzip } from 'node:zlib';

import { hurry } from './hurry';
import { errorOf, jsonOf, sendTo, sha256, startStage, vasily, type Stage } from './support';
import { startWebServer, type WebServer } from './webServer';

const MIB = 1024 * 1024;
const pdf = Buffer.from('%PDF-1.7 a small file');

let stage: Stage;
let web: WebServer;
let elsewhere: WebServer;

/** How many bytes went out for an answer without an end. */
let written = 0;

/** Answers that are not over. */
const unfinished = new Set<ServerResponse>();

/** Zeros, for ever. */
const zeros = () =>
	new Readable({
		read() {
			written += MIB;
			this.push(Buffer.alloc(MIB));
		},
	});

const untilClosed = () => undefined;

const type = { 'content-type': 'application/pdf' };

const answers: Record<string, (response: ServerResponse) => unknown> = {
	'/file.pdf': (response) => response.writeHead(200, type).end(pdf),
	'/told.pdf': (response) =>
		response.writeHead(200, { ...type, 'content-length': 150 * MIB }).write('%PDF'),
	'/endless.pdf': (response) => pipeline(zeros(), response.writeHead(200, type), untilClosed),
	'/bomb.pdf': (response) => {
		response.writeHead(200, { ...type, 'content-encoding': 'gzip' });
		pipeline(zeros(), createGzip(), response, untilClosed);
	},
	'/cut.pdf': (response) => {
		response.writeHead(200, { ...type, 'content-length': 1000 });
		response.write(pdf, () => response.destroy());
	},
	'/cutChunks.pdf': (response) => {
		response.writeHead(200, type);
		response.write(pdf, () => response.destroy());
	},
	'/stuck.pdf': (response) => response.writeHead(200, type).write(pdf),
	'/silent.pdf': () => undefined,
	'/there.pdf': (response) =>
		response.writeHead(302, { location: `${elsewhere.url}/file.pdf` }).end(),
	'/disk.pdf': (response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
	'/ftp.pdf': (response) => response.writeHead(302, { location: 'ftp://127.0.0.1/a.pdf' }).end(),
	'/round.pdf': (response) => response.writeHead(302, { location: '/round.pdf' }).end(),
	'/large-error.pdf': (response) => pipeline(zeros(), response.writeHead(500), untilClosed),
};

beforeAll(async () => {
	stage = await startStage();
	const answer: RequestListener = (request, response) => {
		unfinished.add(response);
		response.once('close', () => unfinished.delete(response));
		answers[request.url ?? '']?.(response);
	};
	web = await startWebServer(answer);
	elsewhere = await startWebServer(answer);
});

beforeEach(async () => {
	await stage.control.reset();
	for (const server of [web, elsewhere]) server.requests.length = 0;
	written = 0;
	unfinished.clear();
});

afterAll(async () => {
	await web.close();
	await elsewhere.close();
	await stage.close();
});

const document = (mediaUrl: string) =>
	sendTo(vasily, { messageType: 'document', mediaSource: 'url', mediaUrl });

/** The host's name and port, as error texts have them. */
const host = () => new URL(web.url).host;

/** n8n's 60 s for an answer and the node's 5 minutes for a file are over soon. */
const impatient = { 60_000: 300, 300_000: 2000 };

const refused: Record<string, [path: string, message: () => string, advice: RegExp]> = {
	'is said to be too large': [
		'/told.pdf',
		() => `The file at ${host()} has 150.0 MiB: at most 100 MiB are fetched`,
		/Make the file smaller/,
	],
	'does not end': [
		'/endless.pdf',
		() => `The file at ${host()} has more than 100 MiB: at most 100 MiB are fetched`,
		/send its address as a text message/,
	],
	'grows when it is unpacked': [
		'/bomb.pdf',
		() => `The file at ${host()} has more than 100 MiB: at most 100 MiB are fetched`,
		/Make the file smaller/,
	],
	'is cut off': [
		'/cut.pdf',
		() => `The file at ${host()} arrived only in part: the connection was cut`,
		/Nothing was sent.*Cause: /,
	],
	'is cut off and did not say how large it is': [
		'/cutChunks.pdf',
		() => `The file at ${host()} arrived only in part: the connection was cut`,
		/Nothing was sent/,
	],
	'gets stuck': [
		'/stuck.pdf',
		() => `The file at ${host()} did not arrive within 5 minutes`,
		/Nothing was sent/,
	],
	'does not come at all': [
		'/silent.pdf',
		() => `The file could not be fetched from ${host()}`,
		/Check the address.*Cause: ECONNABORTED/,
	],
	'is an endless error page': [
		'/large-error.pdf',
		() => `The file could not be fetched: ${host()} answered with status 500`,
		/Open the address in a browser/,
	],
	'is on the disk': [
		'/disk.pdf',
		() => `The file could not be fetched from ${host()}`,
		/Cause: .*file:/,
	],
	'is on an FTP server': [
		'/ftp.pdf',
		() => `The file could not be fetched from ${host()}`,
		/Cause: .*ftp:/,
	],
	'is a redirect to itself': [
		'/round.pdf',
		() => `The file could not be fetched from ${host()}`,
		/redirects/,
	],
};

const slow = ['/stuck.pdf', '/silent.pdf'];

test.each(Object.entries(refused))(
	'a file that %s is not sent',
	async (_name, [path, message, advice]) => {
		const restore = slow.includes(path) ? hurry(impatient) : () => undefined;
		const error = await errorOf(stage, document(web.url + path)).finally(restore);
		expect(error).toMatchObject({ name: 'NodeOperationError', itemIndex: 0, message: message() });
		expect(error.description).toMatch(advice);
		expect(await stage.control.requests()).toEqual([]);
		const left = () => Promise.resolve(unfinished.size);
		await stage.control.waitFor(left, (count) => count === 0, 10_000);
		expect(path === '/bomb.pdf' ? 0 : written).toBeLessThan(200 * MIB);
	},
);

test('nobody listens', async () => {
	const error = await errorOf(stage, document('http://127.0.0.1:9/file.pdf'));
	expect(error.message).toBe('The file could not be fetched from 127.0.0.1:9');
	expect(error.description).toContain('ECONNREFUSED');
});

test('follows a redirect to another web server, without name and password of the first one', async () => {
	const url = new URL('/there.pdf', web.url);
	Object.assign(url, { username: 'me', password: 'word' });
	await jsonOf(stage, document(url.href));
	expect(web.requests[0]?.headers.authorization).toMatch(/^Basic /);
	expect(elsewhere.requests).toHaveLength(1);
	expect(elsewhere.requests[0]?.headers).not.toHaveProperty('authorization');
	const [sent] = await stage.control.messages({ fromMe: true });
	expect(sent?.media).toMatchObject({ fileName: 'there.pdf', sha256: sha256(pdf) });
});
