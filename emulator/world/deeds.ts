import { WorldError } from './error';
import { newMessageKey } from './messageKey';
import type { Action, ChatId, Message, MessageOrigin, Session } from './types';
import type { World } from './world';

// What people do to messages and chats besides writing.

/** Who does it: the session itself through a gateway or its phone, or another person. */
export interface Doer {
	author: ChatId;
	origin: MessageOrigin;
}

/** The session itself as the doer. */
export function owner(world: World, session: Session, origin: MessageOrigin): Doer {
	const author = world.ownId(session);
	if (author === null) throw new WorldError(`Session ${session.id} is not ready`);
	return { author, origin };
}

type Deed = Pick<Action, 'kind'> &
	Partial<Pick<Action, 'emoji' | 'text' | 'options' | 'seconds' | 'before'>>;

function act(
	world: World,
	session: Session,
	chat: ChatId,
	target: Message | null,
	{ author, origin }: Doer,
	deed: Deed,
): Action {
	const fromMe = author === world.ownId(session);
	const action: Action = {
		emoji: '',
		text: '',
		options: [],
		seconds: 0,
		before: null,
		...deed,
		key: newMessageKey(),
		session: session.id,
		chat,
		fromMe,
		author,
		authorName: fromMe ? session.pushName : (world.people.get(author)?.name ?? null),
		time: world.clock.now(),
		origin,
		target,
	};
	world.actions.push(action);
	world.emit({ kind: 'action', action });
	return action;
}

function sessionOf(world: World, message: Message): Session {
	const session = world.sessions.get(message.session);
	if (session?.status !== 'ready') throw new WorldError(`Session ${message.session} is not ready`);
	return session;
}

function actOn(world: World, message: Message, doer: Doer, deed: Deed): Action {
	return act(world, sessionOf(world, message), message.chat, message, doer, deed);
}

function stateOf({ text, votes, edited }: Message): NonNullable<Action['before']> {
	return { text, votes: new Map(votes), edited };
}

/** Reacts to a message; an empty emoji takes the reaction back. */
export function react(world: World, message: Message, doer: Doer, emoji: string): Action {
	if (emoji === '') message.reactions.delete(doer.author);
	else message.reactions.set(doer.author, emoji);
	return actOn(world, message, doer, { kind: 'reaction', emoji });
}

/** The author writes another text. */
export function edit(world: World, message: Message, doer: Doer, text: string): Action {
	if (message.author !== doer.author) throw new WorldError('Only the author edits a message');
	const before = stateOf(message);
	message.text = text;
	message.edited = true;
	return actOn(world, message, doer, { kind: 'edit', text, before });
}

/** The author deletes the message for everybody. */
export function revoke(world: World, message: Message, doer: Doer): Action {
	if (message.author !== doer.author) throw new WorldError('Only the author revokes a message');
	message.revoked = true;
	return actOn(world, message, doer, { kind: 'delete' });
}

/** Votes in a poll; the options replace those chosen before. */
export function vote(world: World, message: Message, doer: Doer, options: string[]): Action {
	const { details } = message;
	if (details?.kind !== 'poll') throw new WorldError(`Message ${message.key} is no poll`);
	const { poll } = details;
	const unknown = options.find((option) => !poll.options.includes(option));
	if (unknown !== undefined) throw new WorldError(`The poll has no option ${unknown}`);
	if (poll.limit > 0 && options.length > poll.limit) {
		throw new WorldError(`The poll allows ${poll.limit} answers`);
	}
	const before = stateOf(message);
	if (options.length === 0) message.votes.delete(doer.author);
	else message.votes.set(doer.author, options);
	return actOn(world, message, doer, { kind: 'vote', options, before });
}

/** Pins a message in its chat, or unpins it. */
export function pin(world: World, message: Message, doer: Doer, pinned: boolean): Action {
	message.pinned = pinned;
	return actOn(world, message, doer, { kind: pinned ? 'pin' : 'unpin' });
}

/** Sets the timer of disappearing messages in seconds; 0 = off. */
export function setEphemeral(
	world: World,
	session: Session,
	chat: ChatId,
	doer: Doer,
	seconds: number,
): Action {
	world.chat(session, chat).ephemeral = seconds;
	return act(world, session, chat, null, doer, { kind: 'ephemeral', seconds });
}
