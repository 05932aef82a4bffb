import { z } from 'zod/v4';

import { gateways, outcomes } from '../requestLog';
import { channelStateSchema } from '../whapi/channelState';
import { detailsSchema } from '../world/details';
import { deliveryStates, messageTypes } from '../world/types';

// What the control API returns. All times are milliseconds since 1970, UTC. Nothing here needs Node.js: the phone
// page reads the same records.

/** An id as each gateway writes it. */
const idsSchema = z.object({ whatsGate: z.string(), whapi: z.string() });

export const messageRecordSchema = z.object({
	/** Hexadecimal id without any gateway's dress. */
	key: z.string(),
	ids: idsSchema,
	session: z.string(),
	/** `<digits>@c.us`, `<id>@g.us` or `<id>@lid`. */
	chat: z.string(),
	isGroup: z.boolean(),
	fromMe: z.boolean(),
	author: z.string(),
	authorName: z.string().nullable(),
	type: z.enum(messageTypes),
	text: z.string(),
	media: z
		.object({
			mimeType: z.string(),
			fileName: z.string().nullable(),
			/** Bytes. */
			size: z.number(),
			/** Of the bytes, hexadecimal. */
			sha256: z.string(),
		})
		.nullable(),
	/** Key of the answered message when the emulator knows it. */
	quotedKey: z.string().nullable(),
	/** Id of the answered message as it was sent. */
	quotedId: z.string().nullable(),
	forwarded: z.boolean(),
	time: z.number(),
	status: z.enum(deliveryStates),
	seen: z.boolean(),
	origin: z.enum(['whatsGate', 'whapi', 'phone', 'person']),
	/** What it holds besides text and file: place, cards, poll, buttons, menu, choice …; or null. */
	details: detailsSchema.nullable(),
	mentions: z.array(z.string()),
	reactions: z.array(z.object({ from: z.string(), emoji: z.string() })),
	votes: z.array(z.object({ from: z.string(), options: z.array(z.string()) })),
	edited: z.boolean(),
	/** Deleted for everybody. */
	revoked: z.boolean(),
	starred: z.boolean(),
	pinned: z.boolean(),
	/** Ids of its labels. */
	labels: z.array(z.string()),
});
export type MessageRecord = z.infer<typeof messageRecordSchema>;

export const sessionRecordSchema = z.object({
	id: z.string(),
	account: z.number(),
	name: z.string(),
	status: z.enum(['pending', 'auth', 'ready', 'destroying', 'removed']),
	number: z.string().nullable(),
	pushName: z.string().nullable(),
	/** WhatsGate's callback of the session, or null. */
	callback: z.string().nullable(),
});
export type SessionRecord = z.infer<typeof sessionRecordSchema>;

export const activityRecordSchema = z.object({
	kind: z.enum(['typing', 'seen']),
	session: z.string(),
	chat: z.string(),
	time: z.number(),
});
export type ActivityRecord = z.infer<typeof activityRecordSchema>;

/** An event of WhatsGate's log, also one that events-get does not list. */
export const eventRecordSchema = z.object({
	id: z.number(),
	session: z.string(),
	action: z.string(),
	/** The date that the event carries. */
	time: z.number(),
	listed: z.boolean(),
	copies: z.number(),
	/** The event as the webhook gets it; file contents shortened. */
	body: z.record(z.string(), z.unknown()),
});
export type EventLogRecord = z.infer<typeof eventRecordSchema>;

export const requestRecordSchema = z.object({
	id: z.number(),
	gateway: z.enum(gateways),
	command: z.string(),
	method: z.string(),
	url: z.string(),
	time: z.number(),
	headers: z.record(z.string(), z.string()),
	body: z.unknown(),
	outcome: z.enum(outcomes),
	status: z.number().nullable(),
	response: z.string().nullable(),
	fault: z.number().nullable(),
	durationMs: z.number().nullable(),
});

export const webhookTrySchema = z.object({
	gateway: z.enum(gateways),
	eventId: z.number(),
	action: z.string(),
	session: z.string(),
	messages: z.array(z.string()),
	url: z.string(),
	attempt: z.number(),
	time: z.number(),
	durationMs: z.number(),
	status: z.number().nullable(),
	response: z.string().nullable(),
	ok: z.boolean(),
	error: z.string().nullable(),
});
export type { RequestRecord } from '../requestLog';
export type { WebhookTry } from '../webhookCall';

/** Somebody who is on WhatsApp. */
export const personRecordSchema = z.object({
	/** `<digits>@c.us` or `<id>@lid`. */
	id: z.string(),
	ids: idsSchema,
	name: z.string().nullable(),
});
export type PersonRecord = z.infer<typeof personRecordSchema>;

export const groupRecordSchema = z.object({
	/** `<id>@g.us`, the same at both gateways. */
	id: z.string(),
	name: z.string(),
	/** The sessions' own numbers are among them. */
	participants: z.array(z.object({ id: z.string(), admin: z.boolean() })),
	/** Only administrators write. */
	announcements: z.boolean(),
});
export type GroupRecord = z.infer<typeof groupRecordSchema>;

/** One thing that Whapi told, or would have told if somebody had asked for it. */
export const callbackRecordSchema = z.object({
	/** Running number; `eventId` of its webhook calls. */
	id: z.number(),
	type: z.string(),
	method: z.string(),
	/** Name of the payload; null when `value` is the whole body. */
	key: z.string().nullable(),
	value: z.unknown(),
	time: z.number(),
});
export type CallbackRecord = z.infer<typeof callbackRecordSchema>;

/** A message as each gateway gives it; null at a gateway that has no such message. */
export const messageFormsSchema = z.object({
	whatsGate: z.record(z.string(), z.unknown()).nullable(),
	whapi: z.record(z.string(), z.unknown()).nullable(),
});
export type MessageForms = z.infer<typeof messageFormsSchema>;

/** A fault rule in force. */
export const faultRecordSchema = z.object({
	id: z.number(),
	gateway: z.enum(gateways).optional(),
	command: z.string(),
	effect: z.string(),
	latencyMs: z.number(),
	status: z.number().optional(),
});
export type FaultRecord = z.infer<typeof faultRecordSchema>;

/** Whapi's channel as the control API shows it. */
export const channelRecordSchema = z.object({
	id: z.string(),
	state: channelStateSchema,
	/** How often a health request started the stopped channel. */
	woken: z.number(),
	/** The settings as `GET /settings` gives them. */
	settings: z.record(z.string(), z.unknown()),
});
export type ChannelRecord = z.infer<typeof channelRecordSchema>;
