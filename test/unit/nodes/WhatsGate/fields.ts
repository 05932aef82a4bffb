/** The fields of simplified items, as DESIGN.md promises them in section 3.6, sorted by name. */

/** What every event has. */
export const eventFields = ['account', 'event', 'eventId', 'gateway', 'kind', 'timestamp'];

/** What every message has. */
export const messageFields = [
	'action',
	'chatId',
	'from',
	'fromMe',
	'fromName',
	'hasMedia',
	'isGroup',
	'media',
	'messageId',
	'quotedMessageId',
	'replyId',
	'status',
	'targetMessageId',
	'text',
	'timestamp',
	'to',
	'type',
];

/** What every chat has. */
export const chatFields = [
	'archived',
	'id',
	'isGroup',
	'labels',
	'lastActivity',
	'muted',
	'mutedUntil',
	'name',
	'participants',
	'pinned',
	'readOnly',
	'unread',
];

/** The names of an object's fields, sorted. */
export function sorted(item: object): string[] {
	return Object.keys(item).sort();
}
