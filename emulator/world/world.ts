import { EventEmitter } from 'node:events';

import type { Switches } from '../switches';
import type { Timers } from '../timers';
import type { Clock } from './clock';
import { WorldError } from './error';
import { groupId, isGroupId, newMessageKey, personId } from './ids';
import { Sessions } from './sessions';
import type {
	Activity,
	Chat,
	ChatId,
	Delivery,
	DeliveryState,
	Group,
	Media,
	Message,
	MessageOrigin,
	MessageType,
	Participant,
	Person,
	Session,
	WorldEvent,
} from './types';

interface Content {
	type: MessageType;
	text: string;
	media: Media | null;
	quotedKey: string | null;
	quotedId: string | null;
}

/** What another person writes. */
export interface IncomingContent extends Content {
	from: ChatId;
	/** New display name of the sender; left out = unchanged. */
	fromName?: string;
	/** The group it is written to; left out = the sender's own chat. */
	group?: ChatId;
	/** Milliseconds since 1970. */
	time: number;
	forwarded: boolean;
}

/** What the session writes. */
export interface OutgoingContent extends Content {
	chat: ChatId;
	origin: MessageOrigin;
}

/**
 * The state of WhatsApp as the emulator plays it: people, groups, linked sessions with their chats, and
 * one log of all messages. Every change is told on the bus.
 */
export class World {
	readonly people = new Map<ChatId, Person>();
	readonly groups = new Map<ChatId, Group>();
	/** All messages of all sessions in the order in which they entered the world. */
	readonly messages: Message[] = [];
	readonly activities: Activity[] = [];
	readonly sessions: Sessions;
	private readonly bus = new EventEmitter<{ event: [WorldEvent] }>();
	private readonly chats = new Map<string, Map<ChatId, Chat>>();
	private readonly byKey = new Map<string, Message>();

	constructor(
		readonly clock: Clock,
		readonly timers: Timers,
		readonly switches: Switches,
	) {
		this.sessions = new Sessions(this);
	}

	/** Calls `listener` with everything that happens from now on. */
	onEvent(listener: (event: WorldEvent) => void): void {
		this.bus.on('event', listener);
	}

	emit(event: WorldEvent): void {
		this.bus.emit('event', event);
	}

	/** Puts somebody on WhatsApp, or changes the name. */
	addPerson(phoneOrId: string, name: string | null): Person {
		const id = personId(phoneOrId);
		const person = this.people.get(id) ?? { id, name: null };
		person.name = name ?? person.name;
		this.people.set(id, person);
		return person;
	}

	addGroup(numberOrId: string, name: string, owner: ChatId, participants: Participant[]): Group {
		const id = groupId(numberOrId);
		const group = { id, name, owner, participants, createdAt: this.clock.now() };
		this.groups.set(id, group);
		return group;
	}

	/** True for a person who is on WhatsApp, one of the sessions' own numbers included. */
	isOnWhatsApp(id: ChatId): boolean {
		return this.people.has(id) || this.sessions.all().some((s) => this.ownId(s) === id);
	}

	/** The session's own chat id, or null before login. */
	ownId(session: Session): ChatId | null {
		return session.number === null ? null : personId(session.number);
	}

	/** The group, when the session is one of its participants. */
	groupOf(session: Session, id: ChatId): Group | null {
		const group = this.groups.get(id);
		const own = this.ownId(session);
		return group?.participants.some((participant) => participant.id === own) ? group : null;
	}

	/** True when the session can write to this chat id: a person on WhatsApp or one of its groups. */
	canReach(session: Session, id: ChatId): boolean {
		return isGroupId(id) ? this.groupOf(session, id) !== null : this.isOnWhatsApp(id);
	}

	/** All chats of a session. */
	chatsOf(session: Session): Chat[] {
		return [...(this.chats.get(session.id)?.values() ?? [])];
	}

	/** The chat of a session with this id, made when there is none yet. */
	chat(session: Session, id: ChatId): Chat {
		const chats = this.chats.get(session.id) ?? new Map<ChatId, Chat>();
		this.chats.set(session.id, chats);
		const chat = chats.get(id) ?? {
			id,
			unread: 0,
			lastActivity: 0,
			pinned: false,
			archived: false,
			readOnly: false,
			mutedUntil: null,
			messages: [],
		};
		chats.set(id, chat);
		return chat;
	}

	message(key: string): Message | undefined {
		return this.byKey.get(key);
	}

	/** A message from another person reaches the session. */
	receive(session: Session, content: IncomingContent, delivery: Delivery): Message {
		if (session.status !== 'ready') throw new WorldError(`Session ${session.id} is not ready`);
		const { from, fromName, group, ...rest } = content;
		if (group !== undefined && !this.groupOf(session, group)) {
			throw new WorldError(`Session ${session.id} is in no group ${group}`);
		}
		const person = this.addPerson(from, fromName ?? null);
		const message = this.store(session, {
			...rest,
			chat: group ?? person.id,
			fromMe: false,
			author: person.id,
			authorName: person.name,
			status: 'sent',
			origin: 'person',
		});
		this.chat(session, message.chat).unread += 1;
		this.emit({ kind: 'received', message, delivery });
		return message;
	}

	/** The session writes a message, through a gateway or on its own phone. */
	send(session: Session, content: OutgoingContent): Message {
		const author = this.ownId(session);
		if (session.status !== 'ready' || author === null) {
			throw new WorldError(`Session ${session.id} is not ready`);
		}
		if (!this.canReach(session, content.chat)) {
			throw new WorldError(
				isGroupId(content.chat)
					? `The session is in no group ${content.chat}`
					: `${content.chat} is not on WhatsApp`,
			);
		}
		if (this.chat(session, content.chat).readOnly) {
			throw new WorldError(`Sending to ${content.chat} is blocked`);
		}
		const message = this.store(session, {
			...content,
			fromMe: true,
			author,
			authorName: session.pushName,
			forwarded: false,
			time: this.clock.now(),
			status: 'pending',
		});
		this.emit({ kind: 'sent', message });
		if (this.switches.autoAcks) this.acknowledgeLater(message);
		return message;
	}

	/** A sent message moves to another delivery state. */
	setStatus(message: Message, status: DeliveryState): void {
		message.status = status;
		this.emit({ kind: 'status', message });
	}

	/** The session marks all messages of a chat as seen. */
	markSeen(session: Session, id: ChatId): void {
		const chat = this.chat(session, id);
		chat.unread = 0;
		for (const message of chat.messages) if (!message.fromMe) message.seen = true;
		this.act('seen', session, id);
	}

	/** The session shows "typing" in a chat. */
	type(session: Session, id: ChatId): void {
		this.act('typing', session, id);
	}

	private act(kind: Activity['kind'], session: Session, chat: ChatId): void {
		const activity = { kind, session: session.id, chat, time: this.clock.now() };
		this.activities.push(activity);
		this.emit({ kind: 'activity', activity });
	}

	private store(session: Session, fields: Omit<Message, 'key' | 'session' | 'seen'>): Message {
		const message = { key: newMessageKey(), session: session.id, seen: false, ...fields };
		const chat = this.chat(session, message.chat);
		chat.messages.push(message);
		chat.lastActivity = Math.max(chat.lastActivity, message.time);
		this.messages.push(message);
		this.byKey.set(message.key, message);
		return message;
	}

	private acknowledgeLater(message: Message): void {
		const states = ['sent', 'delivered', 'read'] as const;
		for (const [index, state] of states.entries()) {
			this.timers.after((index + 1) * this.switches.ackDelayMs, () => {
				if (this.sessions.get(message.session)?.status === 'ready') {
					this.setStatus(message, state);
				}
			});
		}
	}
}
