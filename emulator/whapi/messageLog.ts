import type { Action, ChatId, Message } from '../world/types';
import { contactIdOf, keyOfMessageId, messageIdOf } from './ids';
import {
	actionObject,
	messageObject,
	type MessageContext,
	type MessageObject,
} from './shapes/message';

/** Something that stands in the channel's list of messages. */
export type Item = { kind: 'message'; message: Message } | { kind: 'action'; action: Action };

/** Which messages to list (2.5). Times are seconds, both bounds inclusive (not documented). */
export interface MessageQuery {
	chat?: ChatId;
	timeFrom?: number;
	timeTo?: number;
	/** True = without system messages and actions. */
	normalTypes: boolean;
	/** Contact id. */
	author?: string;
	fromMe?: boolean;
	sort: 'asc' | 'desc';
}

/** The messages and actions of the channel in the order in which it learnt of them. */
export class MessageLog {
	private readonly items: Item[] = [];
	private readonly byKey = new Map<string, Item>();
	private readonly removed = new Set<string>();
	private version = 0;
	/** The last answer of `list`: a reader asks for many pages of one list. */
	private last: { question: string; found: Item[] } | null = null;

	add(item: Item): void {
		this.items.push(item);
		this.byKey.set(keyOf(item), item);
		this.version += 1;
	}

	/** Hides messages that were deleted. */
	remove(keys: Iterable<string>): void {
		for (const key of keys) this.removed.add(key);
		this.version += 1;
	}

	/** Hides everything of a chat. */
	removeChat(chat: ChatId): void {
		this.remove(this.items.filter((item) => partOf(item).chat === chat).map(keyOf));
	}

	/** A message or an action by Whapi's id; undefined when there is none any more. */
	find(id: string): Item | undefined {
		const key = keyOfMessageId(id);
		if (this.removed.has(key)) return undefined;
		const found = this.byKey.get(key);
		return found && messageIdOf(partOf(found)) === id ? found : undefined;
	}

	list(query: MessageQuery): readonly Item[] {
		const question = JSON.stringify([this.version, query]);
		if (this.last?.question !== question) this.last = { question, found: this.search(query) };
		return this.last.found;
	}

	private search(query: MessageQuery): Item[] {
		const found = this.items.filter(
			(item) => !this.removed.has(keyOf(item)) && matches(item, query),
		);
		found.sort((a, b) => partOf(a).time - partOf(b).time);
		if (query.sort === 'desc') found.reverse();
		return found;
	}
}

function matches(item: Item, query: MessageQuery): boolean {
	const { chat, time, fromMe, author } = partOf(item);
	const second = Math.floor(time / 1000);
	if (query.chat !== undefined && chat !== query.chat) return false;
	if (query.timeFrom !== undefined && second < query.timeFrom) return false;
	if (query.timeTo !== undefined && second > query.timeTo) return false;
	if (query.fromMe !== undefined && fromMe !== query.fromMe) return false;
	if (query.author !== undefined && contactIdOf(author) !== query.author) return false;
	return !query.normalTypes || isNormal(item);
}

function isNormal(item: Item): boolean {
	if (item.kind === 'action') return false;
	return item.message.type !== 'system' && item.message.type !== 'unknown';
}

/** The message or the action itself. */
export function partOf(item: Item): Message | Action {
	return item.kind === 'message' ? item.message : item.action;
}

function keyOf(item: Item): string {
	return partOf(item).key;
}

/** An entry of the list as Whapi shows it. */
export function itemObject(item: Item, context: MessageContext): MessageObject {
	return item.kind === 'message'
		? messageObject(item.message, context)
		: actionObject(item.action, context);
}
