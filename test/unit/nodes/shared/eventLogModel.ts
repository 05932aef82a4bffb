/** A model of a gateway's event log, with all that the reference leaves open as a switch. */

import type { LogEvent } from '../../../../nodes/shared/cursor';
import type { ServerDate } from '../../../../nodes/shared/serverDate';
import { serverDateFromMillis } from '../../../../nodes/shared/serverDate';
import type { EventLog, LogPage } from '../../../../nodes/shared/trigger/readLog';
import { firstAndLastPage } from '../../../../nodes/shared/trigger/readLog';

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
}

/** What an event of the model carries. */
export interface ModelEvent {
	wanted: boolean;
	/** How many events were in the log before it. */
	arrival: number;
}

const START = Date.UTC(2026, 0, 1);

/** @param seconds Seconds since the beginning of the model's time */
export function modelDate(seconds: number): ServerDate {
	return serverDateFromMillis(START + seconds * 1000);
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
	/** The most pages that any request could have reached. */
	mostPages = 0;
	/** Called before each request is answered, with its number since the last `forget`; may add events or throw. */
	onRequest: (request: number) => void = () => undefined;

	constructor(private readonly habits: Habits) {}

	get isOldestFirst(): boolean {
		return this.habits.order === 'asked';
	}

	async readEnds(pageSize: number): Promise<Array<LogEvent<ModelEvent>>> {
		if (!this.isOldestFirst) return await firstAndLastPage(this, pageSize);
		await this.readPage(null, 1, pageSize);
		return [...this.events].sort(ORDERS.dateDescending).slice(0, pageSize);
	}

	add(id: string, date: ServerDate, wanted = true): LogEvent<ModelEvent> {
		const event = { id, date, event: { wanted, arrival: this.events.length } };
		this.events.push(event);
		return event;
	}

	/** Begins a new count of requests. */
	forget(): void {
		this.requests.length = 0;
		this.mostPages = 0;
		this.onRequest = () => undefined;
	}

	readPage(from: ServerDate | null, page: number, pageSize: number): Promise<LogPage<ModelEvent>> {
		this.requests.push({ from, page });
		try {
			this.onRequest(this.requests.length);
			return Promise.resolve(this.answer(from, page, Math.min(pageSize, this.habits.pageSize)));
		} catch (error) {
			return Promise.reject(error instanceof Error ? error : new Error(String(error)));
		}
	}

	private answer(from: ServerDate | null, page: number, size: number): LogPage<ModelEvent> {
		const { inclusive, order, pastEnd, pagesWhenEmpty } = this.habits;
		const matching = this.events
			.filter(({ date }) => from === null || (inclusive ? date >= from : date > from))
			.sort(ORDERS[order]);
		const pages = Math.ceil(matching.length / size);
		this.mostPages = Math.max(this.mostPages, pages);
		const shown = pastEnd === 'repeat' ? Math.min(page, Math.max(pages, 1)) : page;
		return {
			events: matching.slice((shown - 1) * size, shown * size),
			pages: order === 'asked' ? Infinity : Math.max(pages, pagesWhenEmpty),
		};
	}
}
