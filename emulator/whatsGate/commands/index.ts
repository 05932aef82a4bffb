import { check, getChats, getHistory, seen, typing } from './chats';
import type { Command } from './command';
import { eventsGet } from './events';
import { getMedia, getMessageMedia } from './media';
import { send } from './send';
import { sessionCreate, sessionDelete, sessionsGet, setHook, setName } from './sessions';

/** The fourteen commands of section 3. */
export const commands: ReadonlyMap<string, Command> = new Map(
	Object.entries({
		send,
		seen,
		typing,
		check,
		'get-chats': getChats,
		'get-history': getHistory,
		'get-messagemedia': getMessageMedia,
		'get-media': getMedia,
		'events-get': eventsGet,
		'session-create': sessionCreate,
		'session-delete': sessionDelete,
		'sessions-get': sessionsGet,
		'set-name': setName,
		'set-hook': setHook,
	}),
);
