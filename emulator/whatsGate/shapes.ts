import { bareNumber, formattedNumber, isGroupId } from '../world/ids';
import type { Chat, DeliveryState, Media, Message, MessageType, Session } from '../world/types';
import type { World } from '../world/world';
import { formatDate } from './dates';

// From the world's records to the service's objects (sections 2.3, 2.5, 3.5, 3.10 to 3.12).

const ackOf: Record<DeliveryState, number> = {
	failed: -1,
	pending: 0,
	sent: 1,
	delivered: 2,
	read: 3,
	played: 4,
};

const typeOf: Record<MessageType, string> = {
	text: 'chat',
	link_preview: 'chat',
	image: 'image',
	sticker: 'sticker',
	document: 'document',
	voice: 'ptt',
	audio: 'audio',
	video: 'video',
	gif: 'video',
	short: 'video',
	location: 'location',
	live_location: 'location',
	contact: 'vcard',
	contact_list: 'multi_vcard',
	poll: 'poll_creation',
	interactive: 'list',
	reply: 'list_response',
	group_invite: 'groups_v4_invite',
	story: 'unknown',
	system: 'e2e_notification',
	unknown: 'unknown',
};

const statusNames: Record<Session['status'], string> = {
	pending: 'Initialization',
	auth: 'Authorization',
	ready: 'Working',
	destroying: 'Deleting',
	removed: 'Deleting',
};

export interface MessageObject {
	_id?: string;
	id: string;
	ack: number;
	hasMedia: boolean;
	mediaKey: string;
	body: string;
	type: string;
	timestamp: number;
	from: string;
	from_name?: string | null;
	to: string;
	isForwarded: boolean;
	/** Only in groups: the participant who wrote it (2.3, inferred). */
	author?: string;
}

/** The long message id. `backwards` puts the receiver's number into an incoming id (2.1). */
export function longId(world: World, message: Message, backwards: boolean): string {
	const { key, chat, author, fromMe } = message;
	if (fromMe) return `true_${chat}_${key}`;
	if (isGroupId(chat)) return `false_${chat}_${key}_${author}`;
	const session = world.sessions.record(message.session);
	const own = session ? world.ownId(session) : null;
	return `false_${backwards && own !== null ? own : chat}_${key}`;
}

/** Finds a message of the session by its long id, in either form of `longId`. */
export function findByLongId(world: World, session: Session, id: string): Message | null {
	for (const part of id.split('_')) {
		const message = world.message(part);
		const forms = message && [longId(world, message, false), longId(world, message, true)];
		if (message?.session === session.id && forms?.includes(id)) return message;
	}
	return null;
}

/** The message object. `status` is the delivery state to show (an event keeps that of its time). */
export function messageObject(
	world: World,
	message: Message,
	status: DeliveryState = message.status,
): MessageObject {
	const { switches } = world;
	const inGroup = isGroupId(message.chat);
	const session = world.sessions.record(message.session);
	const own = (session && world.ownId(session)) ?? message.author;
	return {
		...(switches.omitUnderscoreId ? {} : { _id: message.key }),
		id: longId(world, message, switches.idsBackwards),
		ack: ackOf[status],
		hasMedia: message.media !== null,
		mediaKey: message.media?.key ?? '',
		body: message.revoked ? '' : message.text,
		type: message.revoked ? 'revoked' : typeOf[message.type],
		timestamp: Math.floor(message.time / 1000),
		from: message.fromMe ? own : message.chat,
		...(switches.omitFromName ? {} : { from_name: message.authorName }),
		to: message.fromMe ? message.chat : own,
		isForwarded: message.forwarded,
		...(inGroup ? { author: message.author } : {}),
	};
}

/** The media object of the media commands and of `media` events. */
export function mediaObject(media: Media): Record<string, unknown> {
	return {
		mimetype: media.mimeType,
		filename: media.fileName,
		data: media.bytes?.toString('base64') ?? '',
	};
}

/** A chat of get-chats. The size of a group is 0, as in the documented sample (3.5). */
export function chatObject(world: World, chat: Chat): Record<string, unknown> {
	const group = world.groups.get(chat.id);
	const secondsMuted =
		chat.mutedUntil === null ? 0 : Math.ceil((chat.mutedUntil - world.clock.now()) / 1000);
	return {
		id: chat.id,
		name: group?.name ?? world.people.get(chat.id)?.name ?? formattedNumber(chat.id),
		isGroup: isGroupId(chat.id),
		isReadOnly: chat.readOnly,
		unreadCount: chat.unread,
		timestamp: Math.floor(chat.lastActivity / 1000),
		pinned: chat.pinned,
		isMuted: secondsMuted > 0,
		muteExpiration: secondsMuted === Infinity ? -1 : Math.max(0, secondsMuted),
		...(group && {
			groupMetadata: {
				id: group.id,
				creation: Math.floor(group.createdAt / 1000),
				owner: group.owner,
				size: 0,
				participants: group.participants.map(({ id, admin, superAdmin }) => ({
					id,
					isAdmin: admin,
					isSuperAdmin: superAdmin,
				})),
			},
		}),
	};
}

/**
 * The fields that every session object has. `callback` is written as it is kept: null or an empty text
 * when no webhook is set.
 */
export function sessionObject(
	world: World,
	session: Session,
	callback: string | null,
): Record<string, unknown> {
	return {
		id: session.recordId,
		name: session.name,
		unique_id: session.id,
		status: session.status.toUpperCase(),
		callback,
		date_add: formatDate(session.createdAt, world.switches.zoneOffsetHours),
		status_name: statusNames[session.status],
		pushname: session.pushName,
		wid: world.ownId(session),
	};
}

/** The `event_data` of a `ready` event (4.2). */
export function readyData(session: Session): Record<string, unknown> {
	return {
		pushname: session.pushName,
		number: session.number === null ? null : bareNumber(session.number),
	};
}
