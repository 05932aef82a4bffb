/** Callbacks of Whapi.Cloud, taken apart: one event for each element (reference, 3). Pure, and never throws. */

import type { IDataObject } from 'n8n-workflow';

import { isRecord, numberOf, recordOf, recordsOf, textOf } from '../shared/json';
import { messageEvent } from '../shared/messageEvent';
import type {
	EventKind,
	SimplifiedChatEvent,
	SimplifiedEvent,
	SimplifiedEventHead,
} from '../shared/model';
import { isoFromUnixSeconds } from '../shared/unixSeconds';
import { simplifyChat, simplifyMessage, statusOf } from './simplify';

/** The payload keys with the event that they mean where the envelope does not say (reference, 3.2). */
const EVENT_OF_PAYLOAD: Record<string, string> = {
	messages: 'messages.post',
	messages_updates: 'messages.patch',
	messages_removed: 'messages.delete',
	messages_removed_all: 'messages.delete',
	statuses: 'statuses.post',
	chats: 'chats.post',
	chats_updates: 'chats.patch',
	chats_removed: 'chats.delete',
	contacts: 'contacts.post',
	contacts_updates: 'contacts.patch',
	groups: 'groups.post',
	groups_participants: 'groups.put',
	groups_updates: 'groups.patch',
	presences: 'presences.post',
	health: 'channel.post',
	qr: 'channel.patch',
	user: 'users.post',
	labels: 'labels.post',
	labels_removed: 'labels.delete',
	calls: 'calls.post',
};

const KINDS: Record<string, EventKind> = {
	messages: 'message',
	statuses: 'status',
	chats: 'chat',
	contacts: 'contact',
	groups: 'group',
	calls: 'call',
	presences: 'presence',
	labels: 'label',
	channel: 'account',
	users: 'account',
};

/** What an envelope carries beside its payload. */
const ENVELOPE_KEYS = ['event', 'channel_id', 'errors'];

/** One element of a callback. */
export interface CallbackElement {
	simplified: SimplifiedEvent;
	/** The element as it was received; texts and ids for the lists of removed things. */
	element: unknown;
}

/** `{ type, event }` as `type.method`; some readers have seen the method under `method` (reference, 3.3). */
function nameOfEnvelope(body: IDataObject): string | null {
	const { type, event, method } = recordOf(body.event);
	const [first, second] = [textOf(type), textOf(event) ?? textOf(method)];
	return first !== null && second !== null ? `${first}.${second}` : null;
}

function kindOf(name: string): EventKind {
	const type = name.split('.')[0] ?? '';
	return Object.hasOwn(KINDS, type) ? (KINDS[type] ?? 'other') : 'other';
}

/** The events of a callback body, whatever it is; none for a body that is no object. */
export function eventsOf(body: unknown): CallbackElement[] {
	if (!isRecord(body)) return [];
	const account = textOf(body.channel_id);
	const envelopeName = nameOfEnvelope(body);
	const payloads = Object.entries(body).filter(([key]) => !ENVELOPE_KEYS.includes(key));
	const events = payloads.flatMap(([key, payload]) => {
		const known = Object.hasOwn(EVENT_OF_PAYLOAD, key) ? EVENT_OF_PAYLOAD[key] : undefined;
		const name = envelopeName ?? known ?? key;
		const elements: unknown[] = Array.isArray(payload) ? payload : [payload];
		return elements.map((element) => ({
			element,
			simplified: simplifyElement(head(account, name), key, element),
		}));
	});
	const errors = recordsOf(body.errors).map((element) => ({
		element,
		simplified: {
			...head(account, envelopeName ?? 'errors'),
			kind: 'error' as const,
			data: element,
		},
	}));
	const all = [...events, ...errors];
	if (all.length > 0 || payloads.length > 0 || envelopeName === null) return all;
	return notificationWithoutPayload(head(account, envelopeName));
}

/** What types of an unknown payload have may be nothing; of known types such a call is a test of the address. */
function notificationWithoutPayload(envelope: SimplifiedEventHead): CallbackElement[] {
	if (envelope.kind !== 'other') return [];
	return [{ element: {}, simplified: { ...envelope, data: {} } }];
}

/** The event that a message of `GET /messages/list` stands for in polling mode. */
export function eventOfMessage(message: IDataObject, account: string | null): SimplifiedEvent {
	return simplifyElement(head(account, 'messages.post'), 'messages', message);
}

function head(account: string | null, event: string): SimplifiedEventHead {
	return { gateway: 'whapi', account, event, kind: kindOf(event), eventId: null, timestamp: null };
}

/** An element as data, where it is no object: `"3EB0…"` -> `{ id: "3EB0…" }`. */
function dataOf(element: unknown): IDataObject {
	return isRecord(element) ? element : { id: textOf(element) };
}

function simplifyElement(
	envelope: SimplifiedEventHead,
	key: string,
	element: unknown,
): SimplifiedEvent {
	const data = dataOf(element);
	switch (key) {
		case 'messages':
			return eventOf(envelope, data);
		case 'messages_updates':
			return eventOf(envelope, updatedMessage(data));
		case 'messages_removed':
			return eventOf(envelope, removal({ target: data.id }));
		case 'messages_removed_all':
			return eventOf(envelope, removal({}, data.id));
		case 'statuses':
			return statusEvent(envelope, data);
		case 'chats':
			return chatEvent(envelope, data, envelope.event.endsWith('.post') ? 'created' : 'updated');
		case 'chats_updates':
			return chatEvent(envelope, updatedChat(data), 'updated', data);
		case 'chats_removed':
			return chatEvent(envelope, data, 'deleted');
		default:
			return otherEvent(envelope, data);
	}
}

/** Kinds whose events have fields of their own in place of `data`. */
const SHAPED_KINDS: EventKind[] = ['message', 'status', 'chat'];

/** An event that keeps the service's fields; so does one of a known type with a payload that is not known. */
function otherEvent(envelope: SimplifiedEventHead, data: IDataObject): SimplifiedEvent {
	const kind = SHAPED_KINDS.includes(envelope.kind) ? 'other' : envelope.kind;
	return { ...envelope, kind, timestamp: timeOf(kind, data), data };
}

function eventOf(envelope: SimplifiedEventHead, message: IDataObject): SimplifiedEvent {
	const simplified = simplifyMessage(message);
	return messageEvent({ ...envelope, kind: 'message' }, simplified, simplified.timestamp);
}

/**
 * A change of a message: what triggered it where that is told (a vote, an edit), else the message after the change,
 * marked as an action, so that a workflow does not take it for a new message.
 */
function updatedMessage(update: IDataObject): IDataObject {
	const after = recordOf(update.after_update);
	if (isRecord(update.trigger)) return withNamedVotes(update.trigger, recordOf(after.poll));
	const target = textOf(after.id) ?? textOf(update.id);
	return { ...after, type: 'action', action: { type: 'edit', target } };
}

/** A vote names hashes; the poll after it tells the answers that they stand for (reference, 3.3). */
function withNamedVotes(message: IDataObject, poll: IDataObject): IDataObject {
	const action = recordOf(message.action);
	const chosen = action.votes;
	if (!Array.isArray(chosen)) return message;
	const results = recordsOf(poll.results);
	const nameOf = (vote: string) => textOf(results.find(({ id }) => id === vote)?.name) ?? vote;
	const votes = chosen.map((vote: unknown) => (typeof vote === 'string' ? nameOf(vote) : null));
	return { ...message, action: { ...action, votes } };
}

function removal(action: IDataObject, chatId?: unknown): IDataObject {
	return { type: 'action', action: { type: 'delete', ...action }, chat_id: textOf(chatId) };
}

/** A Status; its time is a text, and only views of stories say whose they are (reference, 3.3). */
function statusEvent(envelope: SimplifiedEventHead, status: IDataObject): SimplifiedEvent {
	const chatId = textOf(status.recipient_id);
	return {
		...envelope,
		kind: 'status',
		...simplifyMessage({ id: status.id, chat_id: chatId, from_me: true, from: status.viewer_id }),
		status: statusOf(status.status),
		timestamp: isoFromUnixSeconds(status.timestamp),
	};
}

/** The chat after a change. The service's page prints its labels beside it (reference, 3.3). */
function updatedChat(update: IDataObject): IDataObject {
	const after = recordOf(update.after_update);
	return { ...after, labels: after.labels ?? update.labels };
}

function chatEvent(
	envelope: SimplifiedEventHead,
	chat: IDataObject,
	change: SimplifiedChatEvent['change'],
	update?: IDataObject,
): SimplifiedChatEvent {
	const simplified = simplifyChat(chat);
	const changes = update !== undefined && Array.isArray(update.changes) ? update.changes : [];
	return {
		...envelope,
		kind: 'chat',
		timestamp: simplified.lastActivity,
		...simplified,
		change,
		changes: changes.flatMap((name) => textOf(name) ?? []),
		before: isRecord(update?.before_update) ? simplifyChat(update.before_update) : null,
		after: update === undefined ? null : simplified,
	};
}

/** Calls give milliseconds, everything else seconds (reference, 4). */
function timeOf(kind: EventKind, data: IDataObject): string | null {
	const time = numberOf(data.timestamp);
	return isoFromUnixSeconds(kind === 'call' && time !== null ? time / 1000 : time);
}
