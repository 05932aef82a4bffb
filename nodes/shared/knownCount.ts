/**
 * Whether anything can be new in a log that counts what it holds: where it holds as many events for a question as were
 * read before, none has to be read again. A late event makes the count larger, whatever its date.
 */

import { isRecord, numberOf } from './json';
import type { ServerDate } from './serverDate';
import { serverDateOf } from './serverDate';

/** How many events a log held for a question. */
export type KnownCount = {
	/** The date that is asked from. */
	from: ServerDate;
	/** Events later than that. */
	after: number;
	/** Those of the very second, too: whether the server gives them is not known. */
	all: number;
};

/** What was read of a log, from a date on, to its end. */
export interface ReadDates {
	from: ServerDate | null;
	/** The date of each event, every event once. */
	dates: ServerDate[];
}

/** The count as it was stored; null where there is none. */
export function readKnownCount(stored: unknown): KnownCount | null {
	if (!isRecord(stored)) return null;
	const [from, after, all] = [
		serverDateOf(stored.from),
		numberOf(stored.after),
		numberOf(stored.all),
	];
	return from === null || after === null || all === null ? null : { from, after, all };
}

/**
 * What the log will hold for the next question, if nothing comes.
 * @param from Of the next question
 * @param read null where reading has stopped before the end
 */
export function countFor(from: ServerDate | null, read: ReadDates | null): KnownCount | null {
	if (from === null || read === null) return null;
	// The same question has the same answer, with or without the events of its second.
	if (read.from === from) return { from, after: read.dates.length, all: read.dates.length };
	if (read.from !== null && read.from > from) return null;
	return {
		from,
		after: read.dates.filter((date) => date > from).length,
		all: read.dates.filter((date) => date >= from).length,
	};
}

/**
 * Whether the first page shows that nothing has come.
 * @param page.matching How many events the server counts for the question; null where it does not say
 */
export function isUnchanged(
	known: KnownCount | null,
	from: ServerDate | null,
	page: { dates: ServerDate[]; pages: number; matching: number | null },
): boolean {
	const { dates, pages, matching } = page;
	if (known === null || known.from !== from || matching === null) return false;
	// A server may count the events of the page in place of all.
	if (dates.length === 0 || Math.ceil(matching / dates.length) !== pages) return false;
	return matching === known.after || (matching === known.all && dates.includes(from));
}
