/**
 * Dates as WhatsGate writes them: `YYYY-MM-DD HH:MM:SS`, whole seconds, zone not stated (reference, section 6).
 * All arithmetic is done on the server's own string as if it were UTC, so the true zone does not matter. In this
 * form the order of texts is the order of times.
 */
export type ServerDate = string;

/** Written so that all that passes can be parsed: thousands of events of a poll are looked at, and parsing takes time. */
const FORM =
	/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])[ T](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d/;

function toMillis(date: ServerDate): number {
	return Date.parse(`${date.replace(' ', 'T')}Z`);
}

/** @param millis Milliseconds since 1970 */
export function serverDateFromMillis(millis: number): ServerDate {
	return new Date(millis).toISOString().slice(0, 19).replace('T', ' ');
}

/** The value as a server date; null where it is none. */
export function serverDateOf(value: unknown): ServerDate | null {
	if (typeof value !== 'string' || !FORM.test(value)) return null;
	if (value.length === 19 && value[10] === ' ') return value;
	return `${value.slice(0, 10)} ${value.slice(11, 19)}`;
}

export function minusSeconds(date: ServerDate, seconds: number): ServerDate {
	return serverDateFromMillis(toMillis(date) - seconds * 1000);
}

/** As ISO 8601, read as UTC: very probably right for WhatsGate (reference, section 6). */
export function isoFromServerDate(date: ServerDate): string {
	return new Date(toMillis(date)).toISOString();
}

/** As Unix seconds, for dates that were made from Unix seconds. */
export function unixSecondsOfServerDate(date: ServerDate): number {
	return toMillis(date) / 1000;
}
