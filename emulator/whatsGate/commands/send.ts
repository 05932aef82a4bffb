import { z } from 'zod/v4';

import { WorldError } from '../../world/error';
import { decodeBase64, isOgg, newMedia } from '../../world/media';
import type { Media, MessageType, Session } from '../../world/types';
import type { OutgoingContent } from '../../world/content';
import { WhatsGateError } from '../errors';
import { chatOf, parseBody, readySessionOf, recipientSchema, sessionField } from '../input';
import { findByLongId, messageObject } from '../shapes';
import type { WhatsGate } from '../whatsGate';
import { ok, type Command } from './command';

/** Section 2.4, the message you send. */
const messageSchema = z.object({
	type: z.enum(['text', 'image', 'sticker', 'doc', 'voice']).default('text'),
	body: z.string().nullish(),
	quote: z.string().nullish(),
	media: z
		.object({
			mimetype: z.string().regex(/^[^/\s]+\/\S/),
			data: z.string(),
			filename: z.string().min(1),
		})
		.nullish(),
});

const requestSchema = z.object({
	...sessionField,
	async: z.boolean().nullish(),
	recipient: recipientSchema,
	message: messageSchema,
});

const typeOf: Record<z.infer<typeof messageSchema>['type'], MessageType> = {
	text: 'text',
	image: 'image',
	sticker: 'sticker',
	doc: 'document',
	voice: 'voice',
};

/** Section 3.1. */
export const send: Command = ({ whatsGate, account, body }) => {
	const { world } = whatsGate;
	const request = parseBody(requestSchema, body);
	const session = readySessionOf(world, account, request.WhatsappID);
	const { message } = request;
	const media = mediaOf(message);
	const quoted = message.quote ? findByLongId(world, session, message.quote) : null;
	const content: OutgoingContent = {
		chat: chatOf(request.recipient),
		origin: 'whatsGate',
		type: typeOf[message.type],
		text: message.body ?? '',
		media,
		quotedKey: quoted?.key ?? null,
		quotedId: message.quote ?? null,
	};
	if (request.async ?? world.switches.asyncDefault) {
		world.timers.after(world.switches.asyncDelayMs, () => {
			sendQueued(whatsGate, session, content);
		});
		return ok;
	}
	const sent = refusedAsError(() => world.send(session, content));
	return world.switches.syncSendResult === 'OK' ? ok : { result: messageObject(world, sent) };
};

/** Carries out an asynchronous send: a `sent` event follows, or an `error` event (4.2). */
function sendQueued(whatsGate: WhatsGate, session: Session, content: OutgoingContent): void {
	try {
		whatsGate.tellSent(session, whatsGate.world.send(session, content));
	} catch (error) {
		if (!(error instanceof WorldError)) throw error;
		whatsGate.tellError(session, error.message);
	}
}

/** Turns the world's refusal into the service's error answer. */
function refusedAsError<T>(action: () => T): T {
	try {
		return action();
	} catch (error) {
		if (error instanceof WorldError) throw new WhatsGateError(error.message);
		throw error;
	}
}

function mediaOf(message: z.infer<typeof messageSchema>): Media | null {
	if (message.type === 'text') {
		if (!message.body) throw new WhatsGateError('message.body is required for a text');
		return null;
	}
	if (!message.media) throw new WhatsGateError(`message.media is required for ${message.type}`);
	const { data, mimetype, filename } = message.media;
	const bytes = decodeBase64(data);
	if (bytes === null) throw new WhatsGateError('message.media.data is not valid base64');
	if (message.type === 'voice' && !isOgg(bytes)) {
		throw new WhatsGateError('Voice messages must be in OGG format');
	}
	return newMedia(mimetype, filename, bytes);
}
