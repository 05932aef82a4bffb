import { computed } from '@preact/signals';

import type {
	GroupRecord,
	MessageRecord,
	PersonRecord,
	SessionRecord,
} from '../../control/recordSchemas';
import { personId } from '../../world/ids';
import { seededSessions } from '../../world/seed';
import { chosenChat } from './settings';
import { chatKey, groups, me, messages, people, sessions } from './world';

/** A chat of a customer: with a linked phone, or in a group that the phone belongs to. */
export interface Chat {
	key: string;
	session: SessionRecord;
	/** Id of the chat as the phone has it: the customer's, or that of the group. */
	id: string;
	/** Null when it is with the phone alone. */
	group: GroupRecord | null;
	title: string;
	messages: MessageRecord[];
	/** Messages of the company that the customer has not read. */
	unread: number;
}

/** What the visitor sees as a message. */
function isShown({ type }: MessageRecord): boolean {
	return type !== 'unknown' && type !== 'system' && type !== 'story';
}

function isUnread({ fromMe, status }: MessageRecord): boolean {
	return fromMe && status !== 'read' && status !== 'played' && status !== 'failed';
}

const byChat = computed(() => {
	const lists = new Map<string, MessageRecord[]>();
	for (const message of messages.value.values()) {
		if (!isShown(message)) continue;
		const key = chatKey(message);
		const list = lists.get(key);
		if (list) list.push(message);
		else lists.set(key, [message]);
	}
	return lists;
});

function chatOf(session: SessionRecord, id: string, group: GroupRecord | null): Chat {
	const key = chatKey({ session: session.id, chat: id });
	const list = byChat.value.get(key) ?? [];
	const title = group?.name ?? session.name;
	return { key, session, id, group, title, messages: list, unread: list.filter(isUnread).length };
}

function lastTime({ messages: list }: Chat): number {
	return list.at(-1)?.time ?? 0;
}

/** The chats of somebody, the newest first. */
function chatsOf(person: PersonRecord): Chat[] {
	const chats: Chat[] = [];
	for (const session of sessions.value) {
		const { number } = session;
		if (number === null) continue;
		chats.push(chatOf(session, person.id, null));
		for (const group of groups.value) {
			const members = new Set(group.participants.map(({ id }) => id));
			if (members.has(person.id) && members.has(personId(number))) {
				chats.push(chatOf(session, group.id, group));
			}
		}
	}
	// The demo phone is linked to both gateways; other accounts come last.
	const rank = ({ session, group }: Chat) =>
		session.account * 4 + (group ? 1 : 0) + (session.id === seededSessions.demo ? 0 : 2);
	return chats.sort((a, b) => lastTime(b) - lastTime(a) || rank(a) - rank(b));
}

/** The chats of the customer who is played. */
export const chats = computed(() => (me.value ? chatsOf(me.value) : []));

/** The open chat: the chosen one, the one with the same phone of another customer, or the first. */
export const chat = computed<Chat | null>(() => {
	const [session, id] = chosenChat.value.split(' ');
	const list = chats.value;
	return (
		list.find(({ key }) => key === chosenChat.value) ??
		list.find(
			(one) => one.session.id === session && !one.group && id?.endsWith('@g.us') !== true,
		) ??
		list[0] ??
		null
	);
});

/** Unread messages of every customer, by the customer's id. */
export const unreadOf = computed(
	() =>
		new Map(
			people.value.map((person) => [
				person.id,
				chatsOf(person).reduce((sum, one) => sum + (one.group ? 0 : one.unread), 0),
			]),
		),
);
