import { z } from 'zod/v4';

import { channelStateSchema } from '../whapi/channelState';
import { eventMethods } from '../whapi/settings';
import { callStates, presenceStates } from '../world/events';
import { media, muteEnd, session } from './inputs';

// Inputs of what people do besides writing, and of what only Whapi tells.

const vasily = '79991112233';

/** Who does something to a message. */
const doer = {
	/** Phone number or chat id; left out = the other person of the chat, Vasily in a group. */
	from: z.string().optional(),
	/** The owner of the session does it on the phone. */
	fromMe: z.boolean().default(false),
};

/** Key or a gateway's id. */
const message = z.string();

/** Somebody reacts; an empty emoji takes the reaction back. */
export const reactSchema = z.object({ ...doer, message, emoji: z.string() });
export type ReactInput = z.input<typeof reactSchema>;

/** The author of a message writes another text. */
export const editSchema = z.object({ message, text: z.string() });
export type EditInput = z.input<typeof editSchema>;

/** One message. */
export const namedMessageSchema = z.object({ message });

/** The author of a message deletes it for everybody. */
export const revokeSchema = namedMessageSchema;

/** Somebody votes in a poll; the options replace those chosen before. */
export const voteSchema = z.object({ ...doer, message, options: z.array(z.string()) });
export type VoteInput = z.input<typeof voteSchema>;

/** Somebody presses a quick-reply button or chooses a row of a menu. */
export const pressSchema = z.object({
	session,
	/** Left out: the newest message with buttons or a menu. */
	message: message.optional(),
	/** Id or title of the button or row. */
	choice: z.string(),
	from: z.string().optional(),
});
export type PressInput = z.input<typeof pressSchema>;

const chat = z.string();

/** A label is put on a chat, or taken off. */
export const labelSchema = z.object({
	session,
	/** Phone number or chat id. */
	chat,
	/** Id or name. */
	label: z.string(),
	/** False: it is taken off. */
	on: z.boolean().default(true),
});
export type LabelInput = z.input<typeof labelSchema>;

/** A label is made or changed. */
export const setLabelSchema = z.object({
	session,
	id: z.string().regex(/^\d{1,2}$/),
	name: z.string(),
	color: z.string().default('gold'),
});
export type SetLabelInput = z.input<typeof setLabelSchema>;

/** A label is deleted. */
export const removeLabelSchema = z.object({ session, label: z.string() });

/** The owner of the session mutes a chat. */
export const muteSchema = z.object({ session, chat, until: muteEnd.default(Infinity) });
export type MuteInput = z.input<typeof muteSchema>;

/** A chat as the owner of the session has it. */
export const chatOfSessionSchema = z.object({ session, chat });
export type ChatOfSession = z.input<typeof chatOfSessionSchema>;

/** The owner of the session deletes messages for itself. */
export const removeMessagesSchema = z.object({ messages: z.array(message).min(1) });

/** The timer of disappearing messages is set. */
export const ephemeralSchema = z.object({
	...doer,
	session,
	chat,
	/** 0 = off. */
	seconds: z.number().int().nonnegative(),
});
export type EphemeralInput = z.input<typeof ephemeralSchema>;

/** Somebody gets another name, text or picture; null takes it away. */
export const changePersonSchema = z.object({
	phone: z.string(),
	name: z.string().nullable().optional(),
	about: z.string().nullable().optional(),
	picture: z.string().nullable().optional(),
});
export type ChangePersonInput = z.input<typeof changePersonSchema>;

const people = z.array(z.string()).default([]);

/** A group changes. */
export const changeGroupSchema = z.object({
	/** Group number or id. */
	group: z.string(),
	name: z.string().optional(),
	description: z.string().optional(),
	/** Only administrators write. */
	announcements: z.boolean().optional(),
	/** Only administrators change name and description. */
	restricted: z.boolean().optional(),
	/** Phone numbers or chat ids. */
	add: people,
	remove: people,
	promote: people,
	demote: people,
});
export type ChangeGroupInput = z.input<typeof changeGroupSchema>;

/** One step of a phone call. */
export const callSchema = z.object({
	session,
	from: z.string().default(vasily),
	state: z.enum(callStates).default('ringing'),
	/** The same for all steps of a call; a new one when left out. */
	id: z.string().optional(),
	video: z.boolean().default(false),
	group: z.boolean().default(false),
});
export type CallInput = z.input<typeof callSchema>;

/** What somebody is doing. Whapi tells it after a subscription only. */
export const presenceSchema = z.object({
	session,
	person: z.string().default(vasily),
	state: z.enum(presenceStates),
	/** Milliseconds since 1970. */
	lastSeen: z.number().nullable().default(null),
});
export type PresenceInput = z.input<typeof presenceSchema>;

/** A message without meaning, as WhatsApp sends them between devices. */
export const noiseSchema = z.object({ session, from: z.string().default(vasily) });

/** A contact posts a story. */
export const storySchema = z.object({
	session,
	from: z.string().default(vasily),
	text: z.string().default(''),
	media: media.optional(),
});
export type StoryInput = z.input<typeof storySchema>;

/** Somebody looks at a story of the session. */
export const viewStorySchema = z.object({ message, by: z.string().default(vasily) });

/** A callback with any body, sent to the webhooks that want this event. */
export const callbackSchema = z.object({
	type: z.string(),
	method: z.enum(eventMethods),
	/** The whole body, as it is. */
	body: z.unknown(),
});
export type CallbackInput = z.input<typeof callbackSchema>;

/** Whapi's channel is in this state from now on; null = that of the demo phone again. */
export const channelStateInputSchema = z.object({ state: channelStateSchema.nullable() });
