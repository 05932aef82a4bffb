import type { FastifyInstance } from 'fastify';
import { z } from 'zod/v4';

import type { Emulation } from '../emulation';
import { asDownload, sendFile } from '../files';
import { WorldError } from '../world/error';
import { reads, writes } from './operations';

/** What the control API steers. */
export interface Steered {
	/** The emulation in force. */
	current: () => Emulation;
	/** Puts everything back to the start. */
	reset: () => void;
}

/**
 * The control API: `POST /control/<call>` with a JSON body, answered with JSON; reading calls also by
 * GET. A wrong input is answered with 400 and `{"error": "<text>"}`.
 */
export function controlRoutes(app: FastifyInstance, { current, reset }: Steered): void {
	app.setErrorHandler((error, _request, reply) => {
		if (error instanceof z.ZodError) {
			return reply.code(400).send({ error: z.prettifyError(error) });
		}
		if (error instanceof WorldError) return reply.code(400).send({ error: error.message });
		throw error;
	});
	for (const [name, run] of Object.entries({ ...reads, ...writes })) {
		app.post(`/control/${name}`, (request, reply) => reply.send(run(current(), request.body)));
	}
	for (const [name, run] of Object.entries(reads)) {
		app.get(`/control/${name}`, (_request, reply) => reply.send(run(current(), {})));
	}
	app.post('/control/reset', (_request, reply) => {
		reset();
		return reply.send({});
	});
	app.get('/control/stream', (_request, reply) => {
		reply.hijack();
		current().stream.join(reply.raw);
	});
	app.get('/control/media/:key', (request, reply) => {
		const { key } = z.object({ key: z.string() }).parse(request.params);
		const media = current().world.message(key)?.media;
		if (!media?.bytes)
			return reply.code(404).send({ error: `There is no file of a message ${key}` });
		const { mimeType, bytes } = media;
		return sendFile(reply.header('content-disposition', asDownload(media)), { mimeType, bytes });
	});
}
