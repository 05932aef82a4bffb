/** Gateways of the emulator; faults and requests are marked with them. */
export const gateways = ['whatsGate', 'whapi'] as const;
export type Gateway = (typeof gateways)[number];

/** How a request ended: still running, answered, connection cut, or left without an answer. */
export const outcomes = ['running', 'answered', 'cut', 'silent'] as const;
export type Outcome = (typeof outcomes)[number];

/** One request to a gateway, as it came in. */
export interface RequestRecord {
	id: number;
	gateway: Gateway;
	/** The gateway's own name of what was asked, such as `send`. */
	command: string;
	method: string;
	/** Path and query. */
	url: string;
	/** Milliseconds since 1970. */
	time: number;
	/** All headers with lower-case names, the key included: tests check it. */
	headers: Record<string, string>;
	/**
	 * Parsed body with long texts that hold files shortened; the raw text when it is no JSON. Of forms and
	 * raw files of Whapi: their fields, and size and SHA-256 of the file under `file`.
	 */
	body: unknown;
	outcome: Outcome;
	/** Status that was answered; null when none was. */
	status: number | null;
	/** Body that was answered, cut after 2000 characters, or the size of a file; null before it. */
	response: string | null;
	/** Id of the fault that was played, or null. */
	fault: number | null;
	/** Milliseconds until the answer; null before it. */
	durationMs: number | null;
}

const longest = 100;

/** Fields that hold files. */
const dataKeys = new Set(['data', 'media', 'preview']);

/** A copy of a JSON value in which long texts that hold files are cut and their length is named. */
export function shortenData(value: unknown): unknown {
	if (Array.isArray(value)) return value.map((item) => shortenData(item));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, item]) => {
			if (dataKeys.has(key) && typeof item === 'string' && item.length > longest) {
				return [key, `${startOf(item, 40)}… (${item.length} characters)`];
			}
			return [key, shortenData(item)];
		}),
	);
}

/** The part of an answer that is recorded. */
export function recordedText(text: string): string {
	return text.length > 2000 ? startOf(text, 2000) : text;
}

/** Through a buffer: a plain slice would keep the whole text in memory. */
function startOf(text: string, length: number): string {
	return Buffer.from(text.slice(0, length)).toString();
}
