import type { Emulation } from '../emulation';
import { removeMessages } from '../world/chats';
import * as deeds from '../world/deeds';
import type { Choice } from '../world/details';
import { WorldError } from '../world/error';
import { isGroupId, personId } from '../world/ids';
import type { ChatId, Message, Session } from '../world/types';
import { done, operation, played, type Operation } from './operation';
import { messageByName, receive, sessionById, type Played } from './play';
import * as inputs from './socialInputs';

// What people do to messages.

const anybodyInGroups = '79991112233';

/** The person meant by `from`: the other one of the chat, somebody in a group. */
function personIn(chat: ChatId, from: string | undefined): ChatId {
	if (from !== undefined) return personId(from);
	return isGroupId(chat) ? personId(anybodyInGroups) : chat;
}

function doerIn(
	{ world }: Emulation,
	session: Session,
	chat: ChatId,
	{ from, fromMe }: { from?: string | undefined; fromMe: boolean },
): deeds.Doer {
	if (fromMe) return deeds.owner(world, session, 'phone');
	return { author: personIn(chat, from), origin: 'person' };
}

function doerOf(
	emulation: Emulation,
	message: Message,
	input: { from?: string | undefined; fromMe: boolean },
): deeds.Doer {
	return doerIn(emulation, sessionById(emulation, message.session), message.chat, input);
}

/** The author of a message; the session itself does it on the phone. */
function authorOf({ author, fromMe }: Message): deeds.Doer {
	return { author, origin: fromMe ? 'phone' : 'person' };
}

/** What can be chosen under a message; empty when it has neither buttons nor a menu. */
function choicesOf({ details }: Message): Choice[] {
	if (details?.kind === 'menu') {
		const rows = details.menu.sections.flatMap((section) => section.rows);
		return rows.map((row) => ({ ...row, by: 'menu' }));
	}
	if (details?.kind !== 'buttons') return [];
	const answering = details.buttons.filter(({ type }) => type === 'quick_reply');
	return answering.map(({ id, title }) => ({ by: 'button', id, title }));
}

/** Sends the answer that pressing a button or choosing a row gives. */
function press(
	emulation: Emulation,
	{ session, message: name, choice, from }: ReturnType<typeof inputs.pressSchema.parse>,
): Played {
	const { world } = emulation;
	const record = sessionById(emulation, session);
	const asked =
		name === undefined
			? world.messages.filter((one) => one.session === session && choicesOf(one).length > 0).at(-1)
			: messageByName(emulation, name);
	if (!asked) throw new WorldError('There is no message with buttons or a menu');
	const found = choicesOf(asked).find(({ id, title }) => id === choice || title === choice);
	if (!found) throw new WorldError(`Message ${asked.key} offers no ${choice}`);
	return receive(emulation, record, {
		type: 'reply',
		text: found.title,
		media: null,
		details: { kind: 'choice', choice: found },
		quotedKey: asked.key,
		quotedId: null,
		from: personIn(asked.chat, from),
		...(isGroupId(asked.chat) && { group: asked.chat }),
		time: world.clock.now(),
		forwarded: false,
	});
}

export const deedOperations: Readonly<Record<string, Operation>> = {
	react: operation(inputs.reactSchema, (emulation, { message: name, emoji, ...by }) => {
		const message = messageByName(emulation, name);
		deeds.react(emulation.world, message, doerOf(emulation, message, by), emoji);
		return done;
	}),
	edit: operation(inputs.editSchema, (emulation, { message: name, text }) => {
		const message = messageByName(emulation, name);
		deeds.edit(emulation.world, message, authorOf(message), text);
		return done;
	}),
	revoke: operation(inputs.revokeSchema, (emulation, { message: name }) => {
		const message = messageByName(emulation, name);
		deeds.revoke(emulation.world, message, authorOf(message));
		return done;
	}),
	vote: operation(inputs.voteSchema, (emulation, { message: name, options, ...by }) => {
		const message = messageByName(emulation, name);
		deeds.vote(emulation.world, message, doerOf(emulation, message, by), options);
		return done;
	}),
	read: operation(inputs.chatOfSessionSchema, (emulation, { session, chat }) => {
		emulation.world.readByOthers(sessionById(emulation, session), personId(chat));
		return done;
	}),
	press: operation(inputs.pressSchema, (emulation, input) =>
		played(emulation, press(emulation, input)),
	),
	ephemeral: operation(inputs.ephemeralSchema, (emulation, input) => {
		const session = sessionById(emulation, input.session);
		const chat = personId(input.chat);
		const doer = doerIn(emulation, session, chat, input);
		deeds.setEphemeral(emulation.world, session, chat, doer, input.seconds);
		return done;
	}),
	removeMessages: operation(inputs.removeMessagesSchema, (emulation, { messages: names }) => {
		const messages = names.map((name) => messageByName(emulation, name));
		const [first] = messages;
		if (!first || messages.some(({ chat }) => chat !== first.chat)) {
			throw new WorldError('The messages must be of one chat');
		}
		removeMessages(emulation.world, sessionById(emulation, first.session), first.chat, messages);
		return done;
	}),
};
