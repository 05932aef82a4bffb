import { z } from 'zod/v4';

import { edit, owner } from '../../world/deeds';
import { fieldsOf } from '../body';
import { refusedAs } from '../errors';
import { worldId } from '../ids';
import { amount, flag, parseFields, text } from '../input';
import {
	mentionFields,
	messageOf,
	quotedFields,
	recipientOf,
	sendAndAnswer,
	senderFields,
} from '../sending';
import { messageObject } from '../shapes/message';
import { json, type OperationContext } from './operation';

const textSchema = z.object({
	...senderFields,
	...mentionFields,
	body: text,
	typing_time: amount.pipe(z.number().min(0).max(60)).default(0),
	no_link_preview: flag.default(false),
	wide_link_preview: flag.optional(),
});

/** Section 2.2. The answer does not wait for `typing_time`: whether it does is not documented. */
export const sendText = json('POST', '/messages/text', ({ whapi, body }: OperationContext) => {
	const session = whapi.readySession();
	const request = parseFields(textSchema, fieldsOf(body));
	if (request.edit !== undefined) {
		const message = messageOf(whapi, request.edit);
		const doer = owner(whapi.world, session, 'whapi');
		refusedAs(403, () => edit(whapi.world, message, doer, request.body));
		return { sent: true, message: messageObject(message, whapi.context) };
	}
	const chat = recipientOf(whapi, session, request.to);
	if (request.typing_time > 0) whapi.world.type(session, chat);
	return sendAndAnswer(whapi, session, {
		chat,
		type: 'text',
		text: request.body,
		media: null,
		mentions: request.mentions.map(worldId),
		linkPreview: !request.no_link_preview,
		...quotedFields(whapi, request.quoted),
	});
});
