import { z } from 'zod/v4';

import { isGroupId } from '../world/ids';
import type { ChatId, Message, Session } from '../world/types';
import type { OutgoingContent } from '../world/content';
import { notFound, refusedAs, WhapiError, wrongParameter } from './errors';
import { amount, flag, mention, text, texts } from './input';
import { worldId } from './ids';
import { messageObject } from './shapes/message';
import type { Whapi } from './whapi';

/** Fields of every send (2.1). */
export const senderFields = {
	to: z.string().regex(/^[\d-]{9,31}(@[\w.]{1,})?$/),
	quoted: text.optional(),
	edit: text.optional(),
};

/** Fields of sends with people named in the text (2.1). */
export const mentionFields = { mentions: texts.pipe(z.array(mention)).default([]) };

/** Fields of sends with a file (2.1, 2.2). */
export const mediaFields = {
	media: z.string().optional(),
	mime_type: text.optional(),
	filename: text.optional(),
	caption: z.string().default(''),
	no_encode: flag.optional(),
	no_cache: flag.optional(),
	preview: z.string().optional(),
	width: amount.optional(),
	height: amount.optional(),
	seconds: amount.optional(),
	recording_time: amount.pipe(z.number().min(0)).optional(),
	waveform: z.string().optional(),
	animated: flag.optional(),
	autoplay: flag.optional(),
	view_once: flag.optional(),
	...mentionFields,
};

/** The chat that `to` means; refused when it cannot be written to (1.2, 2.1). */
export function recipientOf(whapi: Whapi, session: Session, to: string): ChatId {
	const { world } = whapi;
	if (to.endsWith('@c.us')) throw wrongParameter('to: @c.us is not supported');
	if (!to.includes('@') && !world.switches.whapiBareNumber) {
		throw wrongParameter('to: must be a chat id');
	}
	const chat = worldId(to);
	if (!world.canReach(session, chat)) {
		if (isGroupId(chat)) throw new WhapiError(403, 'Sending to this group is forbidden');
		throw notFound('chat');
	}
	if (!world.mayWrite(session, chat)) {
		throw new WhapiError(403, 'Sending to this recipient is forbidden');
	}
	return chat;
}

/** A message of the channel by its id; 404 when there is none any more. */
export function messageOf(whapi: Whapi, id: string): Message {
	const item = whapi.log.find(id.trim());
	if (item?.kind !== 'message') throw notFound('message');
	return item.message;
}

/** What the field `quoted` means. An id that is not known travels as it is. */
export function quotedFields(whapi: Whapi, quoted: string | undefined) {
	const item = quoted === undefined ? undefined : whapi.log.find(quoted);
	const quotedKey = item?.kind === 'message' ? item.message.key : null;
	return { quotedKey, quotedId: quoted ?? null };
}

/** Sends and answers SentMessage (2.1). */
export function sendAndAnswer(
	whapi: Whapi,
	session: Session,
	content: Omit<OutgoingContent, 'origin'>,
): unknown {
	const message = refusedAs(403, () => whapi.world.send(session, { ...content, origin: 'whapi' }));
	return { sent: true, message: messageObject(message, whapi.context) };
}
