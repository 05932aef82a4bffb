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
				// Through a buffer: a plain slice would keep the whole text in memory.
				const start = Buffer.from(item.slice(0, 40)).toString();
				return [key, `${start}… (${item.length} characters)`];
			}
			return [key, shortenData(item)];
		}),
	);
}
