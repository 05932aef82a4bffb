/** Reading a gateway's event log page by page, whatever order its pages come in. */

import type { CursorState, LogEvent } from '../cursor';
import { askFrom, byDateThenId, freshnessTest } from '../cursor';
import { InvalidInput } from '../errors';
import type { ServerDate } from '../serverDate';

/** The largest page of both gateways' documentation that is safe to ask for. */
export const PAGE_SIZE = 100;

export interface LogPage<T> {
	events: Array<LogEvent<T>>;
	/** Number of pages as the server counts them now; Infinity where more may follow and it does not say how many. */
	pages: number;
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
	/** Stop reading at this time (milliseconds since 1970). */
	deadline: number;
}

/**
 * The events that are fresh in this state, each once. Pages are read to the end, because the order is not known:
 * only where all that was read came oldest first, and the last page is later still, reading may stop at the limit.
 * Events that arrive meanwhile can only move others to later pages, so none is skipped; in a log that does not count
 * its pages, as long as less than a page of late ones arrives between two requests.
 */
export async function readFresh<T>(
	log: EventLog<T>,
	state: CursorState,
	options: ReadOptions<T>,
): Promise<Array<LogEvent<T>>> {
	const from = askFrom(state);
	const isFresh = freshnessTest(state);
	const readIds = new Set<string>();
	const fresh: Array<LogEvent<T>> = [];
	const order = new OrderSeen(log.isOldestFirst);
	let wanted = 0;

	for (let page = 1; ; page++) {
		if (page > 1 && Date.now() > options.deadline) {
			if (order.isCertain) return fresh;
			throw tooManyWaiting();
		}
		const { events, pages } = await log.readPage(from, page, PAGE_SIZE);
		const readBefore = readIds.size;
		for (const event of events) {
			order.note(event.date);
			if (readIds.has(event.id)) continue;
			readIds.add(event.id);
			if (!isFresh(event)) continue;
			fresh.push(event);
			if (options.isWanted(event.event)) wanted++;
		}
		// A page without news is no end as long as the server counts more: new events may have moved all of it here.
		const hasNews = readIds.size > readBefore;
		const isEnd = events.length === 0 || (!hasNews && !Number.isFinite(pages));
		if (isEnd || page >= pages) return fresh;
		if (options.limit > 0 && wanted >= options.limit && order.isAscending) {
			if (log.isOldestFirst || (await order.holdsOnLastPage(log, from, pages))) return fresh;
		}
	}
}

/** What the dates that were read so far tell of the order of the log. */
class OrderSeen {
	private first: ServerDate | null = null;
	private latest: ServerDate = '';
	isAscending = true;

	constructor(private readonly isOldestFirst: boolean) {}

	note(date: ServerDate): void {
		this.first ??= date;
		if (date < this.latest) this.isAscending = false;
		else this.latest = date;
	}

	/** Dates that are all the same say nothing. */
	get isCertain(): boolean {
		const rises = this.first !== null && this.first < this.latest;
		return this.isAscending && (this.isOldestFirst || rises);
	}

	/** Whether the last page is later than all that was read; if not, the order is given up. */
	async holdsOnLastPage<T>(
		log: EventLog<T>,
		from: ServerDate | null,
		pages: number,
	): Promise<boolean> {
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
): Promise<Array<LogEvent<T>>> {
	const newest = newestDate(await log.readEnds(1));
	if (newest === null) return [];
	const floor = overlapBegin(newest);
	const state: CursorState = { v: 1, cursor: newest, floor, seen: {}, channel: log.channel };
	// Without a deadline: what is not read here would be taken for new by the next poll.
	return await readFresh(log, state, { limit: 0, isWanted: () => false, deadline: Infinity });
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
