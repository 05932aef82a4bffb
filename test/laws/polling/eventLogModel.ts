/** A model of a gateway's event log, with all that the reference leaves open as a switch. */

import type { LogEvent } from '../../../nodes/shared/cursor';
import type { ServerDate } from '../../../nodes/shared/serverDate';
import type { EventLog, LogPage } from '../../../nodes/shared/trigger/readLog';
import { firstAndLastPage } from '../../../nodes/shared/trigger/readLog';

/**
 * In which order the server lists its events. `shuffled` stands for one that nobody can guess, but a fixed one;
 * `asked` for a server that takes orders, and gives its events from the oldest on without a number of pages.
 */
export type Order =
	| 'dateAscending'
	| 'dateDescending'
	| 'arrivalAscending'
	| 'arrivalDescending'
	| 'shuffled'
	| 'asked';

/** How the server behaves where its documentation is silent (reference, section 6). */
export interface Habits {
	order: Order;
	/** Whether events of the very second that is asked for are given. */
	inclusive: boolean;
	/** What a page beyond the end holds. */
	pastEnd: 'repeat' | 'empty';
	pagesWhenEmpty: 0 | 1;
	/** The most events on a page, whatever is asked for. */
	pageSize: number;
	/** What the server counts as the elements of an answer, if it counts them. */
	counts: 'all' | 'onPage' | 'none';
}

/** What an event of the model carries. */
export interface ModelEvent {
	/** How many events were in the log before it. */
	arrival: number;
	wanted: boolean;
	/** Number of the chat that it belongs to. */
	chat: number;
	/** Whether a file comes with it. */
	hasFile: boolean;
}

/** Ten minutes before the clocks of Central Europe jump from 2 to 3: nobody may take a server's date for local time. */
const START = Date.UTC(2026, 2, 29, 1, 50);

/** @param seconds Seconds since the beginning of the model's time */
export function modelDate(seconds: number): ServerDate {
	return new Date(START + seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');
}

/** The inverse of {@link modelDate}. */
export function modelSeconds(date: ServerDate): number {
	return (Date.parse(`${date.replace(' ', 'T')}Z`) - START) / 1000;
}

/** A time of the model as Unix seconds. */
export function modelUnixSeconds(seconds: number): number {
	return START / 1000 + seconds;
}

const mixed = (arrival: number) => (arrival * 7919) % 10_007;

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

type Compare = (a: LogEvent<ModelEvent>, b: LogEvent<ModelEvent>) => number;

const oldestFirst: Compare = (a, b) => byText(a.date, b.date) || a.event.arrival - b.event.arrival;

const ORDERS: Record<Order, Compare> = {
	asked: oldestFirst,
	dateAscending: oldestFirst,
	dateDescending: (a, b) => byText(b.date, a.date) || b.event.arrival - a.event.arrival,
	arrivalAscending: (a, b) => a.event.arrival - b.event.arrival,
	arrivalDescending: (a, b) => b.event.arrival - a.event.arrival,
	shuffled: (a, b) => mixed(a.event.arrival) - mixed(b.event.arrival),
};

export class ModelLog implements EventLog<ModelEvent> {
	readonly channel = 'model';
	readonly events: Array<LogEvent<ModelEvent>> = [];
	/** What was asked for. */
	readonly requests: Array<{ from: ServerDate | null; page: number }> = [];
	/** Called before each request is answered, with its number; may add events. */
	onRequest: (request: number) => void = () => undefined;

	constructor(readonly habits: Habits) {}

	get isOldestFirst(): boolean {
		return this.habits.order === 'asked';
	}

	async readEnds(pageSize: number): Promise<Array<LogEvent<ModelEvent>>> {
		if (!this.isOldestFirst) return await firstAndLastPage(this, pageSize);
		await this.readPage(null, 1, pageSize);
		return this.list(null, 'dateDescending').slice(0, pageSize);
	}

	add(
		id: string,
		date: ServerDate,
		{ wanted = true, chat = 0, hasFile = false }: Partial<ModelEvent> = {},
	): LogEvent<ModelEvent> {
		const event = { id, date, event: { arrival: this.events.length, wanted, chat, hasFile } };
		this.events.push(event);
		return event;
	}

	readPage(from: ServerDate | null, page: number, pageSize: number): Promise<LogPage<ModelEvent>> {
		this.requests.push({ from, page });
		this.onRequest(this.requests.length);
		const answer = this.page(from, page, pageSize);
		return Promise.resolve(this.isOldestFirst ? { ...answer, pages: Infinity } : answer);
	}

	/** A page as the server makes it now. */
	page(from: ServerDate | null, page: number, pageSize: number): LogPage<ModelEvent> {
		const { order, pastEnd, pagesWhenEmpty } = this.habits;
		const size = Math.min(pageSize, this.habits.pageSize);
		const matching = this.list(from, order);
		const pages = Math.ceil(matching.length / size);
		const shown = pastEnd === 'repeat' ? Math.min(page, Math.max(pages, 1)) : page;
		const events = matching.slice((shown - 1) * size, shown * size);
		const counts = { all: matching.length, onPage: events.length, none: null };
		return {
			events,
			pages: Math.max(pages, pagesWhenEmpty),
			matching: counts[this.habits.counts],
		};
	}

	/** All events from a date on. */
	list(from: ServerDate | null, order: Order): Array<LogEvent<ModelEvent>> {
		const { inclusive } = this.habits;
		return this.events
			.filter(({ date }) => from === null || (inclusive ? date >= from : date > from))
			.sort(ORDERS[order]);
	}
}
