import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

import type { Callback } from './gateways';

/** What a caller of a webhook may vary. */
export interface Call {
	body: string | Buffer;
	/** Added to those of the callback; null = no content type. */
	type?: string | null;
}

/** Calls a webhook; gives status and text of the answer. */
export async function call({ url, headers }: Callback, { body, type = 'application/json' }: Call) {
	const response = await fetch(url, {
		method: 'POST',
		headers: { ...headers, ...(type === null ? {} : { 'content-type': type }) },
		// A body of bytes gets no content type from fetch itself.
		body: new Uint8Array(Buffer.from(body)),
	});
	return { status: response.status, text: await response.text() };
}

/**
 * Sends a request by hand, with headers as often as they are given.
 * @param length What the header says of the body; its true length when left out
 * @returns The connection: to be read or cut
 */
export function open(
	{ url, headers }: Callback,
	body: string,
	{ more = [], length = Buffer.byteLength(body) }: { more?: string[]; length?: number } = {},
): Socket {
	const { hostname, port, pathname, search, host } = new URL(url);
	const socket = connect(Number(port), hostname);
	const lines = [
		`POST ${pathname}${search} HTTP/1.1`,
		`Host: ${host}`,
		'Content-Type: application/json',
		'Connection: close',
		`Content-Length: ${length}`,
		...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
		...more,
	];
	socket.write(`${lines.join('\r\n')}\r\n\r\n${body}`);
	return socket;
}

/** The status of the answer on a connection. */
export async function statusOn(socket: Socket): Promise<number> {
	const parts: Buffer[] = [];
	socket.on('data', (part: Buffer) => parts.push(part));
	await once(socket, 'close');
	return Number(/^HTTP\/1\.1 (\d+)/.exec(Buffer.concat(parts).toString('latin1'))?.[1] ?? 0);
}
