import { computed, signal } from '@preact/signals';

import type {
	GroupRecord,
	MessageRecord,
	PersonRecord,
	SessionRecord,
} from '../../control/recordSchemas';
import { chosenPerson } from './settings';

// The world as the emulator has told it.

export const people = signal<PersonRecord[]>([]);
export const groups = signal<GroupRecord[]>([]);
export const sessions = signal<SessionRecord[]>([]);
/** By their keys, in the order in which they entered the world. */
export const messages = signal<ReadonlyMap<string, MessageRecord>>(new Map());
/** Until when the company is typing, by chat; milliseconds since 1970. */
export const typing = signal<ReadonlyMap<string, number>>(new Map());

/** Whether the emulator tells this page what happens. */
export const connection = signal<'connecting' | 'open' | 'lost'>('connecting');

/** The person whom the visitor plays; null before the world is known. */
export const me = computed<PersonRecord | null>(
	() => people.value.find(({ id }) => id === chosenPerson.value) ?? people.value[0] ?? null,
);

/** What names a chat: the linked phone and the chat's id there. */
export function chatKey({ session, chat }: { session: string; chat: string }): string {
	return `${session} ${chat}`;
}

/** Adds a message, or puts a newer form of it in the place of the one known. */
export function putMessage(message: MessageRecord): void {
	messages.value = new Map(messages.value).set(message.key, message);
}

/** The company has seen what stands in a chat. */
export function markSeen(session: string, chat: string): void {
	const next = new Map(messages.value);
	for (const message of next.values()) {
		if (message.session !== session || message.chat !== chat || message.fromMe) continue;
		if (!message.seen) next.set(message.key, { ...message, seen: true });
	}
	messages.value = next;
}

/** The service shows "typing" for so long (`typing` of WhatsGate). */
const typingMs = 15_000;

/** The company types in a chat, or has stopped. */
export function setTyping(session: string, chat: string, isTyping: boolean): void {
	const key = chatKey({ session, chat });
	if (!isTyping && !typing.value.has(key)) return;
	const next = new Map(typing.value);
	const until = Date.now() + typingMs;
	if (isTyping) next.set(key, until);
	else next.delete(key);
	typing.value = next;
	if (!isTyping) return;
	setTimeout(() => {
		if (typing.value.get(key) === until) setTyping(session, chat, false);
	}, typingMs);
}
