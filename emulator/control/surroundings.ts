import { randomBytes } from 'node:crypto';

import type { Emulation } from '../emulation';
import {
	changeChat,
	deleteChat,
	labelChat,
	removeLabel,
	removeMessages,
	setLabel,
} from '../world/chats';
import { WorldError } from '../world/error';
import { changeGroup, changeParticipants } from '../world/groups';
import { groupId, personId, storiesId } from '../world/ids';
import { newMedia } from '../world/media';
import { changePerson } from '../world/people';
import type { Chat, Group, Label, Session } from '../world/types';
import { done, operation, played, type Operation } from './operation';
import { messageByName, receive, sessionById } from './play';
import * as inputs from './socialInputs';

// What happens around messages: chats, labels, people, groups, calls, stories.

/** A chat that the session has. */
function chatOf(
	emulation: Emulation,
	input: { session: string; chat: string },
): { session: Session; chat: Chat } {
	const session = sessionById(emulation, input.session);
	const chat = emulation.world.existingChat(session, personId(input.chat));
	if (!chat) throw new WorldError(`Session ${session.id} has no chat ${input.chat}`);
	return { session, chat };
}

/** A label by its id or name. */
function labelOf({ world }: Emulation, session: Session, name: string): Label {
	const labels = [...world.labels(session).values()];
	const label = labels.find((one) => one.id === name || one.name === name);
	if (!label) throw new WorldError(`Session ${session.id} has no label ${name}`);
	return label;
}

function groupOf({ world }: Emulation, name: string): Group {
	const group = world.groups.get(groupId(name));
	if (!group) throw new WorldError(`There is no group ${name}`);
	return group;
}

export const surroundingOperations: Readonly<Record<string, Operation>> = {
	label: operation(inputs.labelSchema, (emulation, input) => {
		const { session, chat } = chatOf(emulation, input);
		const { id } = labelOf(emulation, session, input.label);
		labelChat(emulation.world, session, chat.id, id, input.on);
		return done;
	}),
	setLabel: operation(inputs.setLabelSchema, (emulation, { session, ...label }) => {
		setLabel(emulation.world, sessionById(emulation, session), label);
		return done;
	}),
	removeLabel: operation(inputs.removeLabelSchema, (emulation, { session: id, label }) => {
		const session = sessionById(emulation, id);
		removeLabel(emulation.world, session, labelOf(emulation, session, label).id);
		return done;
	}),
	mute: operation(inputs.muteSchema, (emulation, input) => {
		const { session, chat } = chatOf(emulation, input);
		changeChat(emulation.world, session, chat.id, { mutedUntil: input.until });
		return done;
	}),
	unmute: operation(inputs.chatOfSessionSchema, (emulation, input) => {
		const { session, chat } = chatOf(emulation, input);
		changeChat(emulation.world, session, chat.id, { mutedUntil: null });
		return done;
	}),
	deleteChat: operation(inputs.chatOfSessionSchema, (emulation, input) => {
		const { session, chat } = chatOf(emulation, input);
		deleteChat(emulation.world, session, chat.id);
		return done;
	}),
	clearChat: operation(inputs.chatOfSessionSchema, (emulation, input) => {
		const { session, chat } = chatOf(emulation, input);
		removeMessages(emulation.world, session, chat.id, null);
		return done;
	}),
	changePerson: operation(inputs.changePersonSchema, ({ world }, { phone, ...changes }) => {
		changePerson(world, personId(phone), changes);
		return done;
	}),
	changeGroup: operation(inputs.changeGroupSchema, (emulation, input) => {
		const { group: name, add, remove, promote, demote, ...changes } = input;
		const { world } = emulation;
		const group = groupOf(emulation, name);
		const people = { add, remove, promote, demote };
		for (const change of ['add', 'remove', 'promote', 'demote'] as const) {
			changeParticipants(world, group, people[change].map(personId), change);
		}
		if (Object.keys(changes).length > 0) changeGroup(world, group, changes);
		return done;
	}),
	phoneCall: operation(inputs.callSchema, (emulation, input) => {
		const { from, id = randomBytes(16).toString('hex').toUpperCase(), ...rest } = input;
		const session = sessionById(emulation, input.session).id;
		const time = emulation.clock.now();
		const call = { ...rest, session, id, from: personId(from), time };
		emulation.world.emit({ kind: 'call', call });
		return { id };
	}),
	presence: operation(inputs.presenceSchema, (emulation, { person, ...rest }) => {
		sessionById(emulation, rest.session);
		const presence = { ...rest, person: personId(person) };
		emulation.world.emit({ kind: 'presence', presence });
		return done;
	}),
	noise: operation(inputs.noiseSchema, (emulation, { session, from }) =>
		played(
			emulation,
			receive(emulation, sessionById(emulation, session), {
				type: 'unknown',
				text: '',
				media: null,
				quotedKey: null,
				quotedId: null,
				from: personId(from),
				time: emulation.clock.now(),
				forwarded: false,
			}),
		),
	),
	story: operation(inputs.storySchema, (emulation, { session, from, text, media }) =>
		played(
			emulation,
			receive(emulation, sessionById(emulation, session), {
				type: 'story',
				text,
				media: media ? newMedia(media.mimeType, media.fileName, media.base64) : null,
				quotedKey: null,
				quotedId: null,
				from: personId(from),
				group: storiesId,
				time: emulation.clock.now(),
				forwarded: false,
			}),
		),
	),
	viewStory: operation(inputs.viewStorySchema, (emulation, { message: name, by }) => {
		const message = messageByName(emulation, name);
		if (message.chat !== storiesId || !message.fromMe) {
			throw new WorldError(`Message ${name} is no story of the session`);
		}
		emulation.world.emit({ kind: 'storyViewed', message, viewer: personId(by) });
		return done;
	}),
};
