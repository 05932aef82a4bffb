import { numberOf } from './json';

/** The end of the year 9999. */
const LATEST = 253_402_300_799;
const HOUR = 3600;

/** Minutes or seconds in two digits. */
const SIXTY = Array.from({ length: 60 }, (_, index) => String(index).padStart(2, '0'));

/** How the last date begins: those of a poll lie close together, and `toISOString` takes long for thousands. */
let last = { hour: Number.NaN, text: '' };

/** Unix seconds as ISO 8601 in UTC; null for what is no time. */
export function isoFromUnixSeconds(value: unknown): string | null {
	const seconds = numberOf(value);
	if (seconds === null || seconds <= 0) return null;
	if (Number.isInteger(seconds) && seconds <= LATEST) return isoFromWholeSeconds(seconds);
	const date = new Date(seconds * 1000);
	return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

function isoFromWholeSeconds(seconds: number): string {
	const hour = Math.floor(seconds / HOUR);
	if (hour !== last.hour) {
		last = { hour, text: new Date(hour * HOUR * 1000).toISOString().slice(0, 14) };
	}
	const rest = seconds % HOUR;
	return `${last.text}${SIXTY[Math.floor(rest / 60)]}:${SIXTY[rest % 60]}.000Z`;
}
