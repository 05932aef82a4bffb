import { z } from 'zod/v4';

import { faultSchema } from '../faults';
import { cardSchema, fileInfoSchema, placeSchema, pollSchema } from '../world/details';
import { decodeBase64 } from '../world/media';
import { seededSessions } from '../world/seed';
import { deliveryStates, messageTypes } from '../world/types';

// What the control API accepts. Dates are ISO 8601 texts.

/** The session meant; the demo phone when left out. */
export const session = z.string().default(seededSessions.demo);

export const date = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

export const media = z.object({
	mimeType: z.string(),
	/** Photos and voice notes have none. */
	fileName: z.string().nullable().default(null),
	/** Content in plain base64. */
	base64: z.string().transform((text, context) => {
		const bytes = decodeBase64(text);
		if (bytes) return bytes;
		context.addIssue('not valid base64');
		return z.NEVER;
	}),
});

/** What a message holds besides text and file. */
const structure = {
	location: placeSchema.optional(),
	contacts: z.array(cardSchema).min(1).optional(),
	poll: pollSchema.optional(),
	/** What is said about the file: `width`, `seconds` … */
	fileInfo: fileInfoSchema.optional(),
	/** Phone numbers or chat ids of people named in the text. */
	mentions: z.array(z.string()).default([]),
};

const content = {
	...structure,
	session,
	/** The text, or the caption of a file. */
	text: z.string().default(''),
	/** Left out: `text`, or what fits the file. */
	type: z.enum(messageTypes).optional(),
	media: media.optional(),
	/** Key or a gateway's id of the message that is answered. */
	quoted: z.string().optional(),
};

/** A message from another person. */
export const incomingSchema = z.object({
	...content,
	/** Phone number or chat id of the sender; put on WhatsApp when not known yet. */
	from: z.string().default('79991112233'),
	/** New display name of the sender. */
	fromName: z.string().optional(),
	/** Group number or id when it is written to a group. */
	group: z.string().optional(),
	forwarded: z.boolean().default(false),
	/** When it was written; now when left out. */
	time: date.optional(),
	/** Date of the gateway's event; the message's time when left out. */
	eventDate: date.optional(),
	/** The gateway tells of it only after this many milliseconds. */
	appearAfterMs: z.number().nonnegative().optional(),
	/** The gateway lists and pushes its event this many times under one id. */
	copies: z.number().int().positive().default(1),
});
export type IncomingInput = z.input<typeof incomingSchema>;

/** A message that the owner of the session types on the phone. */
export const phoneMessageSchema = z.object({
	...content,
	/** Phone number or chat id. */
	to: z.string(),
});
export type PhoneMessageInput = z.input<typeof phoneMessageSchema>;

/** Many incoming text messages at once; they are not pushed to a webhook. */
export const backlogSchema = z.object({
	session,
	count: z.number().int().positive().max(1_000_000),
	/** Messages that share one second. */
	perSecond: z.number().int().positive().default(1),
	/** Date of the last message; now when left out. */
	until: date.optional(),
	from: z.string().default('79991112233'),
	/** Followed by a running number from 1. */
	text: z.string().default('Backlog'),
});
export type BacklogInput = z.input<typeof backlogSchema>;

/** A message as `message` names it (key or a gateway's id) moves to another delivery state. */
export const ackSchema = z.object({ message: z.string(), status: z.enum(deliveryStates) });
export type AckInput = z.input<typeof ackSchema>;

/** Any event of WhatsGate, known or not. */
export const eventSchema = z.object({
	session,
	/** `event_action` */
	action: z.string(),
	/** `event_data` */
	data: z.unknown().default({}),
	eventDate: date.optional(),
	appearAfterMs: z.number().nonnegative().optional(),
	copies: z.number().int().positive().default(1),
});
export type EventInput = z.input<typeof eventSchema>;

export const errorSchema = z.object({ session, text: z.string().default('Evaluation failed') });

/** The phone is linked. Left out: the number and name from before, or made-up ones. */
export const loginSchema = z.object({
	session,
	number: z.string().regex(/^\d+$/).optional(),
	pushName: z.string().optional(),
});
export type LoginInput = z.input<typeof loginSchema>;

export const sessionSchema = z.object({ session });

export const personSchema = z.object({
	phone: z.string(),
	name: z.string().nullable().default(null),
});

const participant = z.object({ phone: z.string(), admin: z.boolean().default(false) });

export const groupSchema = z.object({
	/** Group number or id. */
	id: z.string(),
	name: z.string(),
	/** Phone numbers or chat ids; the first one owns the group. */
	participants: z.tuple([participant], participant),
});
export type GroupInput = z.input<typeof groupSchema>;

/** A date, or `forever`. */
export const muteEnd = z.union([date, z.literal('forever').transform(() => Infinity)]);

/** Changes how a session sees a chat. */
export const chatSchema = z.object({
	session,
	/** Phone number or chat id. */
	chat: z.string(),
	unread: z.number().int().nonnegative().optional(),
	pinned: z.boolean().optional(),
	archived: z.boolean().optional(),
	readOnly: z.boolean().optional(),
	markedUnread: z.boolean().optional(),
	/** Null = not muted. */
	mutedUntil: muteEnd.nullable().optional(),
});
export type ChatInput = z.input<typeof chatSchema>;

/** Done right after the n-th request of a command from now on was carried out, before its answer leaves. */
export const hookSchema = z.object({
	command: z.string(),
	nth: z.number().int().positive().default(1),
	then: z.object({
		incoming: z.array(incomingSchema).default([]),
		events: z.array(eventSchema).default([]),
		backlog: backlogSchema.optional(),
		fault: faultSchema.optional(),
	}),
});
export type HookInput = z.input<typeof hookSchema>;

/** Moves or stops the emulator's time. */
export const clockSchema = z.object({
	now: date.optional(),
	advanceMs: z.number().optional(),
	stopped: z.boolean().optional(),
});
export type ClockInput = z.input<typeof clockSchema>;
