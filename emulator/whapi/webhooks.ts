import { z } from 'zod/v4';

import { recordedText } from '../requestLog';
import { callWebhook, type WebhookTry } from '../webhookCall';
import type { World } from '../world/world';
import { keyOfMessageId } from './ids';
import type { EventName, Settings, SettingsValue, WebhookEntry } from './settings';

/** What is told to webhooks. */
export interface Callback extends EventName {
	/** Running number. */
	id: number;
	/** Name of the payload, such as `messages`; null when `value` is the whole body. */
	key: string | null;
	/** A list may travel with others in one call. */
	value: unknown;
	/** When it happened, milliseconds since 1970. */
	time: number;
}

/** Where and how a webhook is called: the three modes of 3.1. */
export function callTarget(
	url: string,
	mode: WebhookEntry['mode'],
	{ type, method }: EventName,
): { url: string; method: string } {
	if (mode === 'body') return { url, method: 'POST' };
	const target = new URL(url);
	const base = target.pathname.replace(/\/+$/, '');
	target.pathname = mode === 'path' ? `${base}/${type}/${method}` : `${base}/${type}`;
	return { url: target.href, method: mode === 'path' ? 'POST' : method.toUpperCase() };
}

/**
 * Pause before the next try after `attempt` failed ones, in milliseconds: it grows by the same step up to
 * a limit (2.10).
 */
export function backoffMs(
	attempt: number,
	settings: Pick<SettingsValue, 'callback_backoff_delay_ms' | 'max_callback_backoff_delay_ms'>,
): number {
	const { callback_backoff_delay_ms: step, max_callback_backoff_delay_ms: most } = settings;
	return Math.min(attempt * step, most);
}

function wants({ events }: WebhookEntry, { type, method }: EventName): boolean {
	return events.some((event) => event.type === type && event.method === method);
}

const identified = z.array(z.looseObject({ id: z.string() }));

/** Keys of the messages in a payload. */
function messagesIn({ key, value }: Pick<Callback, 'key' | 'value'>): string[] {
	const found = key === 'messages' ? identified.safeParse(value) : null;
	return found?.data?.map(({ id }) => keyOfMessageId(id)) ?? [];
}

/** A call that is on its way to one webhook. */
interface Delivery {
	id: number;
	/** The webhook's `url` in the settings. */
	hook: string;
	name: EventName;
	body: unknown;
	messages: string[];
	time: number;
}

/**
 * Calls the webhooks of the settings (3.5). Success is HTTP 200; a failed call is repeated after a pause
 * that grows by `callback_backoff_delay_ms` each time. First tries to one webhook keep their order.
 */
export class WhapiWebhooks {
	readonly tries: WebhookTry[] = [];
	private readonly queues = new Map<string, Promise<void>>();
	/** Lists that wait for others to travel with, by webhook, event and key. */
	private readonly batches = new Map<string, unknown[]>();
	private readonly closing = new AbortController();

	constructor(
		private readonly world: World,
		private readonly settings: Settings,
		private readonly channel: { id: string; session: string },
		private readonly onTry: (done: WebhookTry) => void,
	) {}

	/** Queues a callback for every webhook that wants it. */
	tell(callback: Callback): void {
		for (const entry of this.settings.webhooks) {
			if (!wants(entry, callback)) continue;
			const { url } = entry;
			const { value, key } = callback;
			const windowMs = this.world.switches.whapiBatchMs;
			if (windowMs > 0 && key !== null && Array.isArray(value)) {
				this.gather(url, { ...callback, key, value }, windowMs);
			} else this.send(url, callback);
		}
	}

	/** Ends running calls and sends nothing more. */
	close(): void {
		this.closing.abort(new Error('The emulator was closed'));
	}

	/** Calls an address once without any subscription (`webhook_test`); gives whether it answered 200. */
	async test(entry: WebhookEntry, name: EventName): Promise<boolean> {
		const body = this.envelope(name, {});
		const target = callTarget(entry.url, entry.mode, name);
		const answer = await callWebhook(target.url, {
			method: target.method,
			headers: entry.headers ?? {},
			body,
			timeoutMs: this.world.switches.webhookTimeoutMs,
			signal: this.closing.signal,
		});
		return answer.status === 200;
	}

	private gather(
		url: string,
		callback: Callback & { key: string; value: unknown[] },
		windowMs: number,
	): void {
		const name = `${callback.type}.${callback.method} ${callback.key} ${url}`;
		const waiting = this.batches.get(name);
		if (waiting) {
			waiting.push(...callback.value);
			return;
		}
		const value = [...callback.value];
		this.batches.set(name, value);
		this.world.timers.after(windowMs, () => {
			this.batches.delete(name);
			this.send(url, { ...callback, value });
		});
	}

	private envelope({ type, method }: EventName, payload: Record<string, unknown>): unknown {
		return { ...payload, event: { type, event: method }, channel_id: this.channel.id };
	}

	private send(url: string, { id, type, method, key, value, time }: Callback): void {
		const name = { type, method };
		const body = key === null ? value : this.envelope(name, { [key]: value });
		const messages = messagesIn({ key, value });
		const delivery = { id, hook: url, name, body, messages, time };
		const before = this.queues.get(url) ?? Promise.resolve();
		this.queues.set(
			url,
			before.then(() => this.attempt(delivery, 1)),
		);
	}

	private async attempt(delivery: Delivery, attempt: number): Promise<void> {
		// The webhook as it is now: a repeat stops when it was removed.
		const entry = this.settings.webhooks.find(
			(one) => one.url === delivery.hook && wants(one, delivery.name),
		);
		if (!entry || this.closing.signal.aborted || this.isTooOld(entry, delivery)) return;
		const { clock, switches, timers } = this.world;
		const target = callTarget(entry.url, entry.mode, delivery.name);
		const time = clock.now();
		const started = performance.now();
		const answer = await callWebhook(target.url, {
			method: target.method,
			headers: entry.headers ?? {},
			body: delivery.body,
			timeoutMs: switches.webhookTimeoutMs,
			signal: this.closing.signal,
		});
		const ok = answer.text !== null && answer.status === 200;
		const done: WebhookTry = {
			gateway: 'whapi',
			eventId: delivery.id,
			action: `${delivery.name.type}.${delivery.name.method}`,
			session: this.channel.session,
			messages: delivery.messages,
			url: target.url,
			attempt,
			time,
			durationMs: Math.round(performance.now() - started),
			status: answer.status,
			response: answer.text === null ? null : recordedText(answer.text),
			ok,
			error: ok ? null : answer.text === null ? answer.error : `HTTP status ${answer.status}`,
		};
		this.tries.push(done);
		this.onTry(done);
		if (ok || attempt >= switches.whapiWebhookTries) return;
		const pause = backoffMs(attempt, this.settings.value) * switches.whapiBackoffFactor;
		timers.after(pause, () => void this.attempt(delivery, attempt + 1));
	}

	/** `webhook_max_age_seconds` drops old callbacks (3.1). */
	private isTooOld({ webhook_max_age_seconds: most }: WebhookEntry, { time }: Delivery): boolean {
		return most !== undefined && this.world.clock.now() - time > most * 1000;
	}
}
