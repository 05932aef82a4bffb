import { z } from 'zod/v4';

import { storiesId } from '../../world/ids';
import type { ChatId, Session } from '../../world/types';
import { WhatsGateError } from '../errors';
import { chatOf, parseBody, readySessionOf, recipientSchema, sessionField } from '../input';
import { chatObject, messageObject } from '../shapes';
import { ok, type Command, type CommandContext } from './command';

const historyLimit = 100;
const historyAgeMs = 90 * 24 * 60 * 60 * 1000;

const chatRequest = z.object({ ...sessionField, recipient: recipientSchema });

function chatRequestOf({ whatsGate, account, body }: CommandContext): [Session, ChatId] {
	const { world } = whatsGate;
	const request = parseBody(chatRequest, body);
	const session = readySessionOf(world, account, request.WhatsappID);
	const id = chatOf(request.recipient);
	if (!world.canReach(session, id)) throw new WhatsGateError(`Chat ${id} not found`);
	return [session, id];
}

/** Section 3.2. */
export const seen: Command = (context) => {
	context.whatsGate.world.markSeen(...chatRequestOf(context));
	return ok;
};

/** Section 3.3. */
export const typing: Command = (context) => {
	context.whatsGate.world.type(...chatRequestOf(context));
	return ok;
};

/** Section 3.4: only digits can be registered. */
export const check: Command = ({ whatsGate, account, body }) => {
	const { world } = whatsGate;
	const request = parseBody(z.object({ ...sessionField, number: z.string().min(1) }), body);
	readySessionOf(world, account, request.WhatsappID);
	return { result: 'OK', data: world.isOnWhatsApp(`${request.number}@c.us`) };
};

/** Section 3.5. */
export const getChats: Command = ({ whatsGate, account, body }) => {
	const { world } = whatsGate;
	const request = parseBody(z.object(sessionField), body);
	const session = readySessionOf(world, account, request.WhatsappID);
	const chats = world.chatsOf(session).filter(({ id }) => id !== storiesId);
	chats.sort((a, b) => b.lastActivity - a.lastActivity);
	return { result: 'OK', data: chats.map((chat) => chatObject(world, chat)) };
};

/** Section 3.6: the newest 100 messages, none older than 90 days. */
export const getHistory: Command = (context) => {
	const { world } = context.whatsGate;
	const [session, id] = chatRequestOf(context);
	const oldest = world.clock.now() - historyAgeMs;
	const messages = world
		.chat(session, id)
		.messages.filter((message) => message.time >= oldest)
		.sort((a, b) => a.time - b.time)
		.slice(-historyLimit);
	if (world.switches.order === 'descending') messages.reverse();
	if (world.switches.order === 'shuffled') messages.sort((a, b) => (a.key < b.key ? -1 : 1));
	return { result: 'OK', data: messages.map((message) => messageObject(world, message)) };
};
