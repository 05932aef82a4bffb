import type { Details } from './details';

// The world knows no gateway: each gateway turns these records into its own shapes.

/**
 * A chat, person or group: `<digits>@c.us` for a person, `<id>@g.us` for a group, `<id>@lid` for a
 * person with a hidden number. Gateways that write people differently convert at their border.
 */
export type ChatId = string;

export type SessionStatus = 'pending' | 'auth' | 'ready' | 'destroying' | 'removed';

/** One linked WhatsApp number (a "session" of WhatsGate, a "channel" of Whapi). */
export interface Session {
	/** Opaque id, unique over all accounts. */
	id: string;
	/** Running number of the record, another value than `id`. */
	recordId: number;
	/** Account of the gateway that owns the session. */
	account: number;
	name: string;
	status: SessionStatus;
	/** Own phone number in digits, known after login. */
	number: string | null;
	/** WhatsApp display name, known after login. */
	pushName: string | null;
	login: 'qr' | 'code';
	qr: string | null;
	code: string | null;
	/** Phone number that will enter the pairing code. */
	pairingNumber: string | null;
	/** Milliseconds since 1970. */
	createdAt: number;
}

/** Somebody who is on WhatsApp. */
export interface Person {
	id: ChatId;
	name: string | null;
	/** The text under the name. */
	about: string | null;
	/** Address of the picture. */
	picture: string | null;
}

export interface Participant {
	id: ChatId;
	admin: boolean;
	superAdmin: boolean;
}

export interface Group {
	id: ChatId;
	name: string;
	owner: ChatId;
	/** Milliseconds since 1970. */
	createdAt: number;
	/** When it got its name; milliseconds since 1970. */
	namedAt: number;
	participants: Participant[];
	description: string;
	/** Only administrators write. */
	announcements: boolean;
	/** Only administrators change name and description. */
	restricted: boolean;
	/** Only administrators add participants. */
	adminsAdd: boolean;
	/** Administrators approve new participants. */
	approval: boolean;
	inviteCode: string;
}

/** A coloured mark of WhatsApp Business for chats and messages. */
export interface Label {
	/** One or two digits. */
	id: string;
	name: string;
	color: string;
}

/** A chat as one session sees it. */
export interface Chat {
	id: ChatId;
	unread: number;
	/** Milliseconds since 1970; 0 when nothing was ever written. */
	lastActivity: number;
	pinned: boolean;
	archived: boolean;
	readOnly: boolean;
	/** Milliseconds since 1970, Infinity for ever, or null when not muted. */
	mutedUntil: number | null;
	/** The owner marked it as unread by hand. */
	markedUnread: boolean;
	/** Seconds after which new messages disappear; 0 = never. */
	ephemeral: number;
	/** Ids of its labels. */
	labels: string[];
	messages: Message[];
}

/** A file on WhatsApp's servers. */
export interface Media {
	mimeType: string;
	fileName: string | null;
	/** Length of the file in bytes. */
	size: number;
	/** The file, or null when it was too large to be kept. */
	bytes: Buffer | null;
	/** SHA-256 of the bytes, in hexadecimal. */
	sha256: string;
	/** Base64 key that old gateways use as the file's address. */
	key: string;
}

export const messageTypes = [
	'text',
	'link_preview',
	'image',
	'sticker',
	'document',
	'voice',
	'audio',
	'video',
	'gif',
	'short',
	'location',
	'live_location',
	'contact',
	'contact_list',
	'poll',
	'interactive',
	'reply',
	'group_invite',
	'story',
	'system',
	'unknown',
] as const;
export type MessageType = (typeof messageTypes)[number];

export const deliveryStates = ['failed', 'pending', 'sent', 'delivered', 'read', 'played'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** Where a message entered the world: a gateway's send, the session's own phone, or another person. */
export type MessageOrigin = 'whatsGate' | 'whapi' | 'phone' | 'person';

export interface Message {
	/** Hexadecimal id; every gateway builds its own id from it. */
	key: string;
	session: string;
	chat: ChatId;
	fromMe: boolean;
	/** The person who wrote it. In a group this is not the chat. */
	author: ChatId;
	authorName: string | null;
	type: MessageType;
	/** Text, or the caption of a file. */
	text: string;
	media: Media | null;
	details: Details | null;
	/** People named in the text. */
	mentions: ChatId[];
	/** False: a link in the text shows no preview. */
	linkPreview: boolean;
	/** Key of the answered message; null when none is answered or it is not known. */
	quotedKey: string | null;
	/** The answered message's id as the sender wrote it. */
	quotedId: string | null;
	forwarded: boolean;
	/** Milliseconds since 1970. */
	time: number;
	status: DeliveryState;
	/** An incoming message that the session has marked as seen. */
	seen: boolean;
	origin: MessageOrigin;
	/** The emoji of everybody who reacted. */
	reactions: Map<ChatId, string>;
	/** Chosen options of everybody who voted in a poll. */
	votes: Map<ChatId, string[]>;
	edited: boolean;
	/** Deleted for everybody by its author. */
	revoked: boolean;
	starred: boolean;
	pinned: boolean;
	/** Ids of its labels. */
	labels: string[];
}

export const actionKinds = [
	'reaction',
	'edit',
	'delete',
	'vote',
	'ephemeral',
	'pin',
	'unpin',
] as const;
export type ActionKind = (typeof actionKinds)[number];

/** Something done to a message or a chat; on WhatsApp itself it travels like a message. */
export interface Action {
	key: string;
	session: string;
	chat: ChatId;
	fromMe: boolean;
	author: ChatId;
	authorName: string | null;
	/** Milliseconds since 1970. */
	time: number;
	origin: MessageOrigin;
	kind: ActionKind;
	/** The message it was done to; null for a chat. */
	target: Message | null;
	/** Of a reaction; empty = taken back. */
	emoji: string;
	/** New text of an edit. */
	text: string;
	/** Options of a vote. */
	options: string[];
	/** Timer of `ephemeral` in seconds. */
	seconds: number;
	/** What it changed in the target: text and votes as they were. */
	before: Pick<Message, 'text' | 'votes' | 'edited'> | null;
}

/** Something the session did that leaves no message. */
export interface Activity {
	kind: 'typing' | 'seen';
	session: string;
	chat: ChatId;
	/** Milliseconds since 1970. */
	time: number;
}
