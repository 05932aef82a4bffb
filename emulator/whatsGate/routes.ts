import type { FastifyInstance, FastifyRequest } from 'fastify';

import type { Emulation } from '../emulation';
import { exchange, type Answer } from '../exchange';
import { commands } from './commands';
import { serializeError, unauthorized, WhatsGateError } from './errors';
import { qrPage } from './qrPage';
import { apiKeys } from './whatsGate';

/** Path of the service's commands below the emulator's address. */
export const whatsGatePath = '/whatsgate/api/v1';

/** The routes of the WhatsGate API. `current` is asked on every request: a reset replaces it. */
export function whatsGateRoutes(app: FastifyInstance, current: () => Emulation): void {
	app.setErrorHandler((error, _request, reply) => {
		const isKnown = error instanceof Error && 'statusCode' in error;
		// Anything without a status is a mistake of the emulator itself, to be seen by its user.
		if (!isKnown) console.error(error);
		const status = isKnown ? Number(error.statusCode) : 500;
		const message = error instanceof Error ? error.message : String(error);
		return reply.code(status).send(new WhatsGateError(message, 'Exception', status).body());
	});
	app.all(`${whatsGatePath}/*`, (request, reply) => {
		const emulation = current();
		const command = commandOf(request);
		const text = bodyText(request);
		const parsed = parseJson(text);
		return exchange(emulation, {
			gateway: 'whatsGate',
			command,
			request,
			reply,
			body: 'value' in parsed ? parsed.value : text,
			handle: () => errorsAnswered(() => answer(emulation, request, command, parsed)),
			exception: { status: 500, body: serializeError },
		});
	});
	app.get('/whatsgate/qr/:id', (request, reply) =>
		reply.type('text/html').send(qrPage(current().world, request.params, addressOf(request))),
	);
}

function answer(
	emulation: Emulation,
	request: FastifyRequest,
	command: string,
	parsed: Parsed,
): Answer {
	const account = apiKeys.get(String(request.headers['x-api-key'] ?? ''));
	if (account === undefined) throw unauthorized();
	const run = commands.get(command);
	if (!run) throw new WhatsGateError('Page not found.', 'Not Found', 404);
	if (request.method !== 'POST') {
		throw new WhatsGateError('Only POST is allowed.', 'Method Not Allowed', 405);
	}
	const { whatsGate } = emulation;
	const body = jsonBody(request, parsed);
	return { status: 200, body: run({ whatsGate, account, url: addressOf(request), body }) };
}

function errorsAnswered(action: () => Answer): Answer {
	try {
		return action();
	} catch (error) {
		if (!(error instanceof WhatsGateError)) throw error;
		return { status: error.httpStatus, body: error.body() };
	}
}

type Parsed = { value: unknown } | { error: string };

function parseJson(text: string): Parsed {
	if (text === '') return { value: undefined };
	try {
		return { value: JSON.parse(text) };
	} catch (error) {
		return { error: String(error) };
	}
}

/** The JSON body; nothing when the content type does not announce JSON, as the docs demand (1.2). */
function jsonBody(request: FastifyRequest, parsed: Parsed): unknown {
	if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) return undefined;
	if ('value' in parsed) return parsed.value;
	throw new WhatsGateError(`Invalid JSON in the request body: ${parsed.error}`);
}

function commandOf(request: FastifyRequest): string {
	const path = request.url.split('?', 1)[0] ?? '';
	return path.slice(whatsGatePath.length + 1);
}

function bodyText(request: FastifyRequest): string {
	return Buffer.isBuffer(request.body) ? request.body.toString('utf8') : '';
}

function addressOf(request: FastifyRequest): string {
	return `${request.protocol}://${request.host}`;
}
