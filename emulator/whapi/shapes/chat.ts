import { isGroupId, storiesId } from '../../world/ids';
import type { Chat, Group, Session } from '../../world/types';
import type { World } from '../../world/world';
import { chatIdOf, contactIdOf } from '../ids';
import { messageObject, type MessageContext, type MessageObject } from './message';

/** "Muted for ever": 2^64 - 1 after a trip through a double (4). */
export const forever = 18446744073709552000;

/** A chat as lists and callbacks show it (2.6). */
export interface ChatObject {
	id: string;
	type: string;
	timestamp: number;
	not_spam: boolean;
	name?: string;
	pin?: boolean;
	mute?: boolean;
	mute_until?: number;
	archive?: boolean;
	unread?: number;
	read_only?: boolean;
	ephemeral?: number;
	last_message?: MessageObject;
	labels?: unknown[];
}

function typeOf(chat: Chat): string {
	if (chat.id === storiesId) return 'broadcast';
	return isGroupId(chat.id) ? 'group' : 'contact';
}

/** The unit of `mute_until` in answers is not documented; milliseconds here, as it is set. */
function muteFields({ mutedUntil }: Chat, now: number, before: ChatObject | undefined) {
	if (mutedUntil !== null && mutedUntil > now) {
		return { mute: true, mute_until: mutedUntil === Infinity ? forever : mutedUntil };
	}
	// A chat that is not muted any more keeps the number, as the documented sample shows.
	return before?.mute_until === undefined ? {} : { mute_until: before.mute_until };
}

/** A chat; `before` is how it was shown the last time. */
export function chatObject(
	session: Session,
	chat: Chat,
	context: MessageContext,
	before?: ChatObject,
): ChatObject {
	const { world } = context;
	const name = world.groups.get(chat.id)?.name ?? world.people.get(chat.id)?.name;
	const last = chat.messages.at(-1);
	const labels = chat.labels.map((id) => world.labels(session).get(id)).filter(Boolean);
	return {
		id: chatIdOf(chat.id),
		...(name && { name }),
		type: typeOf(chat),
		timestamp: Math.floor(chat.lastActivity / 1000),
		...(chat.pinned && { pin: true }),
		...muteFields(chat, world.clock.now(), before),
		...(chat.archived && { archive: true }),
		...((chat.unread > 0 || chat.markedUnread) && { unread: Math.max(1, chat.unread) }),
		...(chat.readOnly && { read_only: true }),
		...(chat.ephemeral > 0 && { ephemeral: chat.ephemeral }),
		not_spam: true,
		...(last && { last_message: messageObject(last, context) }),
		...(labels.length > 0 && { labels }),
	};
}

/** A chat that is new, without its message (sample chats.post.incoming). */
export function newChatObject(chat: ChatObject): ChatObject {
	const told = { ...chat };
	delete told.last_message;
	return told;
}

/** The part of a group that callbacks of new groups carry (sample groups.post). */
export function newGroupObject(group: Group) {
	return {
		id: group.id,
		name: group.name,
		type: 'group',
		timestamp: Math.floor(group.createdAt / 1000),
		participants: group.participants.map(({ id, admin, superAdmin }) => ({
			id: contactIdOf(id),
			rank: id === group.owner ? 'creator' : admin || superAdmin ? 'admin' : 'member',
		})),
		name_at: Math.floor(group.namedAt / 1000),
		created_at: Math.floor(group.createdAt / 1000),
		created_by: contactIdOf(group.owner),
	};
}

/** A group (2.8). */
export function groupObject(group: Group, chat: Chat | undefined) {
	return {
		...newGroupObject(group),
		participants_count: group.participants.length,
		description: group.description,
		restricted: group.restricted,
		announcements: group.announcements,
		adminAddMemberMode: group.adminsAdd,
		ephemeral: chat?.ephemeral ?? 0,
		is_parent: false,
		is_default_subgroup: false,
		isCommunityAnnounce: false,
	};
}
export type GroupObject = ReturnType<typeof groupObject>;

/** A contact (2.7). */
export function contactObject(world: World, id: string) {
	const person = world.people.get(id);
	return {
		id: contactIdOf(id),
		name: person?.name ?? contactIdOf(id),
		...(person?.name && { pushname: person.name }),
		is_business: false,
		...pictureFields(person?.picture),
		saved: Boolean(person?.name),
	};
}

function pictureFields(picture: string | null | undefined) {
	return picture ? { profile_pic: picture, profile_pic_full: picture } : {};
}

/** A contact in callbacks: id, name and picture only (samples contacts.post, contacts.patch). */
export function toldContact(world: World, id: string) {
	const person = world.people.get(id);
	return {
		id: contactIdOf(id),
		name: person?.name ?? contactIdOf(id),
		...pictureFields(person?.picture),
	};
}
export type ToldContact = ReturnType<typeof toldContact>;
