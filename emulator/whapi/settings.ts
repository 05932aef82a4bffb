import { isDeepStrictEqual } from 'node:util';

import { z } from 'zod/v4';

/** Types and methods of events; the first row is in force, the second obsolete (3.2). */
const eventTypes = [
	...['messages', 'statuses', 'chats', 'contacts', 'groups', 'presences'],
	...['calls', 'channel', 'users', 'labels', 'service'],
	...['message', 'ack', 'chat', 'status'],
];
export const eventMethods = ['post', 'put', 'delete', 'patch'] as const;

/** What a webhook can subscribe to. */
export interface EventName {
	type: string;
	method: (typeof eventMethods)[number];
}

const eventSchema = z.object({ type: z.enum(eventTypes), method: z.enum(eventMethods) });

/** A webhook entry (3.1). Fields that are not known here are kept. */
export const webhookSchema = z.looseObject({
	url: z.url({ protocol: /^https?$/ }),
	/** The obsolete default is documented. */
	events: z.array(eventSchema).default([{ type: 'message', method: 'put' }]),
	mode: z.enum(['body', 'path', 'method']).default('body'),
	headers: z
		.record(z.string(), z.string())
		.refine((headers) => Object.keys(headers).length <= 5, 'at most 5 headers')
		.optional(),
	webhook_max_age_seconds: z.number().positive().optional(),
});
export type WebhookEntry = z.infer<typeof webhookSchema>;

const downloads = ['image', 'audio', 'voice', 'video', 'document', 'sticker'] as const;

/** The settings (2.10). `webhooks` may be missing on a fresh channel. */
const settingsSchema = z.object({
	callback_backoff_delay_ms: z.number().min(3000).max(15_000),
	max_callback_backoff_delay_ms: z.number().min(600_000).max(3_600_000),
	callback_persist: z.boolean(),
	media: z.object({ auto_download: z.array(z.enum(downloads)), init_avatars: z.boolean() }),
	webhooks: z.array(webhookSchema).optional(),
	proxy: z.string(),
	offline_mode: z.boolean(),
	full_history: z.boolean(),
	mobile_proxy: z.string().optional(),
	pdo_sync: z.boolean().optional(),
	ignored_presences: z.unknown().optional(),
});
export type SettingsValue = z.infer<typeof settingsSchema>;

/** A change: every field may be left out, those of `media` too. */
export const settingsChangeSchema = settingsSchema
	.extend({ media: settingsSchema.shape.media.partial() })
	.partial();

const fresh: SettingsValue = {
	callback_backoff_delay_ms: 3000,
	max_callback_backoff_delay_ms: 900_000,
	callback_persist: true,
	media: { auto_download: ['image', 'document', 'audio'], init_avatars: true },
	proxy: '',
	offline_mode: false,
	full_history: false,
};

/** The answer of a change. */
export interface SettingsChange {
	before_update: SettingsValue;
	after_update: SettingsValue;
	/** Names of the fields that are different now. */
	changes: string[];
}

/** The settings of the channel, with its webhooks. */
export class Settings {
	value: SettingsValue = fresh;

	get webhooks(): WebhookEntry[] {
		return this.value.webhooks ?? [];
	}

	/** Absent fields stay as they are; a list is replaced as a whole (2.10). */
	change(changes: z.infer<typeof settingsChangeSchema>): SettingsChange {
		const before = this.value;
		const media = { ...before.media, ...changes.media };
		return this.replace({ ...before, ...changes, media });
	}

	/** Back to the start; null when they are there already. */
	reset(): SettingsChange | null {
		return isDeepStrictEqual(this.value, fresh) ? null : this.replace(fresh);
	}

	private replace(after: SettingsValue): SettingsChange {
		const before = this.value;
		this.value = after;
		const names = new Set([...Object.keys(before), ...Object.keys(after)]);
		const beforeFields = new Map<string, unknown>(Object.entries(before));
		const afterFields = new Map<string, unknown>(Object.entries(after));
		const changes = [...names].filter(
			(name) => !isDeepStrictEqual(beforeFields.get(name), afterFields.get(name)),
		);
		return { before_update: before, after_update: after, changes };
	}
}
