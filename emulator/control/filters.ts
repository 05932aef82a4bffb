import { z } from 'zod/v4';

import { gateways } from '../requestLog';
import { messageTypes } from '../world/types';

// Which records the control API reads; what is left out filters nothing.

/** Only the newest so many. */
const last = z.number().int().positive().optional();

export const messageFilterSchema = z.object({
	last,
	session: z.string().optional(),
	/** Phone number or chat id. */
	chat: z.string().optional(),
	fromMe: z.boolean().optional(),
	/** Part of the text. */
	text: z.string().optional(),
	type: z.enum(messageTypes).optional(),
});
export type MessageFilter = z.input<typeof messageFilterSchema>;

export const activityFilterSchema = z.object({
	session: z.string().optional(),
	kind: z.enum(['typing', 'seen']).optional(),
});
export type ActivityFilter = z.input<typeof activityFilterSchema>;

export const eventFilterSchema = z.object({
	last,
	session: z.string().optional(),
	action: z.string().optional(),
});
export type EventFilter = z.input<typeof eventFilterSchema>;

export const requestFilterSchema = z.object({
	last,
	gateway: z.enum(gateways).optional(),
	command: z.string().optional(),
});
export type RequestFilter = z.input<typeof requestFilterSchema>;

export const webhookTryFilterSchema = z.object({
	/** Only the newest so many of each gateway, before the other filters. */
	last,
	gateway: z.enum(gateways).optional(),
	session: z.string().optional(),
	eventId: z.number().optional(),
	action: z.string().optional(),
	ok: z.boolean().optional(),
});
export type WebhookTryFilter = z.input<typeof webhookTryFilterSchema>;
