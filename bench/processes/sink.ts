/** A service that takes any body, counts its bytes and says so in the forms of both gateways. */

import Fastify from 'fastify';
import { z } from 'zod/v4';

import { tellParent } from './child';

async function bytesIn(body: unknown): Promise<number> {
	let bytes = 0;
	for await (const chunk of z.custom<AsyncIterable<Buffer>>().parse(body)) bytes += chunk.length;
	return bytes;
}

async function main(): Promise<void> {
	const app = Fastify({ bodyLimit: 2 ** 30, forceCloseConnections: true });
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', (_request, payload, done) => {
		done(null, payload);
	});
	// The form of `response.messages.image.json` of Whapi.Cloud.
	app.post('/messages/media/document', async ({ body }) => {
		const document = { id: 'pdf-1', mime_type: 'application/pdf', file_size: await bytesIn(body) };
		const message = {
			id: 'bench',
			type: 'document',
			chat_id: '79991112233@s.whatsapp.net',
			document,
		};
		return { sent: true, message };
	});
	// The form of a synchronous send of WhatsGate, with the length of the whole body as the text.
	app.post('/send', async ({ body }) => ({
		result: { id: { _serialized: 'bench' }, body: String(await bytesIn(body)) },
	}));
	const url = await app.listen({ port: 0, host: '127.0.0.1' });
	process.once('disconnect', () => void app.close());
	tellParent({ url });
}

void main();
