import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { join } from 'node:path';

import { z } from 'zod/v4';

import type { Emulator } from '../../../emulator';
import { at, fieldsOf, type Reply } from './support';

export const vasilyChat = '79991112233@s.whatsapp.net';
export const groupChat = '4239048293082@g.us';

/** One of the sample bodies in test/fixtures/whapi. */
export function whapiSample(name: string): unknown {
	const file = join(__dirname, '../../fixtures/whapi', `${name}.json`);
	return JSON.parse(readFileSync(file, 'utf8'));
}

/** A sample body of a request with other values in some fields. */
export function whapiSampleWith(name: string, changes: Record<string, unknown>): unknown {
	return { ...z.record(z.string(), z.unknown()).parse(whapiSample(name)), ...changes };
}

interface Request {
	body?: unknown;
	/** Sent instead of `body`. */
	raw?: Uint8Array | string | FormData;
	headers?: Record<string, string>;
	token?: string;
}

/** The request itself, as section 1.1 describes it. */
export function whapiFetch(
	{ whapi }: Emulator,
	method: string,
	path: string,
	{ body, raw, headers, token = whapi.token }: Request = {},
): Promise<Response> {
	return fetch(whapi.baseUrl + path, {
		method,
		headers: {
			authorization: `Bearer ${token}`,
			...(body !== undefined && { 'content-type': 'application/json' }),
			...headers,
		},
		body: raw ?? (body === undefined ? null : JSON.stringify(body)),
	});
}

/** Calls the API; `body` is undefined when the answer is empty. */
export async function whapiCall(
	emulator: Emulator,
	method: string,
	path: string,
	request: Request = {},
): Promise<Reply> {
	const response = await whapiFetch(emulator, method, path, request);
	const text = await response.text();
	return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
}

/** The same for a call that must succeed; gives the body. */
export async function whapiAsk(
	emulator: Emulator,
	method: string,
	path: string,
	body?: unknown,
): Promise<unknown> {
	const reply = await whapiCall(emulator, method, path, body === undefined ? {} : { body });
	if (reply.status !== 200) throw new Error(`${method} ${path}: ${JSON.stringify(reply)}`);
	return reply.body;
}

/** Sends a text to Vasily; gives its id. */
export async function whapiText(emulator: Emulator, body: string): Promise<string> {
	const answer = await whapiAsk(emulator, 'POST', '/messages/text', { to: vasilyChat, body });
	return z.string().parse(at(answer, 'message.id'));
}

/** Fields of a sample that a value lacks, and those it has besides; `allowed` extras are not named. */
export function shapeDifference(value: unknown, sample: unknown, allowed: string[] = []): string[] {
	const actual = fieldsOf(value);
	const wanted = fieldsOf(sample);
	return [
		...wanted.filter((field) => !actual.includes(field)).map((field) => `-${field}`),
		...actual
			.filter((field) => !wanted.includes(field) && !allowed.includes(field))
			.map((field) => `+${field}`),
	];
}

/** A call of a webhook. */
export interface Hooked {
	method: string;
	path: string;
	headers: IncomingHttpHeaders;
	body: unknown;
}

/** A server that is called by the emulator. */
export interface HookServer {
	/** Its address with the path `/hook`. */
	url: string;
	calls: Hooked[];
	/** Statuses of the next answers; 200 when there is none left. */
	statuses: number[];
	/** Waits until a call with this event has come, of which `isWanted` is true; gives the newest one. */
	next(event: string, isWanted?: (body: unknown) => boolean): Promise<Hooked>;
	/** Waits until so many calls with this event have come; gives their bodies. */
	wait(event: string, count: number): Promise<unknown[]>;
	/** Bodies of all calls with this event, such as `messages.post`. */
	bodies(event: string): unknown[];
	close(): Promise<void>;
}

function eventOf({ body }: Hooked): string {
	return `${String(at(body, 'event.type'))}.${String(at(body, 'event.event'))}`;
}

export async function startHookServer(): Promise<HookServer> {
	const hooks: HookServer = {
		url: '',
		calls: [],
		statuses: [],
		next: async (event, isWanted = () => true) => {
			for (let tries = 0; tries < 200; tries++) {
				const called = hooks.calls.filter((call) => eventOf(call) === event);
				const found = called.filter(({ body }) => isWanted(body)).at(-1);
				if (found) return found;
				await new Promise((resolve) => setTimeout(resolve, 20));
			}
			throw new Error(`No ${event}. There came: ${hooks.calls.map(eventOf).join(', ')}`);
		},
		wait: async (event, count) => {
			for (let tries = 0; tries < 200 && hooks.bodies(event).length < count; tries++) {
				await new Promise((resolve) => setTimeout(resolve, 20));
			}
			return hooks.bodies(event);
		},
		bodies: (event) =>
			hooks.calls.filter((call) => eventOf(call) === event).map(({ body }) => body),
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
			const { method = '', url: path = '', headers } = request;
			hooks.calls.push({ method, path, headers, body: JSON.parse(parts.join('')) });
			response.statusCode = hooks.statuses.shift() ?? 200;
			response.end();
		});
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = z.object({ port: z.number() }).parse(server.address());
	hooks.url = `http://127.0.0.1:${port}/hook`;
	return hooks;
}

/** Registers a webhook for all events. */
export async function hookAll(emulator: Emulator, url: string): Promise<void> {
	const events = await whapiAsk(emulator, 'GET', '/settings/events');
	const webhooks = [{ url, mode: 'body', events }];
	await whapiAsk(emulator, 'PATCH', '/settings', { webhooks });
}
