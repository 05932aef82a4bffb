/** What a trigger that polls has to give out, what it may not, and what it has given. */

import assert from 'node:assert/strict';

import type { LogEvent } from '../../../nodes/shared/cursor';
import { recordOf } from '../../../nodes/shared/json';
import type { ModelEvent } from './eventLogModel';
import { modelDate, modelSeconds } from './eventLogModel';
import type { Scenario } from './scenario';
import { LAST_OVERLAP } from './scenario';

type Event = LogEvent<ModelEvent>;

/** A stored state, as JSON. */
type State = Record<string, unknown>;

const earlier = (date: string, seconds: number) => modelDate(modelSeconds(date) - seconds);

const dateOf = (value: unknown) => (typeof value === 'string' ? value : null);

export class Books {
	private readonly known = new Map<string, Event>();
	private readonly promised = new Set<string>();
	private readonly forbidden = new Set<string>();
	private readonly emitted = new Set<string>();
	/** The latest date that a poll has left behind: events before it are too late. */
	private horizon: string | null;
	private hasStarted: boolean;
	private isPolling = false;

	/** @param start Where the trigger begins, if the scenario says so */
	constructor(
		private readonly scenario: Scenario,
		private readonly start: string,
	) {
		this.hasStarted = scenario.startFrom !== null;
		this.horizon = scenario.startFrom === null ? null : start;
	}

	/**
	 * Events that arrive between two polls. Where polls may stop early, an event is late by the newest one that the log
	 * has shown, else by the newest one that was handled.
	 */
	arriveBefore(events: Event[], shown: string): void {
		const mayStop = this.scenario.polls.some(({ limit, budget }) => limit > 0 || budget !== null);
		this.promise(this.note(events), mayStop ? this.reach(shown) : null);
	}

	/** @returns Whether the poll has to be a first one, which only takes its place in the log */
	begin(state: State): boolean {
		this.isPolling = true;
		return this.scenario.startFrom === null && state.v === undefined;
	}

	/** @param meanwhile What arrived while the poll was reading: it may have handled a newer one before */
	end(hasSucceeded: boolean, meanwhile: Event[], shown: string): void {
		const due = this.note(meanwhile);
		if (hasSucceeded) this.hasStarted = true;
		this.isPolling = false;
		this.promise(due, this.reach(shown));
	}

	/** @param visible How many events the log held when the poll began */
	take(ids: string[], { limit, visible }: { limit: number; visible: number }): void {
		if (limit > 0) assert(ids.length <= limit, `${ids.length} events with the limit ${limit}`);
		let last = '';
		const newestOfChat = new Map<number, string>();
		for (const id of ids) {
			assert(!this.forbidden.has(id), `The event ${id} has come out`);
			assert(!this.emitted.has(id), `The event ${id} has come out twice`);
			this.emitted.add(id);
			const event = this.known.get(id);
			// What arrived meanwhile is noted after the poll.
			if (event === undefined) continue;
			const place = `${event.date} ${this.hasOrderedIds ? id.padStart(9, '0') : ''}`;
			assert(place >= last, `The event ${id} has come out after a later one of the poll`);
			last = place;
			newestOfChat.set(event.event.chat, event.date);
		}
		if (this.keepsOrder) this.checkOrderOfChats(newestOfChat, visible);
	}

	/** The bounds of the state after a poll. */
	checkState(before: State, after: State, overlapSeconds: number, log: Event[]): void {
		const [cursor, floor] = [dateOf(after.cursor), dateOf(after.floor)];
		if (cursor === null || JSON.stringify(before) === JSON.stringify(after)) return;
		assert(log.some(({ date }) => date === cursor) || cursor === this.start, `Cursor ${cursor}`);
		const old = dateOf(before.floor) ?? (this.scenario.startFrom === null ? null : this.start);
		const left = earlier(cursor, overlapSeconds);
		const expected = old === null || left > old ? left : old;
		assert.equal(floor, expected, 'The floor of the state');
		if (this.horizon === null || expected > this.horizon) this.horizon = expected;
		const seen = Object.entries(recordOf(after.seen));
		assert(
			seen.every(([date]) => date >= expected),
			'The state keeps what lies before its floor',
		);
		const within = log.filter(({ date }) => date >= expected).length;
		assert(
			seen.flatMap(([, ids]) => ids).length <= within,
			'The state keeps more than the log has',
		);
	}

	/** Every event that was promised must have come out, exactly once. */
	close(): void {
		const missing = [...this.promised].filter((id) => !this.emitted.has(id));
		assert.deepEqual(missing, [], 'These events have not come out');
		const wrong = [...this.emitted].filter((id) => this.forbidden.has(id));
		assert.deepEqual(wrong, [], 'These events must not come out');
	}

	/** @returns Those that must come out if they are in time */
	private note(events: Event[]): Event[] {
		return events.filter((event) => {
			const { id, date } = event;
			this.known.set(id, event);
			const isBacklog =
				this.scenario.startFrom === null ? !this.hasStarted && !this.isPolling : date < this.start;
			if (!event.event.wanted || isBacklog) this.forbidden.add(id);
			return event.event.wanted && !isBacklog && this.hasStarted;
		});
	}

	private promise(events: Event[], from: string | null): void {
		for (const { id, date } of events) {
			const isInTime = this.horizon === null || date >= this.horizon;
			if (isInTime && (from === null || date >= from)) this.promised.add(id);
		}
	}

	/** What lies within every overlap of the scenario before the newest event that the log has shown. */
	private reach(shown: string): string {
		const overlaps = this.scenario.polls.map(({ overlapSeconds }) => overlapSeconds);
		return earlier(shown, Math.min(...overlaps, LAST_OVERLAP));
	}

	/** A log that takes orders names its messages by texts, whose order means nothing. */
	private get hasOrderedIds(): boolean {
		return this.scenario.habits.order !== 'asked';
	}

	/** A poll that stops early in a list by arrival may leave a late event in its middle for the next one. */
	private get keepsOrder(): boolean {
		const { habits, polls } = this.scenario;
		const mayStop = polls.some(({ limit, budget }) => limit > 0 || budget !== null);
		return !(mayStop && habits.order === 'arrivalAscending');
	}

	/** Nothing that the log held when the poll began may be left behind a later event of its chat. */
	private checkOrderOfChats(newestOfChat: Map<number, string>, visible: number): void {
		for (const id of this.promised) {
			const event = this.known.get(id);
			if (this.emitted.has(id) || event === undefined || event.event.arrival >= visible) continue;
			const newest = newestOfChat.get(event.event.chat);
			assert(
				newest === undefined || event.date >= newest,
				`The event ${id} was left behind a later one of its chat`,
			);
		}
	}
}
