import { z } from 'zod/v4';

import { gateways, outcomes } from '../requestLog';
import {
	deliveryStates,
	messageTypes,
	type Action,
	type Activity,
	type Message,
	type Session,
} from '../world/types';
import type { World } from '../world/world';
import { isGroupId } from '../world/ids';
import type { EventRecord } from '../whatsGate/eventLog';
import { longId } from '../whatsGate/shapes';
import { messageIdOf } from '../whapi/ids';
import type { WhatsGate } from '../whatsGate/whatsGate';

// What the control API returns. All times are milliseconds since 1970, UTC.

export const messageRecordSchema = z.object({
	/** Hexadecimal id without any gateway's dress. */
	key: z.string(),
	/** The id as each gateway writes it. */
	ids: z.object({ whatsGate: z.string(), whapi: z.string() }),
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
	details: z.unknown(),
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

export function messageRecord(message: Message, world: World): MessageRecord {
	const { media, reactions, votes, ...rest } = message;
	return {
		...rest,
		ids: {
			whatsGate: longId(world, message, world.switches.idsBackwards),
			whapi: messageIdOf(message),
		},
		reactions: [...reactions].map(([from, emoji]) => ({ from, emoji })),
		votes: [...votes].map(([from, options]) => ({ from, options })),
		isGroup: isGroupId(message.chat),
		media: media && {
			mimeType: media.mimeType,
			fileName: media.fileName,
			size: media.size,
			sha256: media.sha256,
		},
	};
}

/** Something done to a message or a chat, as the live stream shows it. */
export function actionRecord(action: Action) {
	const target = action.target && action.target.key;
	return { ...action, id: messageIdOf(action), target, before: null };
}

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

export function sessionRecord(session: Session, { webhooks }: WhatsGate): SessionRecord {
	const { id, account, name, status, number, pushName } = session;
	return { id, account, name, status, number, pushName, callback: webhooks.callback(id) };
}

export const activityRecordSchema = z.object({
	kind: z.enum(['typing', 'seen']),
	session: z.string(),
	chat: z.string(),
	time: z.number(),
});
export type ActivityRecord = z.infer<typeof activityRecordSchema>;

export function activityRecord(activity: Activity): ActivityRecord {
	return activity;
}

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

export function eventRecord(record: EventRecord, { log }: WhatsGate): EventLogRecord {
	const { id, session, action, time, listed, copies, data } = record;
	const body = log.webhookForm(record);
	if (data.kind === 'media') body.event_data = '(a file)';
	return { id, session, action, time, listed, copies, body };
}

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
	fault: z.number().nullable(),
	durationMs: z.number().nullable(),
});
export type { RequestRecord } from '../requestLog';

export const webhookTrySchema = z.object({
	gateway: z.enum(gateways),
	eventId: z.number(),
	action: z.string(),
	session: z.string(),
	url: z.string(),
	attempt: z.number(),
	time: z.number(),
	durationMs: z.number(),
	status: z.number().nullable(),
	response: z.string().nullable(),
	ok: z.boolean(),
	error: z.string().nullable(),
});
export type { WebhookTry } from '../webhookCall';
