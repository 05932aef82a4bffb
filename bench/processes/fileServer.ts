/** Both gateways as far as files are fetched from them; makes the files while it sends them, whatever their size. */

import { createServer, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { tellParent } from './child';
import { pieceBytes, piecesOf } from './madeFile';

/** WhatsGate: the file as base64 inside JSON. */
function* inJson(bytes: number): Generator<string> {
	yield '{"result":"OK","media":{"mimetype":"video/mp4","filename":"film.mp4","data":"';
	// Groups of three bytes: no padding before the end.
	let rest = Buffer.alloc(0);
	for (const piece of piecesOf(bytes)) {
		const joined = Buffer.concat([rest, piece]);
		const whole = joined.length - (joined.length % 3);
		yield joined.toString('base64', 0, whole);
		rest = Buffer.from(joined.subarray(whole));
	}
	yield `${rest.toString('base64')}"}}`;
}

async function answer(url: string, body: string, response: ServerResponse): Promise<void> {
	const [, size] = /file-(\d+)/.exec(url + body) ?? [];
	const bytes = Number(size);
	if (url.includes('get-messagemedia')) {
		const length = [...inJson(pieceBytes)].join('').length;
		const frame = length - Math.ceil(pieceBytes / 3) * 4;
		const total = frame + Math.ceil(bytes / 3) * 4;
		response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': total });
		await pipeline(Readable.from(inJson(bytes)), response);
		return;
	}
	response.writeHead(200, { 'Content-Type': 'video/mp4', 'Content-Length': bytes });
	await pipeline(Readable.from(piecesOf(bytes)), response);
}

const server = createServer((request, response) => {
	const parts: Buffer[] = [];
	request.on('data', (part: Buffer) => parts.push(part));
	request.on('end', () => {
		answer(request.url ?? '', Buffer.concat(parts).toString(), response).catch((error: unknown) => {
			response.destroy(error instanceof Error ? error : new Error(String(error)));
		});
	});
});

process.once('disconnect', () => server.close());
server.listen(0, '127.0.0.1', () => {
	const address = server.address();
	const port = typeof address === 'object' && address !== null ? address.port : 0;
	tellParent({ url: `http://127.0.0.1:${port}` });
});
