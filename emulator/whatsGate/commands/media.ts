import { z } from 'zod/v4';

import type { Message } from '../../world/types';
import { WhatsGateError } from '../errors';
import { parseBody, readySessionOf, sessionField } from '../input';
import { findByLongId, mediaObject } from '../shapes';
import type { Command } from './command';

function mediaAnswer(message: Message | null | undefined): Record<string, unknown> {
	if (!message) throw new WhatsGateError('Message not found');
	if (!message.media) throw new WhatsGateError('The message has no media');
	if (!message.media.bytes) throw new WhatsGateError('The emulator keeps no file of this size');
	return { result: 'OK', media: mediaObject(message.media) };
}

/** Section 3.7: by the long message id. */
export const getMessageMedia: Command = ({ whatsGate, account, body }) => {
	const { world } = whatsGate;
	const request = parseBody(z.object({ ...sessionField, MessageID: z.string().min(1) }), body);
	const session = readySessionOf(world, account, request.WhatsappID);
	return mediaAnswer(findByLongId(world, session, request.MessageID));
};

/** Section 3.8: by the media key. */
export const getMedia: Command = ({ whatsGate, account, body }) => {
	const { world } = whatsGate;
	const request = parseBody(z.object({ ...sessionField, mediaKey: z.string().min(1) }), body);
	const session = readySessionOf(world, account, request.WhatsappID);
	return mediaAnswer(
		world.messages.find(
			(message) => message.session === session.id && message.media?.key === request.mediaKey,
		),
	);
};
