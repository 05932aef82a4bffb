/** WhatsGate's shapes as the items of `shared/model.ts`. Pure; unknown and missing fields never throw. */

import type { IDataObject } from 'n8n-workflow';

import { booleanOf, isRecord, numberOf, recordOf, recordsOf, textOf } from '../shared/json';
import { messageEvent } from '../shared/messageEvent';
import type {
	DeliveryStatus,
	EventKind,
	MessageType,
	SimplifiedChat,
	SimplifiedEvent,
	SimplifiedEventHead,
	SimplifiedMessage,
} from '../shared/model';
import { isoFromServerDate, serverDateOf } from '../shared/serverDate';
import { isoFromUnixSeconds } from '../shared/unixSeconds';

/** The engine's message types (reference, 2.3). */
const MESSAGE_TYPES: Record<string, MessageType> = {
	chat: 'text',
	image: 'image',
	video: 'video',
	audio: 'audio',
	ptt: 'voice',
	document: 'document',
	sticker: 'sticker',
	location: 'location',
	vcard: 'contact',
	multi_vcard: 'contact',
	poll_creation: 'poll',
	reaction: 'reaction',
	list_response: 'reply',
	buttons_response: 'reply',
	revoked: 'action',
	call_log: 'system',
	e2e_notification: 'system',
	gp2: 'system',
	group_notification: 'system',
	notification: 'system',
	notification_template: 'system',
	protocol: 'system',
	ciphertext: 'system',
};

/** The engine's `ack` numbers (reference, 2.3). */
const STATUSES: Record<number, DeliveryStatus> = {
	[-1]: 'failed',
	0: 'pending',
	1: 'sent',
	2: 'delivered',
	3: 'read',
	4: 'played',
};

const KINDS: Record<string, EventKind> = {
	message: 'message',
	create: 'message',
	sent: 'message',
	media: 'message',
	ack: 'status',
	error: 'error',
	ready: 'account',
	disconnect: 'account',
};

/** Events that only messages of the linked account itself cause (reference, 4.2). */
export const OWN_MESSAGE_EVENTS = ['create', 'sent'];

const isGroupId = (id: string | null) => id?.endsWith('@g.us') ?? false;

function messageTypeOf(value: unknown): MessageType {
	const type = textOf(value) ?? '';
	return Object.hasOwn(MESSAGE_TYPES, type) ? (MESSAGE_TYPES[type] ?? 'unknown') : 'unknown';
}

/** The kind of message that a file of this type is: `audio/ogg` -> `audio`. */
function messageTypeOfFile(mimeType: string | null): MessageType {
	const major = mimeType?.split('/')[0];
	if (major === 'image' || major === 'video' || major === 'audio') return major;
	return 'document';
}

function quotedIdOf(message: IDataObject): string | null {
	const quoted = message.quotedMsg ?? message.quote ?? message.quotedMsgId;
	return isRecord(quoted) ? textOf(quoted.id) : textOf(quoted);
}

/**
 * A message object (reference, 2.3). The chat comes from `from` and `to`, never from the id.
 * @param isOwn Whether it is an own message where its id does not say
 */
export function simplifyMessage(message: IDataObject, isOwn = false): SimplifiedMessage {
	const messageId = textOf(message.id);
	const fromMe = messageId?.startsWith('true_') || (!messageId?.startsWith('false_') && isOwn);
	const sender = textOf(message.from);
	const receiver = textOf(message.to);
	const chatId = fromMe ? receiver : sender;
	const ack = numberOf(message.ack);
	const hasMedia = message.hasMedia === true;
	return {
		messageId,
		chatId,
		isGroup: isGroupId(chatId),
		from: isGroupId(sender) ? textOf(message.author) : sender,
		fromName: textOf(message.from_name),
		to: receiver,
		fromMe,
		type: messageTypeOf(message.type),
		text: textOf(message.body),
		quotedMessageId: quotedIdOf(message),
		replyId: null,
		action: textOf(message.type) === 'revoked' ? 'delete' : null,
		targetMessageId: null,
		status: fromMe && ack !== null ? (STATUSES[ack] ?? null) : null,
		hasMedia,
		media: hasMedia ? { mimeType: null, fileName: null, size: null, id: null, url: null } : null,
		timestamp: isoFromUnixSeconds(message.timestamp),
	};
}

/** A message that was only queued: the service gives nothing back for it (reference, 3.1). */
export function queuedMessage(chatId: string | null, text: string | null): SimplifiedMessage {
	return {
		...simplifyMessage({}),
		chatId,
		isGroup: isGroupId(chatId),
		to: chatId,
		fromMe: true,
		text,
		status: 'pending',
	};
}

/** A media object (reference, 2.5) as the message it stands for in a `media` event. */
function mediaMessage(media: IDataObject): SimplifiedMessage {
	const mimeType = textOf(media.mimetype);
	const size =
		typeof media.data === 'string'
			? Buffer.byteLength(media.data, 'base64')
			: numberOf(media.filesize);
	return {
		...simplifyMessage({}),
		type: messageTypeOfFile(mimeType),
		hasMedia: true,
		media: { mimeType, fileName: textOf(media.filename), size, id: null, url: null },
	};
}

/** An event of the webhook or of `events-get` (reference, 4). */
export function simplifyEvent(event: IDataObject): SimplifiedEvent {
	const name = textOf(event.event_action) ?? '';
	const data = recordOf(event.event_data);
	const head: Omit<SimplifiedEventHead, 'timestamp'> = {
		gateway: 'whatsgate',
		account: textOf(event.whatsapp_id),
		event: name,
		kind: Object.hasOwn(KINDS, name) ? (KINDS[name] ?? 'other') : 'other',
		eventId: textOf(event.id),
	};
	if (head.kind === 'message' || head.kind === 'status') {
		if (isRecord(data.message)) {
			const message = simplifyMessage(data.message, OWN_MESSAGE_EVENTS.includes(name));
			// A status changes later than the message was sent.
			const sentAt = head.kind === 'message' ? message.timestamp : null;
			return messageEvent(head, message, sentAt ?? storedAt(event));
		}
		if (isRecord(data.media)) {
			return messageEvent(head, mediaMessage(data.media), storedAt(event));
		}
		return { ...head, timestamp: storedAt(event), kind: 'other', data };
	}
	return { ...head, timestamp: storedAt(event), data };
}

/** The date of an event as ISO 8601; null where it has none. */
function storedAt(event: IDataObject): string | null {
	const date = serverDateOf(event.event_date);
	return date === null ? null : isoFromServerDate(date);
}

/** Unix times are larger than any number of seconds that a mute can last. */
const SMALLEST_UNIX_TIME = 1_000_000_000;

/**
 * A chat of `get-chats` (reference, 3.5).
 * @param now Milliseconds since 1970: the service gives the end of a mute as seconds from now
 */
export function simplifyChat(chat: IDataObject, now: number): SimplifiedChat {
	const id = textOf(chat.id);
	const isGroup = booleanOf(chat.isGroup) ?? isGroupId(id);
	const muted = booleanOf(chat.isMuted);
	const left = muted ? numberOf(chat.muteExpiration) : null;
	const seconds = left !== null && left < SMALLEST_UNIX_TIME ? Math.floor(now / 1000) + left : left;
	return {
		id,
		name: textOf(chat.name),
		isGroup,
		unread: numberOf(chat.unreadCount),
		lastActivity: isoFromUnixSeconds(chat.timestamp),
		pinned: booleanOf(chat.pinned),
		muted,
		mutedUntil: left !== null && left > 0 ? isoFromUnixSeconds(seconds) : null,
		archived: booleanOf(chat.archived),
		readOnly: booleanOf(chat.isReadOnly),
		participants: isGroup
			? recordsOf(recordOf(chat.groupMetadata).participants).map((participant) => ({
					id: textOf(participant.id),
					admin: participant.isAdmin === true || participant.isSuperAdmin === true,
				}))
			: null,
		labels: null,
	};
}

/** A session of `sessions-get` (reference, 3.12). */
export function simplifySession(session: IDataObject): IDataObject {
	const created = serverDateOf(session.date_add);
	return {
		id: textOf(session.unique_id),
		name: textOf(session.name),
		status: textOf(session.status),
		statusName: textOf(session.status_name),
		isReady: session.status === 'READY',
		chatId: textOf(session.wid),
		displayName: textOf(session.pushname),
		webhookUrl: textOf(session.callback),
		createdAt: created === null ? null : isoFromServerDate(created),
		qr: textOf(session.qr),
		qrLink: textOf(session.qr_link),
		pairingCode: textOf(session.code),
	};
}
