import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import { join } from 'node:path';

import { z } from 'zod/v4';

import type { Emulator } from '../../../emulator';

/** Ids of the fresh emulator that most tests use. */
export const demo = '191b80a9238';
export const vasily = '79991112233@c.us';

/** One of the sample bodies in test/fixtures/whatsgate. */
export function sample(name: string): unknown {
	const file = join(__dirname, '../../fixtures/whatsgate', `${name}.json`);
	return JSON.parse(readFileSync(file, 'utf8'));
}

const object = z.record(z.string(), z.unknown());

/** A sample body of a request with other values in some fields. */
export function sampleWith(name: string, changes: Record<string, unknown>): unknown {
	return { ...object.parse(sample(name)), ...changes };
}

/** The field at a path such as `data.0.id`; undefined when it is not there. */
export function at(value: unknown, path: string): unknown {
	let part = value;
	for (const key of path.split('.')) {
		if (Array.isArray(part)) part = z.array(z.unknown()).parse(part)[Number(key)];
		else part = object.safeParse(part).data?.[key];
	}
	return part;
}

/** Stands for any text but the empty one in a comparison. */
export const someText: unknown = expect.stringMatching(/./);

/** The list at a path. */
export function listAt(value: unknown, path: string): unknown[] {
	return z.array(z.unknown()).parse(at(value, path));
}

/** The text at a path. */
export function textAt(value: unknown, path: string): string {
	return z.string().parse(at(value, path));
}

/** All paths of a JSON value; list entries count once. Two values with equal paths have the same fields. */
export function fieldsOf(value: unknown, path = ''): string[] {
	if (Array.isArray(value)) {
		return [...new Set(value.flatMap((item) => fieldsOf(item, `${path}[]`)))].sort();
	}
	const asObject = object.safeParse(value);
	if (!asObject.success) return [path];
	return Object.entries(asObject.data)
		.flatMap(([key, item]) => fieldsOf(item, `${path}.${key}`))
		.sort();
}

export interface Reply {
	status: number;
	body: unknown;
}

/** Calls a WhatsGate command as the docs describe it (1.2). */
export async function call(
	emulator: Emulator,
	command: string,
	body: unknown,
	key = emulator.whatsGate.apiKey,
): Promise<Reply> {
	const response = await fetch(`${emulator.whatsGate.baseUrl}/${command}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', 'x-api-key': key },
		body: JSON.stringify(body),
	});
	return { status: response.status, body: await response.json() };
}

/** The same, for a call that must succeed; gives the body. */
export async function ask(emulator: Emulator, command: string, body: unknown): Promise<unknown> {
	const reply = await call(emulator, command, body);
	if (reply.status !== 200) throw new Error(`${command}: ${JSON.stringify(reply)}`);
	return reply.body;
}

/** Sends a text to Vasily synchronously; gives the whole answer. */
export function sendText(emulator: Emulator, text: string): Promise<Reply> {
	return call(emulator, 'send', {
		WhatsappID: demo,
		async: false,
		recipient: { id: vasily },
		message: { body: text },
	});
}

/** Ids of all events that events-get lists, in its order, over all pages. */
export async function eventIds(
	emulator: Emulator,
	filter: Record<string, unknown> = {},
): Promise<unknown[]> {
	const answer = await ask(emulator, 'events-get', { page_cnt: 100, ...filter });
	return listAt(answer, 'data').map((event) => at(event, 'id'));
}

/** A server that is called by the emulator. */
export interface Receiver {
	url: string;
	/** Parsed bodies in the order in which they came. */
	bodies: unknown[];
	/** How the next calls are answered; confirms the event when it is not changed. */
	respond: (body: unknown, response: ServerResponse) => void;
	close(): Promise<void>;
}

/** Confirms an event as section 5 demands. */
export function confirm(body: unknown, response: ServerResponse): void {
	response.setHeader('content-type', 'application/json');
	response.end(JSON.stringify({ result: 'OK', id: at(body, 'id') }));
}

export async function startReceiver(): Promise<Receiver> {
	const receiver: Receiver = {
		url: '',
		bodies: [],
		respond: confirm,
		close: async () => {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
	const server = createServer((request, response) => {
		const parts: string[] = [];
		request.setEncoding('utf8');
		request.on('data', (part: string) => parts.push(part));
		request.on('end', () => {
			const body: unknown = JSON.parse(parts.join(''));
			receiver.bodies.push(body);
			receiver.respond(body, response);
		});
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = z.object({ port: z.number() }).parse(server.address());
	receiver.url = `http://127.0.0.1:${port}/hook`;
	return receiver;
}
