import { z } from 'zod/v4';

import { Connection } from './connection';
import { channelRecordSchema, messageRecordSchema, type ChannelRecord } from './recordSchemas';
import type * as inputs from './socialInputs';

export const playedSchema = z.object({
	message: messageRecordSchema,
	/** Ids of WhatsGate's events about the message. */
	eventIds: z.array(z.number()),
});
/** A message that was played. */
export type PlayedMessage = z.infer<typeof playedSchema>;

export const idSchema = z.object({ id: z.number() });
export const doneSchema = z.object({}).transform(() => undefined);
const callIdSchema = z.object({ id: z.string() });

/** What people do besides writing, and what only Whapi tells. Messages are named by key or a gateway's id. */
export class SocialClient extends Connection {
	/** Somebody reacts to a message; an empty emoji takes it back. */
	react(input: inputs.ReactInput): Promise<void> {
		return this.call('react', input, doneSchema);
	}

	/** The author of a message writes another text. */
	edit(input: inputs.EditInput): Promise<void> {
		return this.call('edit', input, doneSchema);
	}

	/** The author of a message deletes it for everybody. */
	revoke(input: { message: string }): Promise<void> {
		return this.call('revoke', input, doneSchema);
	}

	/** Somebody votes in a poll. */
	vote(input: inputs.VoteInput): Promise<void> {
		return this.call('vote', input, doneSchema);
	}

	/** The other people of a chat have read what was delivered to them. */
	read(input: inputs.ChatOfSession): Promise<void> {
		return this.call('read', input, doneSchema);
	}

	/** Somebody presses a button or chooses a row under a message that was sent. */
	press(input: inputs.PressInput): Promise<PlayedMessage> {
		return this.call('press', input, playedSchema);
	}

	/** The timer of disappearing messages is set. */
	ephemeral(input: inputs.EphemeralInput): Promise<void> {
		return this.call('ephemeral', input, doneSchema);
	}

	/** The owner of the session deletes messages of one chat for itself. */
	removeMessages(input: { messages: string[] }): Promise<void> {
		return this.call('removeMessages', input, doneSchema);
	}

	/** A label is put on a chat or taken off. */
	label(input: inputs.LabelInput): Promise<void> {
		return this.call('label', input, doneSchema);
	}

	/** A label is made or changed. */
	setLabel(input: inputs.SetLabelInput): Promise<void> {
		return this.call('setLabel', input, doneSchema);
	}

	/** A label is deleted; by id or name. */
	removeLabel(input: { session?: string; label: string }): Promise<void> {
		return this.call('removeLabel', input, doneSchema);
	}

	/** The owner of the session mutes a chat until a date; for ever when it is left out. */
	mute(input: inputs.MuteInput): Promise<void> {
		return this.call('mute', input, doneSchema);
	}

	unmute(input: inputs.ChatOfSession): Promise<void> {
		return this.call('unmute', input, doneSchema);
	}

	/** The owner of the session deletes a chat. */
	deleteChat(input: inputs.ChatOfSession): Promise<void> {
		return this.call('deleteChat', input, doneSchema);
	}

	/** The owner of the session deletes all messages of a chat. */
	clearChat(input: inputs.ChatOfSession): Promise<void> {
		return this.call('clearChat', input, doneSchema);
	}

	/** Somebody gets another name, text or picture. */
	changePerson(input: inputs.ChangePersonInput): Promise<void> {
		return this.call('changePerson', input, doneSchema);
	}

	/** A group gets another name or setting, or other participants. */
	changeGroup(input: inputs.ChangeGroupInput): Promise<void> {
		return this.call('changeGroup', input, doneSchema);
	}

	/** One step of a phone call; gives the id of the call. */
	phoneCall(input: inputs.CallInput = {}): Promise<{ id: string }> {
		return this.call('phoneCall', input, callIdSchema);
	}

	/** Somebody is typing, online … */
	presence(input: inputs.PresenceInput): Promise<void> {
		return this.call('presence', input, doneSchema);
	}

	/** A message without meaning. */
	noise(input: { session?: string; from?: string } = {}): Promise<PlayedMessage> {
		return this.call('noise', input, playedSchema);
	}

	/** A contact posts a story. */
	story(input: inputs.StoryInput): Promise<PlayedMessage> {
		return this.call('story', input, playedSchema);
	}

	/** Somebody looks at a story of the session. */
	viewStory(input: { message: string; by?: string }): Promise<void> {
		return this.call('viewStory', input, doneSchema);
	}

	/** Whapi: sends any JSON to the webhooks that want this event. */
	callback(input: inputs.CallbackInput): Promise<void> {
		return this.call('callback', input, doneSchema);
	}

	/** Whapi: the channel is in this state; null = that of the demo phone again. */
	channelState(input: { state: ChannelRecord['state'] | null }): Promise<void> {
		return this.call('channelState', input, doneSchema);
	}

	/** Whapi: the channel with its settings. */
	channel(): Promise<ChannelRecord> {
		return this.call('channel', {}, channelRecordSchema);
	}
}
