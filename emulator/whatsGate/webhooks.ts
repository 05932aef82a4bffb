import { z } from 'zod/v4';

import { recordedText } from '../requestLog';
import { callWebhook, describe, type WebhookTry } from '../webhookCall';
import type { World } from '../world/world';
import type { EventLog, EventRecord } from './eventLog';

/** Tries after the first one (section 5: "repeated 3 times"). */
const repeats = 3;

type Outcome = Pick<WebhookTry, 'status' | 'response' | 'ok' | 'error'>;

/**
 * Sends events to the one callback of their session and repeats what was not confirmed (section 5).
 * First tries keep the order of the events; each unconfirmed event repeats on its own timer.
 */
export class Webhooks {
	/** Callback of each session as it was set; an empty text or null is none. */
	readonly callbacks = new Map<string, string | null>();
	readonly tries: WebhookTry[] = [];
	private readonly queues = new Map<string, Promise<void>>();
	private readonly closing = new AbortController();

	constructor(
		private readonly world: World,
		private readonly log: EventLog,
		private readonly onTry: (done: WebhookTry) => void,
	) {}

	/** The callback of a session, or null when none is set. */
	callback(session: string): string | null {
		return this.callbacks.get(session) || null;
	}

	/** Queues the event for its session's callback; nothing happens when none is set. */
	push(record: EventRecord): void {
		if (this.callback(record.session) === null) return;
		const before = this.queues.get(record.session) ?? Promise.resolve();
		this.queues.set(
			record.session,
			before.then(() => this.attempt(record, 1)),
		);
	}

	/** Ends running calls and sends nothing more. */
	close(): void {
		this.closing.abort(new Error('The emulator was closed'));
	}

	private async attempt(record: EventRecord, attempt: number): Promise<void> {
		// The callback as it is now: a repeat goes to a new address and stops when the webhook is off.
		const url = this.callback(record.session);
		if (url === null || this.closing.signal.aborted) return;
		const time = this.world.clock.now();
		const started = performance.now();
		const outcome = await this.call(url, record);
		const done: WebhookTry = {
			gateway: 'whatsGate',
			eventId: record.id,
			action: record.action,
			session: record.session,
			messages: record.data.kind === 'raw' ? [] : [record.data.message.key],
			url,
			attempt,
			time,
			durationMs: Math.round(performance.now() - started),
			...outcome,
		};
		this.tries.push(done);
		this.onTry(done);
		if (done.ok || attempt > repeats) return;
		this.world.timers.after(this.world.switches.webhookRepeatMs, () => {
			void this.attempt(record, attempt + 1);
		});
	}

	private async call(url: string, record: EventRecord): Promise<Outcome> {
		const answer = await callWebhook(url, {
			method: 'POST',
			headers: {},
			body: this.log.webhookForm(record),
			timeoutMs: this.world.switches.webhookTimeoutMs,
			signal: this.closing.signal,
		});
		const { status } = answer;
		if (answer.text === null) return { status, response: null, ok: false, error: answer.error };
		const { text } = answer;
		const isOk = answer.status >= 200 && answer.status < 300;
		const error = isOk ? faultOfReply(text, record.id) : `HTTP status ${answer.status}`;
		return { status, response: recordedText(text), ok: error === null, error };
	}
}

/** Why this body does not confirm the event; null when it does. The id must be the same number. */
function faultOfReply(text: string, id: number): string | null {
	let body: unknown;
	try {
		body = JSON.parse(text);
	} catch (error) {
		return `The body is no JSON: ${describe(error)}`;
	}
	const reply = z.object({ result: z.literal('OK'), id: z.literal(id) });
	return reply.safeParse(body).success ? null : `The body is not {"result":"OK","id":${id}}`;
}
