import { z } from 'zod/v4';

import * as deeds from '../../world/deeds';
import { removeMessages } from '../../world/chats';
import type { Message } from '../../world/types';
import { fieldsOf } from '../body';
import { notFound, refusedAs, WhapiError } from '../errors';
import { worldId } from '../ids';
import { amount, contactId, flag, pagingFields, parseFields } from '../input';
import { page } from '../listing';
import { itemObject, type MessageQuery } from '../messageLog';
import { messageOf, recipientOf, sendAndAnswer, senderFields } from '../sending';
import { json, success, type Operation, type OperationContext } from './operation';

const seconds = amount.pipe(z.number().nonnegative());

const listSchema = z.object({
	...pagingFields,
	time_from: seconds.optional(),
	time_to: seconds.optional(),
	/** The default is not documented; here the list shows everything. */
	normal_types: flag.default(false),
	author: contactId.optional(),
	from_me: flag.optional(),
	sort: z.enum(['asc', 'desc']).default('desc'),
});

/** MessagesList (2.5); `first` and `last` number its messages. */
function list({ whapi, query }: OperationContext, chat?: string): unknown {
	const request = parseFields(listSchema, query);
	const asked: MessageQuery = {
		chat,
		timeFrom: request.time_from,
		timeTo: request.time_to,
		normalTypes: request.normal_types,
		author: request.author?.replace(/@(s\.whatsapp\.net|c\.us)$/, ''),
		fromMe: request.from_me,
		sort: request.sort,
	};
	const { items, counters } = page(whapi.log.list(asked), request, whapi.world.switches);
	const { offset } = request;
	const bounds = items.length > 0 ? { first: offset + 1, last: offset + items.length } : {};
	const { context } = whapi;
	return { messages: items.map((item) => itemObject(item, context)), ...counters, ...bounds };
}

const listAll = json('GET', '/messages/list', (context) => {
	context.whapi.readableSession();
	return list(context);
});

const listChat = json('GET', '/messages/list/{ChatID}', (context) => {
	const { whapi, params } = context;
	const session = whapi.readableSession();
	const chat = worldId(params['ChatID'] ?? '');
	if (!whapi.world.existingChat(session, chat)) throw notFound('chat');
	return list(context, chat);
});

/** The message of the path. */
function asked({ whapi, params }: OperationContext): Message {
	whapi.readySession();
	return messageOf(whapi, params['MessageID'] ?? '');
}

/** With `resync` the message is told again as `messages.put` (2.5). */
const get = json('GET', '/messages/{MessageID}', ({ whapi, params, query }) => {
	whapi.readableSession();
	const { resync } = parseFields(z.object({ resync: flag.default(false) }), query);
	const item = whapi.log.find(params['MessageID'] ?? '');
	if (!item) throw notFound('message');
	const found = itemObject(item, whapi.context);
	if (resync) whapi.tell({ type: 'messages', method: 'put', key: 'messages', value: [found] });
	return found;
});

const forward = json('POST', '/messages/{MessageID}', (context) => {
	const { whapi, body } = context;
	const message = asked(context);
	const session = whapi.readySession();
	const schema = z.object({ to: senderFields.to, force: flag.optional() });
	const request = parseFields(schema, fieldsOf(body));
	const { type, text, media, details } = message;
	return sendAndAnswer(whapi, session, {
		chat: recipientOf(whapi, session, request.to),
		type,
		text,
		media,
		details,
		quotedKey: null,
		quotedId: null,
		forwarded: true,
	});
});

const markRead = json('PUT', '/messages/{MessageID}', (context) => {
	const message = asked(context);
	context.whapi.world.markSeen(context.whapi.readySession(), message.chat);
	return success;
});

/** Own messages are deleted for everybody, others only here: the reference does not tell (2.5). */
const remove = json('DELETE', '/messages/{MessageID}', (context) => {
	const { whapi } = context;
	const message = asked(context);
	const session = whapi.readySession();
	if (message.fromMe) {
		deeds.revoke(whapi.world, message, deeds.owner(whapi.world, session, 'whapi'));
	}
	removeMessages(whapi.world, session, message.chat, [message]);
	return success;
});

function react(context: OperationContext, emoji: string): unknown {
	const { world } = context.whapi;
	const message = asked(context);
	deeds.react(world, message, deeds.owner(world, context.whapi.readySession(), 'whapi'), emoji);
	return success;
}

function pin(context: OperationContext, pinned: boolean): unknown {
	const { world } = context.whapi;
	const message = asked(context);
	deeds.pin(world, message, deeds.owner(world, context.whapi.readySession(), 'whapi'), pinned);
	return success;
}

/** Who got a sent message; 403 for one that is not outgoing (2.4). */
const statuses = json('GET', '/statuses/{MessageID}', (context) => {
	const message = asked(context);
	if (!message.fromMe) throw new WhapiError(403, 'Not an outgoing message');
	return { statuses: context.whapi.follower.statuses.list(message) };
});

/** Section 2.5. */
export const messageOperations: Operation[] = [
	listAll,
	listChat,
	get,
	forward,
	markRead,
	remove,
	statuses,
	json('PUT', '/messages/{MessageID}/reaction', (context) => {
		const schema = z.object({ emoji: z.string() });
		return react(context, parseFields(schema, fieldsOf(context.body)).emoji);
	}),
	json('DELETE', '/messages/{MessageID}/reaction', (context) => react(context, '')),
	json('PUT', '/messages/{MessageID}/star', (context) => {
		const schema = z.object({ starred: flag });
		asked(context).starred = parseFields(schema, fieldsOf(context.body)).starred;
		return success;
	}),
	json('POST', '/messages/{MessageID}/pin', (context) => {
		parseFields(z.object({ time: z.enum(['day', 'week', 'month']) }), fieldsOf(context.body));
		return refusedAs(403, () => pin(context, true));
	}),
	json('DELETE', '/messages/{MessageID}/pin', (context) =>
		refusedAs(403, () => pin(context, false)),
	),
];
