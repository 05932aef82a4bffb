import { z } from 'zod/v4';

import { changeChat, deleteChat } from '../../world/chats';
import { owner, setEphemeral } from '../../world/deeds';
import { storiesId } from '../../world/ids';
import type { Chat, Session } from '../../world/types';
import { fieldsOf } from '../body';
import { notFound } from '../errors';
import { worldId } from '../ids';
import { flag, pagingSchema, parseFields } from '../input';
import { page } from '../listing';
import { chatObject } from '../shapes/chat';
import type { Whapi } from '../whapi';
import { json, success, type Operation, type OperationContext } from './operation';

/** The chat of the path; 404 when the channel has none with this id. */
function asked({ whapi, params }: OperationContext): { session: Session; chat: Chat } {
	const session = whapi.readySession();
	const chat = whapi.world.existingChat(session, worldId(params['ChatID'] ?? ''));
	if (!chat) throw notFound('chat');
	return { session, chat };
}

function shown(whapi: Whapi, session: Session, chat: Chat) {
	return chatObject(session, chat, whapi.context, whapi.follower.chats.get(chat.id));
}

const list = json('GET', '/chats', ({ whapi, query }) => {
	const session = whapi.readableSession();
	const paging = parseFields(pagingSchema, query);
	const chats = whapi.world.chatsOf(session).filter(({ id }) => id !== storiesId);
	chats.sort((a, b) => b.lastActivity - a.lastActivity);
	const { items, counters } = page(chats, paging, whapi.world.switches);
	return { chats: items.map((chat) => shown(whapi, session, chat)), ...counters };
});

const get = json('GET', '/chats/{ChatID}', (context) => {
	context.whapi.readableSession();
	const { session, chat } = asked(context);
	return shown(context.whapi, session, chat);
});

const archive = json('POST', '/chats/{ChatID}', (context) => {
	const { session, chat } = asked(context);
	const request = parseFields(z.object({ archive: flag }), fieldsOf(context.body));
	changeChat(context.whapi.world, session, chat.id, { archived: request.archive });
	return success;
});

const timers = { none: 0, day: 86_400, week: 604_800, quarter: 7_776_000 };

const patchSchema = z
	.object({
		pin: flag,
		/** Milliseconds; 0 = unmute. */
		mute_until: z.number().int().nonnegative(),
		mark_unread: flag,
		ephemeral: z.enum(['none', 'day', 'week', 'quarter']),
	})
	.partial();

/** Beyond the last possible date a chat is muted for ever. */
function muteEnd(until: number): number | null {
	if (until === 0) return null;
	return until > 8.64e15 ? Infinity : until;
}

const patch = json('PATCH', '/chats/{ChatID}', (context) => {
	const { world } = context.whapi;
	const { session, chat } = asked(context);
	const request = parseFields(patchSchema, fieldsOf(context.body));
	const { pin, mute_until: until, mark_unread: markedUnread, ephemeral } = request;
	changeChat(world, session, chat.id, {
		...(pin !== undefined && { pinned: pin }),
		...(until !== undefined && { mutedUntil: muteEnd(until) }),
		...(markedUnread !== undefined && { markedUnread }),
	});
	if (ephemeral !== undefined) {
		const doer = owner(world, session, 'whapi');
		setEphemeral(world, session, chat.id, doer, timers[ephemeral]);
	}
	return success;
});

/** Section 2.6. */
export const chatOperations: Operation[] = [
	list,
	get,
	archive,
	patch,
	json('DELETE', '/chats/{ChatID}', (context) => {
		const { session, chat } = asked(context);
		deleteChat(context.whapi.world, session, chat.id);
		return success;
	}),
];
