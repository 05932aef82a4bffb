/** Reading a gateway's event log page by page, whatever order its pages come in. */

import type { CursorState, LogEvent } from '../cursor';
import { askFrom, byDateThenId, freshnessTest } from '../cursor';
import { InvalidInput } from '../errors';
import type { ReadDates } from '../knownCount';
import { isUnchanged } from '../knownCount';
import type { ServerDate } from '../serverDate';

/** The largest page of both gateways' documentation that is safe to ask for. */
export const PAGE_SIZE = 100;

export interface LogPage<T> {
	events: Array<LogEvent<T>>;
	/** Number of pages as the server counts them now; Infinity where more may follow and it does not say how many. */
	pages: number;
	/** Number of events on all pages, as the server counts them; null where it does not. */
	matching: number | null;
}

/** A gateway's event log. */
export interface EventLog<T> {
	/** Whose events these are; part of the stored state. */
	channel: string;
	/**
	 * One page of the events at or after a date.
	 * @param from null = from the beginning
	 * @param page From 1 on
	 */
	readPage(from: ServerDate | null, page: number, pageSize: number): Promise<LogPage<T>>;
	/** Events among which the newest one is, each end of the log where it is not known which of them that is. */
	readEnds(pageSize: number): Promise<Array<LogEvent<T>>>;
	/** Whether the server was told to give the oldest events first. */
	isOldestFirst: boolean;
}

export interface ReadOptions<T> {
	/** Stop when so many wanted events are read and the pages come oldest first; 0 = read everything. */
	limit: number;
	isWanted: (event: T) => boolean;
	/** What of a fresh event is held in memory until the last page is read. */
	keep: (event: T) => T;
	/** Stop reading at this time (milliseconds since 1970). */
	deadline: number;
}

/** What a read of the log has given. */
export interface ReadEvents<T> {
	fresh: Array<LogEvent<T>>;
	/** All that the log holds; null where reading has stopped before the end. */
	read: ReadDates | null;
	/** Whether the log told that it holds nothing new, so that no more than a page was read. */
	isUnchanged: boolean;
}

/**
 * The events that are fresh in this state, each once. Pages are read to the end, because the order is not known:
 * only where all that was read came oldest first, and the last page is later still, reading may stop at the limit or
 * when time is up. In a list by arrival a late event of its middle then comes with a later poll, after newer ones.
 * Events that arrive meanwhile can only move others to later pages, so none is skipped; in a log that does not count
 * its pages, as long as less than a page of late ones arrives between two requests.
 */
export async function readFresh<T>(
	log: EventLog<T>,
	state: CursorState,
	options: ReadOptions<T>,
): Promise<ReadEvents<T>> {
	const from = askFrom(state);
	const isFresh = freshnessTest(state);
	const dates = new Map<string, ServerDate>();
	const fresh: Array<LogEvent<T>> = [];
	const order = new OrderSeen();
	const stopped: ReadEvents<T> = { fresh, read: null, isUnchanged: false };
	let wanted = 0;

	for (let page = 1, known = 1; ; page++) {
		if (page > 1 && Date.now() > options.deadline) {
			if (await order.letsStop(log, from, known)) return stopped;
			throw tooManyWaiting();
		}
		const { events, pages, matching } = await log.readPage(from, page, PAGE_SIZE);
		known = pages;
		const readBefore = dates.size;
		for (const event of events) {
			order.note(event.date);
			if (dates.has(event.id)) continue;
			dates.set(event.id, event.date);
			if (!isFresh(event)) continue;
			const kept = options.keep(event.event);
			fresh.push({ id: event.id, date: event.date, event: kept });
			if (options.isWanted(kept)) wanted++;
		}
		// A page without news is no end as long as the server counts more: new events may have moved all of it here.
		const hasNews = dates.size > readBefore;
		const isEnd = events.length === 0 || (!hasNews && !Number.isFinite(pages));
		if (isEnd || page >= pages) {
			return { fresh, read: { from, dates: [...dates.values()] }, isUnchanged: false };
		}
		if (page === 1 && fresh.length === 0) {
			const first = { dates: events.map(({ date }) => date), pages, matching };
			if (isUnchanged(state.known, from, first)) return { ...stopped, isUnchanged: true };
		}
		if (options.limit > 0 && wanted >= options.limit) {
			if (await order.letsStop(log, from, pages)) return stopped;
		}
	}
}

/** What the dates that were read so far tell of the order of the log. */
class OrderSeen {
	private latest: ServerDate = '';
	private isAscending = true;

	note(date: ServerDate): void {
		if (date < this.latest) this.isAscending = false;
		else this.latest = date;
	}

	/**
	 * Whether the oldest events came first, so that the rest can be left for later. A late event can make dates rise in
	 * a list that has the newest first, so the last page has to be later than all that was read; if it is not, the order
	 * is given up.
	 * @param pages As the server counted them last
	 */
	async letsStop<T>(log: EventLog<T>, from: ServerDate | null, pages: number): Promise<boolean> {
		if (!this.isAscending || log.isOldestFirst) return this.isAscending;
		const last = Number.isFinite(pages) ? await log.readPage(from, pages, PAGE_SIZE) : null;
		// When the count has changed meanwhile, that page was not the last one.
		this.isAscending =
			last !== null && last.pages === pages && last.events.every(({ date }) => date >= this.latest);
		return this.isAscending;
	}
}

function tooManyWaiting(): InvalidInput {
	return new InvalidInput(
		'There are more waiting events than one poll can read in the time that n8n gives it',
		'Nothing was lost and the next poll tries again. Set "Start From" to a later date, or poll more often.',
	);
}

/**
 * The events to begin after: those of the overlap before the newest one. The local clock is never asked, since the
 * server's zone is not known.
 */
export async function readLatest<T>(
	log: EventLog<T>,
	overlapBegin: (newest: ServerDate) => ServerDate,
): Promise<ReadEvents<T>> {
	const newest = newestDate(await log.readEnds(1));
	if (newest === null) return { fresh: [], read: null, isUnchanged: false };
	const floor = overlapBegin(newest);
	const state: CursorState = {
		v: 1,
		cursor: newest,
		floor,
		seen: {},
		known: null,
		channel: log.channel,
	};
	// Without a deadline: what is not read here would be taken for new by the next poll.
	return await readFresh(log, state, {
		limit: 0,
		isWanted: () => false,
		keep: (event) => event,
		deadline: Infinity,
	});
}

/** The newest events, newest first, as far as the ends of the log show them. */
export async function readNewest<T>(
	log: EventLog<T>,
	count: number,
	isWanted: (event: T) => boolean,
): Promise<T[]> {
	const events = await log.readEnds(PAGE_SIZE);
	return [...new Map(events.map((event) => [event.id, event])).values()]
		.filter(({ event }) => isWanted(event))
		.sort((a, b) => byDateThenId(b, a))
		.slice(0, count)
		.map(({ event }) => event);
}

/** Both ends of a log whose order is not known: its first and its last page. */
export async function firstAndLastPage<T>(
	log: Pick<EventLog<T>, 'readPage'>,
	pageSize: number,
): Promise<Array<LogEvent<T>>> {
	const first = await log.readPage(null, 1, pageSize);
	if (first.pages <= 1 || !Number.isFinite(first.pages)) return first.events;
	const last = await log.readPage(null, first.pages, pageSize);
	return [...first.events, ...last.events];
}

function newestDate(events: Array<LogEvent<unknown>>): ServerDate | null {
	return events.reduce<ServerDate | null>(
		(newest, { date }) => (newest === null || date > newest ? date : newest),
		null,
	);
}
