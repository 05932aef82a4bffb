import type { Chat, ChatId, Label, Message, Session } from './types';
import type { World } from './world';

/** The parts of a chat that its owner may change. */
export type ChatChanges = Partial<
	Pick<
		Chat,
		'unread' | 'pinned' | 'archived' | 'readOnly' | 'mutedUntil' | 'markedUnread' | 'labels'
	>
>;

/** Changes how a session sees a chat, and tells it. */
export function changeChat(world: World, session: Session, id: ChatId, changes: ChatChanges): void {
	Object.assign(world.chat(session, id), changes);
	world.emit({ kind: 'chat', session: session.id, chat: id, change: 'changed' });
}

/** The session deletes a chat with all its messages. */
export function deleteChat(world: World, session: Session, id: ChatId): void {
	world.forgetChat(session, id);
	world.emit({ kind: 'chat', session: session.id, chat: id, change: 'deleted' });
}

/** The session deletes messages for itself; all of the chat when `messages` is null. */
export function removeMessages(
	world: World,
	session: Session,
	id: ChatId,
	messages: Message[] | null,
): void {
	const chat = world.chat(session, id);
	chat.messages = messages === null ? [] : chat.messages.filter((one) => !messages.includes(one));
	world.emit({ kind: 'removed', session: session.id, chat: id, messages });
}

/** Adds a label to the session, or changes the one with this id. */
export function setLabel(world: World, session: Session, label: Label): void {
	world.labels(session).set(label.id, label);
	world.emit({ kind: 'label', session: session.id, label, change: 'set' });
}

/** Removes a label from the session and from everything that carries it; false when there is none. */
export function removeLabel(world: World, session: Session, id: string): boolean {
	const label = world.labels(session).get(id);
	if (!label) return false;
	for (const chat of world.chatsOf(session)) {
		if (chat.labels.includes(id)) labelChat(world, session, chat.id, id, false);
		for (const message of chat.messages) labelMessage(message, id, false);
	}
	world.labels(session).delete(id);
	world.emit({ kind: 'label', session: session.id, label, change: 'removed' });
	return true;
}

/** Puts a label on a chat or takes it off; false when it was so already. */
export function labelChat(
	world: World,
	session: Session,
	chat: ChatId,
	label: string,
	on: boolean,
): boolean {
	const labels = changedLabels(world.chat(session, chat).labels, label, on);
	if (!labels) return false;
	changeChat(world, session, chat, { labels });
	return true;
}

/** Puts a label on a message or takes it off; false when it was so already. */
export function labelMessage(message: Message, label: string, on: boolean): boolean {
	const labels = changedLabels(message.labels, label, on);
	if (!labels) return false;
	message.labels = labels;
	return true;
}

function changedLabels(labels: string[], label: string, on: boolean): string[] | null {
	if (labels.includes(label) === on) return null;
	return on ? [...labels, label] : labels.filter((one) => one !== label);
}
