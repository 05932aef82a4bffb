import { createHash } from 'node:crypto';

import { bareNumber, isGroupId, personId, storiesId } from '../world/ids';
import type { ChatId } from '../world/types';

// Ids as Whapi writes them (section 4 of the reference).

/** `chat_id` of stories in messages. */
export const storiesChat = 'stories';

/** The chat id of Whapi: `<digits>@s.whatsapp.net`; groups and hidden numbers keep their form. */
export function chatIdOf(id: ChatId): string {
	return id.replace(/@c\.us$/, '@s.whatsapp.net');
}

/** The chat id inside a message: stories have a name of their own. */
export function messageChatIdOf(id: ChatId): string {
	return id === storiesId ? storiesChat : chatIdOf(id);
}

/** A person as `from`, participant and contact: bare digits, `@lid` ids whole. */
export function contactIdOf(id: ChatId): string {
	return id.endsWith('@c.us') ? bareNumber(id) : id;
}

/** The world's id of a chat, person or bare number. */
export function worldId(id: string): ChatId {
	return id === storiesChat ? storiesId : personId(id);
}

/** Base64 with the two extra characters that message ids have. */
function dotted(bytes: Buffer): string {
	return bytes.toString('base64').replace(/\+/g, '.').replace(/\//g, '_').replace(/=+$/, '');
}

function shortHash(text: string, bytes: number): string {
	return dotted(createHash('sha256').update(text).digest().subarray(0, bytes));
}

/** What a message id is made from. */
export interface Identified {
	/** Hexadecimal key of the world. */
	key: string;
	chat: ChatId;
	fromMe: boolean;
	author: ChatId;
}

/** The message id: the key in base64, then marks of direction and chat; three parts in groups. */
export function messageIdOf({ key, chat, fromMe, author }: Identified): string {
	const head = dotted(Buffer.from(key, 'hex'));
	const mark = `${fromMe ? 'w' : 'g'}${shortHash(chat, 6)}`;
	return isGroupId(chat) ? `${head}-${mark}-${shortHash(author, 6)}` : `${head}-${mark}`;
}

/** The key that a message id begins with; to be checked with `messageIdOf`. */
export function keyOfMessageId(id: string): string {
	const [head = ''] = id.split('-', 1);
	const base64 = head.replace(/\./g, '+').replace(/_/g, '/');
	return Buffer.from(base64, 'base64').toString('hex').toUpperCase();
}
