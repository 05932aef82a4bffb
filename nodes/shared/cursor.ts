/**
 * The date cursor of the polling mode: state in, state and events out, nothing else. It assumes no order of the
 * server's list, no inclusive or exclusive date bound, no time zone, and that an event may appear late.
 */

import type { IDataObject } from 'n8n-workflow';

import { isRecord } from './json';
import type { KnownCount, ReadDates } from './knownCount';
import { countFor, readKnownCount } from './knownCount';
import type { ServerDate } from './serverDate';
import { minusSeconds, serverDateOf } from './serverDate';
import { shortId } from './shortId';

/** What is stored between two polls. */
export interface CursorState {
	v: 1;
	/** Date of the last event that was handled; null while the server's log has never held one. */
	cursor: ServerDate | null;
	/** No event before this date is handled any more; `seen` is complete from here on. */
	floor: ServerDate | null;
	/** Ids of the handled events from the floor on, short and grouped by date to keep the state small. */
	seen: Record<ServerDate, string[]>;
	/** How many events the log holds for the next question; null where that is not known. */
	known: KnownCount | null;
	/** Whose events these are; another channel starts afresh. */
	channel: string;
}

/** An event of the server's log, with what the cursor needs to know of it. */
export interface LogEvent<T> {
	/** Unique in the log. */
	id: string;
	date: ServerDate;
	event: T;
}

/** What one read of the log leads to. */
export interface Settlement<T> {
	state: CursorState;
	/** In the order of their dates, then ids. */
	emitted: Array<LogEvent<T>>;
}

/** The state as it was stored; null where there is none, or none that belongs to this channel. */
export function readState(stored: IDataObject, channel: string): CursorState | null {
	if (stored.v !== 1 || stored.channel !== channel || !isRecord(stored.seen)) return null;
	const seen: CursorState['seen'] = {};
	for (const [date, ids] of Object.entries(stored.seen)) {
		// Earlier versions stored ids in their full length.
		if (Array.isArray(ids)) seen[date] = ids.map((id) => shortId(String(id)));
	}
	return {
		v: 1,
		cursor: serverDateOf(stored.cursor),
		floor: serverDateOf(stored.floor),
		seen,
		known: readKnownCount(stored.known),
		channel,
	};
}

/**
 * From which date on to ask for events; null = for all of them. One second before the floor, because the server may
 * leave out events of the very second it is asked for.
 */
export function askFrom(state: CursorState): ServerDate | null {
	return state.floor === null ? null : minusSeconds(state.floor, 1);
}

/** Order of the log: by date, then by id; ids that are no numbers keep the order in which the log gave them. */
export function byDateThenId(a: LogEvent<unknown>, b: LogEvent<unknown>): number {
	return compare(a.date, b.date) || compareIds(a.id, b.id);
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Numbers of any length come before others. */
function compareIds(a: string, b: string): number {
	const [first, second] = [/^\d+$/.test(a), /^\d+$/.test(b)];
	if (first !== second) return first ? -1 : 1;
	return first ? a.length - b.length || compare(a, b) : 0;
}

/** Tells whether an event was not handled before and lies at or after the floor. */
export function freshnessTest(state: CursorState): (event: LogEvent<unknown>) => boolean {
	const seen = new Map(Object.entries(state.seen).map(([date, ids]) => [date, new Set(ids)]));
	return ({ id, date }) =>
		(state.floor === null || date >= state.floor) && !(seen.get(date)?.has(shortId(id)) ?? false);
}

/** The state after the given events, which are remembered until they leave the overlap. */
function advance(
	state: CursorState,
	handled: Array<LogEvent<unknown>>,
	overlapSeconds: number,
): CursorState {
	const cursor = handled.reduce<ServerDate | null>(
		(latest, { date }) => (latest === null || date > latest ? date : latest),
		state.cursor,
	);
	if (cursor === null) return state;
	const overlapBegin = minusSeconds(cursor, overlapSeconds);
	const floor = state.floor === null || overlapBegin > state.floor ? overlapBegin : state.floor;
	const seen: CursorState['seen'] = {};
	for (const [date, ids] of Object.entries(state.seen)) {
		if (date >= floor) seen[date] = [...ids];
	}
	for (const { date, id } of handled) {
		if (date >= floor) (seen[date] ??= []).push(shortId(id));
	}
	return { ...state, cursor, floor, seen, known: null };
}

/**
 * The very first state: everything in the log counts as handled, nothing is emitted.
 * @param events What the log holds within the overlap before its newest event, or all of it
 */
export function firstState(
	channel: string,
	events: Array<LogEvent<unknown>>,
	overlapSeconds: number,
): CursorState {
	const empty: CursorState = { v: 1, cursor: null, floor: null, seen: {}, known: null, channel };
	return advance(empty, events, overlapSeconds);
}

/** The first state of a trigger that starts at a date of the user's choice: events before it are never emitted. */
export function stateStartingAt(channel: string, start: ServerDate): CursorState {
	return { v: 1, cursor: start, floor: start, seen: {}, known: null, channel };
}

/**
 * Decides what a read of the log leads to. Events that are not wanted are handled, too, so that the cursor moves on.
 * @param fresh Events that are fresh in this state, each once, in any order
 * @param options.limit Most events to emit; 0 = all. The rest stays for the next poll.
 * @param options.read All that the log held; null where reading has stopped before the end
 */
export function settle<T>(
	state: CursorState,
	fresh: Array<LogEvent<T>>,
	options: {
		limit: number;
		overlapSeconds: number;
		isWanted: (event: T) => boolean;
		read: ReadDates | null;
	},
): Settlement<T> {
	const handled: Array<LogEvent<T>> = [];
	const emitted: Array<LogEvent<T>> = [];
	for (const event of [...fresh].sort(byDateThenId)) {
		if (options.isWanted(event.event)) {
			if (options.limit > 0 && emitted.length >= options.limit) break;
			emitted.push(event);
		}
		handled.push(event);
	}
	const next = advance(state, handled, options.overlapSeconds);
	// What was read but stays for the next poll must not count as known.
	const leavesSome = handled.length < fresh.length;
	return { state: withKnown(next, leavesSome ? null : options.read), emitted };
}

/**
 * The state with the number of events that the log will hold for its question.
 * @param read All of which is handled in this state; null where that cannot be said
 */
export function withKnown(state: CursorState, read: ReadDates | null): CursorState {
	return { ...state, known: countFor(askFrom(state), read) };
}
