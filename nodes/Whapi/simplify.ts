/** Whapi.Cloud's objects as the items of `shared/model.ts`. Pure; unknown and missing fields never throw. */

import type { IDataObject } from 'n8n-workflow';

import { booleanOf, isRecord, numberOf, recordOf, recordsOf, textOf } from '../shared/json';
import type {
	DeliveryStatus,
	MessageType,
	SimplifiedChat,
	SimplifiedMedia,
	SimplifiedMessage,
} from '../shared/model';
import { isoFromUnixSeconds } from '../shared/unixSeconds';
import { personId } from './recipient';

/** The `type` of a message (reference, 3.4); everything else is `unknown`. */
const MESSAGE_TYPES: Record<string, MessageType> = {
	text: 'text',
	image: 'image',
	video: 'video',
	short: 'video',
	gif: 'gif',
	audio: 'audio',
	voice: 'voice',
	document: 'document',
	documentWithCaption: 'document',
	sticker: 'sticker',
	location: 'location',
	live_location: 'location',
	contact: 'contact',
	contact_list: 'contact',
	poll: 'poll',
	reply: 'reply',
	link_preview: 'link',
	group_invite: 'link',
	newsletter_invite: 'link',
	interactive: 'text',
	buttons: 'text',
	list: 'text',
	hsm: 'text',
	action: 'action',
	poll_update: 'action',
	system: 'system',
};

/** Types whose content is a file, under a field of the same name. */
const MEDIA_TYPES = [
	'image',
	'video',
	'short',
	'gif',
	'audio',
	'voice',
	'document',
	'documentWithCaption',
	'sticker',
];

const STATUSES: DeliveryStatus[] = ['pending', 'sent', 'delivered', 'read', 'played', 'failed'];

/** The service puts these before the ids of buttons and rows (reference, 2.3). */
const REPLY_PREFIX = /^(ButtonsV3|ListV3):/;

export function statusOf(value: unknown): DeliveryStatus | null {
	return STATUSES.find((status) => status === value) ?? null;
}

function typeOf(message: IDataObject): MessageType {
	if (recordOf(message.action).type === 'reaction') return 'reaction';
	const type = textOf(message.type) ?? '';
	if (Object.hasOwn(MESSAGE_TYPES, type)) return MESSAGE_TYPES[type] ?? 'unknown';
	// A story has the content of another type.
	const content = MEDIA_TYPES.find((key) => isRecord(message[key]));
	if (content !== undefined) return MESSAGE_TYPES[content] ?? 'unknown';
	return isRecord(message.text) ? 'text' : 'unknown';
}

function mediaOf(message: IDataObject): { media: SimplifiedMedia; content: IDataObject } | null {
	const named = textOf(message.type) ?? '';
	const key = MEDIA_TYPES.includes(named) && isRecord(message[named]) ? named : undefined;
	const content = message[key ?? MEDIA_TYPES.find((type) => isRecord(message[type])) ?? ''];
	if (!isRecord(content)) return null;
	const media = {
		mimeType: textOf(content.mime_type),
		fileName: textOf(content.file_name) ?? textOf(content.filename),
		size: numberOf(content.file_size),
		id: textOf(content.id),
		url: textOf(content.link),
	};
	return { media, content };
}

/** The answer to a button or a list: `reply.buttons_reply` or `reply.list_reply`. */
function replyOf(message: IDataObject): IDataObject {
	const reply = recordOf(message.reply);
	return recordOf(reply[textOf(reply.type) ?? '']);
}

/** The names or ids of what was voted for. */
function votesOf(votes: unknown): string | null {
	if (!Array.isArray(votes)) return null;
	return textOf(
		votes.map((vote) => (isRecord(vote) ? textOf(vote.name) : textOf(vote))).join(', '),
	);
}

/** The text of any message, in the order in which people need it (reference, 3.4). */
function bodyOf(message: IDataObject, content: IDataObject): string | null {
	const action = recordOf(message.action);
	return (
		textOf(recordOf(message.text).body) ??
		textOf(recordOf(message.link_preview).body) ??
		textOf(content.caption) ??
		textOf(replyOf(message).title) ??
		textOf(recordOf(recordOf(message.interactive).body).text) ??
		textOf(recordOf(message.poll).title) ??
		textOf(recordOf(action.edited_content).body) ??
		textOf(action.emoji) ??
		votesOf(action.votes) ??
		textOf(action.comment) ??
		textOf(recordOf(message.system).body)
	);
}

/** A Message (reference, 3.4). */
export function simplifyMessage(message: IDataObject): SimplifiedMessage {
	const chatId = textOf(message.chat_id);
	const fromMe = message.from_me === true;
	const found = mediaOf(message);
	const action = recordOf(message.action);
	const replyId = textOf(replyOf(message).id);
	return {
		messageId: textOf(message.id),
		chatId,
		isGroup: chatId?.endsWith('@g.us') ?? false,
		from: personId(textOf(message.from)),
		fromName: textOf(message.from_name),
		to: fromMe ? chatId : null,
		fromMe,
		type: typeOf(message),
		text: bodyOf(message, found?.content ?? {}),
		quotedMessageId: textOf(recordOf(message.context).quoted_id),
		replyId: replyId?.replace(REPLY_PREFIX, '') ?? null,
		action: textOf(action.type),
		targetMessageId: textOf(action.target),
		status: fromMe ? statusOf(message.status) : null,
		hasMedia: found !== null,
		media: found?.media ?? null,
		timestamp: isoFromUnixSeconds(message.timestamp),
	};
}

/** Times beyond this are no dates: "muted for ever" arrives as 2^64 (reference, 4). */
const LATEST_UNIX_SECONDS = 8.64e12;

/** The unit of a received `mute_until` is not stated; times of this size can only be milliseconds. */
const SMALLEST_MILLISECONDS = 1e11;

function mutedUntil(value: unknown): string | null {
	const until = numberOf(value);
	if (until === null || until > Number.MAX_SAFE_INTEGER) return null;
	const seconds = until >= SMALLEST_MILLISECONDS ? until / 1000 : until;
	return seconds < LATEST_UNIX_SECONDS ? isoFromUnixSeconds(seconds) : null;
}

/** A Chat, or a Group, which is a chat with more fields (reference, 2.6 and 2.8). */
export function simplifyChat(chat: IDataObject): SimplifiedChat {
	const id = textOf(chat.id);
	const isGroup = chat.type === 'group' || (id?.endsWith('@g.us') ?? false);
	const muted = booleanOf(chat.mute);
	return {
		id,
		name: textOf(chat.name),
		isGroup,
		unread: numberOf(chat.unread),
		lastActivity: isoFromUnixSeconds(chat.timestamp),
		pinned: booleanOf(chat.pin),
		muted,
		mutedUntil: muted === true ? mutedUntil(chat.mute_until) : null,
		archived: booleanOf(chat.archive),
		readOnly: booleanOf(chat.read_only),
		participants: Array.isArray(chat.participants)
			? recordsOf(chat.participants).map((participant) => ({
					id: personId(textOf(participant.id)),
					admin: participant.rank === 'admin' || participant.rank === 'creator',
				}))
			: null,
		labels: Array.isArray(chat.labels)
			? recordsOf(chat.labels).map((label) => ({
					id: textOf(label.id),
					name: textOf(label.name),
					color: textOf(label.color),
				}))
			: null,
	};
}

/** A Group: the fields of a chat, and what only groups have. */
export function simplifyGroup(group: IDataObject): IDataObject {
	return {
		...simplifyChat({ ...group, id: group.id ?? group.group_id, type: 'group' }),
		description: textOf(group.description),
		createdAt: isoFromUnixSeconds(group.created_at),
		createdBy: personId(textOf(group.created_by)),
		onlyAdminsWrite: booleanOf(group.announcements),
		onlyAdminsEdit: booleanOf(group.restricted),
	};
}

/** A Contact (reference, 2.7). */
export function simplifyContact(contact: IDataObject): IDataObject {
	return {
		id: personId(textOf(contact.id)),
		name: textOf(contact.name),
		displayName: textOf(contact.pushname),
		isBusiness: booleanOf(contact.is_business),
		isSaved: booleanOf(contact.saved),
		pictureUrl: textOf(contact.profile_pic_full) ?? textOf(contact.profile_pic),
	};
}
