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
	participants: Participant[];
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
	/** Milliseconds since 1970, or null when not muted. */
	mutedUntil: number | null;
	messages: Message[];
}

/** A file on WhatsApp's servers. */
export interface Media {
	mimeType: string;
	fileName: string | null;
	bytes: Buffer;
	/** SHA-256 of the bytes, in hexadecimal. */
	sha256: string;
	/** Base64 key that old gateways use as the file's address. */
	key: string;
}

export const messageTypes = [
	'text',
	'image',
	'sticker',
	'document',
	'voice',
	'audio',
	'video',
	'location',
	'contact',
	'poll',
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
}

/** How a gateway is to tell of an incoming message. */
export interface Delivery {
	/** Date of the gateway's event (milliseconds since 1970); the message's time when left out. */
	eventTime?: number;
	/** The event appears only after this many milliseconds. */
	appearAfterMs?: number;
	/** The event is listed and pushed this many times under the same id (1 when left out). */
	copies?: number;
	/** False: the event is listed but not pushed to a webhook. */
	push?: boolean;
}

/** Something the session did that leaves no message. */
export interface Activity {
	kind: 'typing' | 'seen';
	session: string;
	chat: ChatId;
	/** Milliseconds since 1970. */
	time: number;
}

/** Everything that happens, for gateways and for the live stream. */
export type WorldEvent =
	| { kind: 'received'; message: Message; delivery: Delivery }
	| { kind: 'sent'; message: Message }
	| { kind: 'status'; message: Message }
	| { kind: 'activity'; activity: Activity }
	| {
			kind: 'session';
			session: Session;
			change: 'created' | 'changed' | 'login' | 'lost' | 'removed';
	  };
