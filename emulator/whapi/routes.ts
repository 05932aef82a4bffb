import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod/v4';

import type { Emulation } from '../emulation';
import { exchange, type Answer } from '../exchange';
import { sendFile } from '../files';
import { readBody, recordedBody, type RequestBody } from './body';
import { WhapiError } from './errors';
import { operations } from './operations';
import type { Operation } from './operations/operation';
import { linkedName } from './shapes/media';
import { filesPath, whapiToken } from './whapi';

/** Path of the API below the emulator's address. */
export const whapiPath = '/whapi';

/** The routes of the Whapi API. `current` is asked on every request: a reset replaces it. */
export function whapiRoutes(app: FastifyInstance, current: () => Emulation): void {
	app.setErrorHandler((error, _request, reply) => {
		const isKnown = error instanceof Error && 'statusCode' in error;
		// Anything without a status is a mistake of the emulator itself, to be seen by its user.
		if (!isKnown) console.error(error);
		const status = isKnown ? Number(error.statusCode) : 500;
		const message = error instanceof Error ? error.message : String(error);
		const answer = new WhapiError(status, message).answer(current().switches);
		return reply.code(answer.status).send(answer.body);
	});
	const serve = (url: string, name: string, operation: Operation | null) => {
		app.route({
			method: operation?.method ?? ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
			url,
			handler: async (request, reply) => {
				const emulation = current();
				const body = await readBody(request, operation?.rawBody ?? false);
				const path = request.url.slice(whapiPath.length).split('?', 1)[0] ?? '';
				return await exchange(emulation, {
					gateway: 'whapi',
					command: name || `${request.method} ${path}`,
					request,
					reply,
					body: recordedBody(body),
					handle: () =>
						errorsAnswered(emulation, () => answer(emulation, request, operation, body)),
					exception: new WhapiError(500, 'Internal error').answer(emulation.switches),
				});
			},
		});
	};
	for (const operation of operations) {
		const path = operation.path.replace(/\{(\w+)\}/g, ':$1');
		serve(whapiPath + path, `${operation.method} ${operation.path}`, operation);
	}
	serve(`${whapiPath}/*`, '', null);
	app.get(`${filesPath}/:number/:name`, (request, reply) => {
		const { name } = z.object({ name: z.string() }).parse(request.params);
		const media = current()
			.whapi.media.all()
			.find((file) => linkedName(file.media) === name)?.media;
		if (!media?.bytes) return reply.code(404).type('text/plain').send('Not found');
		return sendFile(reply, { mimeType: media.mimeType, bytes: media.bytes });
	});
}

const paramsSchema = z.record(z.string(), z.string());

async function answer(
	emulation: Emulation,
	request: FastifyRequest,
	operation: Operation | null,
	body: RequestBody,
): Promise<Answer> {
	if (request.headers.authorization !== `Bearer ${whapiToken}`) {
		const { whapiWrongToken } = emulation.switches;
		throw new WhapiError(
			whapiWrongToken,
			whapiWrongToken === 404 ? 'Channel not found' : 'Unauthorized',
		);
	}
	if (!operation) throw new WhapiError(404, 'Path not found');
	const params = paramsSchema.parse(request.params);
	return await operation.run({ whapi: emulation.whapi, params, query: request.query, body });
}

async function errorsAnswered(
	{ switches }: Emulation,
	action: () => Promise<Answer>,
): Promise<Answer> {
	try {
		return await action();
	} catch (error) {
		if (error instanceof WhapiError) return error.answer(switches);
		throw error;
	}
}
