import { EventEmitter } from 'node:events';

import type { Switches } from '../switches';
import type { Timers } from '../timers';
import type { Clock } from './clock';
import type { Content, IncomingContent, OutgoingContent, Provenance } from './content';
import { WorldError } from './error';
import type { Delivery, WorldEvent } from './events';
import { newGroup } from './groups';
import { groupId, isGroupId, personId, storiesId } from './ids';
import { newMessageKey } from './messageKey';
import { Sessions } from './sessions';
import type {
	Action,
	Activity,
	Chat,
	ChatId,
	DeliveryState,
	Group,
	Label,
	Message,
	Participant,
	Person,
	Session,
} from './types';

/**
 * The state of WhatsApp as the emulator plays it: people, groups, linked sessions with their chats, and
 * one log of all messages. Every change is told on the bus.
 */
export class World {
	readonly people = new Map<ChatId, Person>();
	readonly groups = new Map<ChatId, Group>();
	/** All messages of all sessions in the order in which they entered the world. */
	readonly messages: Message[] = [];
	/** Everything done to messages and chats, in the order in which it happened. */
	readonly actions: Action[] = [];
	readonly activities: Activity[] = [];
	readonly sessions: Sessions;
	private readonly bus = new EventEmitter<{ event: [WorldEvent] }>();
	private readonly chats = new Map<string, Map<ChatId, Chat>>();
	private readonly labelsBySession = new Map<string, Map<string, Label>>();
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
		const known = this.people.get(id);
		const person = known ?? { id, name: null, about: null, picture: null };
		const renamed = name !== null && name !== person.name;
		if (renamed) person.name = name;
		this.people.set(id, person);
		if (renamed || !known) this.emit({ kind: 'person', person, change: 'named' });
		return person;
	}

	addGroup(numberOrId: string, name: string, owner: ChatId, participants: Participant[]): Group {
		const id = groupId(numberOrId);
		const group = newGroup(id, name, owner, participants, this.clock.now());
		this.groups.set(id, group);
		this.emit({ kind: 'group', group, change: 'created' });
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
		if (id === storiesId) return true;
		return isGroupId(id) ? this.groupOf(session, id) !== null : this.isOnWhatsApp(id);
	}

	/** All chats of a session. */
	chatsOf(session: Session): Chat[] {
		return [...(this.chats.get(session.id)?.values() ?? [])];
	}

	/** The chat of a session with this id, or undefined when there is none. */
	existingChat(session: Session, id: ChatId): Chat | undefined {
		return this.chats.get(session.id)?.get(id);
	}

	/** Takes a chat out of the session's list. */
	forgetChat(session: Session, id: ChatId): void {
		this.chats.get(session.id)?.delete(id);
	}

	/** The labels of a session by their ids. */
	labels(session: Session): Map<string, Label> {
		const labels = this.labelsBySession.get(session.id) ?? new Map<string, Label>();
		this.labelsBySession.set(session.id, labels);
		return labels;
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
			markedUnread: false,
			ephemeral: 0,
			labels: [],
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
		if (group !== undefined && group !== storiesId && !this.groupOf(session, group)) {
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
		if (!this.mayWrite(session, content.chat)) {
			throw new WorldError(`Sending to ${content.chat} is blocked`);
		}
		const message = this.store(session, {
			forwarded: false,
			...content,
			fromMe: true,
			author,
			authorName: session.pushName,
			time: this.clock.now(),
			status: 'pending',
		});
		this.emit({ kind: 'sent', message });
		if (this.switches.autoAcks && message.chat !== storiesId) this.acknowledgeLater(message);
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
		chat.markedUnread = false;
		for (const message of chat.messages) if (!message.fromMe) message.seen = true;
		this.act('seen', session, id);
	}

	/** The other people have read what the session wrote in a chat and what has reached them. */
	readByOthers(session: Session, id: ChatId): void {
		for (const message of this.existingChat(session, id)?.messages ?? []) {
			if (message.fromMe && message.status === 'delivered') this.setStatus(message, 'read');
		}
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

	/** True when the session itself may write to this chat. */
	mayWrite(session: Session, id: ChatId): boolean {
		if (this.existingChat(session, id)?.readOnly) return false;
		const group = this.groups.get(id);
		if (!group?.announcements) return true;
		const own = this.ownId(session);
		return group.participants.some((one) => one.id === own && (one.admin || one.superAdmin));
	}

	private store(session: Session, fields: Content & Provenance): Message {
		const message: Message = {
			key: newMessageKey(),
			session: session.id,
			seen: false,
			details: null,
			mentions: [],
			linkPreview: true,
			reactions: new Map(),
			votes: new Map(),
			edited: false,
			revoked: false,
			starred: false,
			pinned: false,
			labels: [],
			...fields,
		};
		const chat = this.chat(session, message.chat);
		chat.messages.push(message);
		chat.lastActivity = Math.max(chat.lastActivity, message.time);
		this.messages.push(message);
		this.byKey.set(message.key, message);
		return message;
	}

	/** One state after the other: timers of different lengths may fire in another order when the machine is busy. */
	private acknowledgeLater(
		message: Message,
		[state, ...later]: DeliveryState[] = ['sent', 'delivered', 'read'],
	): void {
		if (state === undefined) return;
		this.timers.after(this.switches.ackDelayMs, () => {
			if (state === 'read' && !this.switches.autoRead) return;
			if (this.sessions.get(message.session)?.status === 'ready') this.setStatus(message, state);
			this.acknowledgeLater(message, later);
		});
	}
}
