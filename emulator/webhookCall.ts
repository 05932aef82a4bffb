import type { Gateway } from './requestLog';

/** One call of a webhook. */
export interface WebhookTry {
	gateway: Gateway;
	/** WhatsGate: id of the event. Whapi: running number of the callback, of the first one when several travel together. */
	eventId: number;
	/** WhatsGate: `event_action`. Whapi: `<type>.<method>`. */
	action: string;
	session: string;
	/** Keys of the messages that the call told of. */
	messages: string[];
	url: string;
	/** 1 for the first call. */
	attempt: number;
	/** Milliseconds since 1970, when the call began. */
	time: number;
	durationMs: number;
	/** HTTP status; null when there was no answer. */
	status: number | null;
	/** Body of the answer, cut after 2000 characters; null when there was no answer. */
	response: string | null;
	/** True when the answer confirmed the event. */
	ok: boolean;
	/** Why there was no answer, or why it is not valid; null when ok. */
	error: string | null;
}

/** What a webhook answered: status and body, or why it did not. */
export type WebhookAnswer =
	{ status: number; text: string } | { status: number | null; text: null; error: string };

/** Calls a webhook with a JSON body; gives up after `timeoutMs` milliseconds. Never rejects. */
export async function callWebhook(
	url: string,
	call: {
		method: string;
		headers: Record<string, string>;
		body: unknown;
		timeoutMs: number;
		/** Ends the call. */
		signal: AbortSignal;
	},
): Promise<WebhookAnswer> {
	const timeout = AbortSignal.timeout(call.timeoutMs);
	let status: number | null = null;
	try {
		const response = await fetch(url, {
			method: call.method,
			headers: { 'content-type': 'application/json', ...call.headers },
			body: JSON.stringify(call.body),
			redirect: 'manual',
			signal: AbortSignal.any([timeout, call.signal]),
		});
		status = response.status;
		return { status, text: await response.text() };
	} catch (error) {
		return { status, text: null, error: describe(error) };
	}
}

/** The text of an error with the one behind it: fetch names the real cause only there. */
export function describe(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	return error.cause instanceof Error
		? `${error.message}: ${describe(error.cause)}`
		: error.message;
}
