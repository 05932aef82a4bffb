/** One poll as the trigger does it (nodes/shared/trigger/poll.ts), without a host around it. */

import type { IDataObject } from 'n8n-workflow';

import type { CursorState, LogEvent } from '../../../../nodes/shared/cursor';
import { firstState, readState, settle, stateStartingAt } from '../../../../nodes/shared/cursor';
import { recordOf } from '../../../../nodes/shared/json';
import type { ServerDate } from '../../../../nodes/shared/serverDate';
import { minusSeconds } from '../../../../nodes/shared/serverDate';
import type { EventLog } from '../../../../nodes/shared/trigger/readLog';
import { readFresh, readLatest } from '../../../../nodes/shared/trigger/readLog';

export interface PollSettings {
	overlapSeconds: number;
	/** 0 = no limit. */
	limit: number;
	startFrom: ServerDate | null;
}

/** A trigger node with its static data, which goes through JSON after each poll as in a database. */
export class ModelTrigger<T extends { wanted: boolean }> {
	private stored: IDataObject = {};

	constructor(private readonly log: EventLog<T>) {}

	/** The stored text. */
	get storedText(): string {
		return JSON.stringify(this.stored);
	}

	/** The stored state; null before the first poll. */
	get state(): CursorState | null {
		return readState(this.stored, this.log.channel);
	}

	/** @returns What the poll emits; null where it was the first one, which only takes its place in the log */
	async poll(settings: PollSettings): Promise<Array<LogEvent<T>> | null> {
		const { limit, overlapSeconds, startFrom } = settings;
		const options = { limit, isWanted: (event: T) => event.wanted, deadline: Infinity };
		const state =
			this.state ?? (startFrom === null ? null : stateStartingAt(this.log.channel, startFrom));
		if (state === null) {
			const handled = await readLatest(this.log, (newest) => minusSeconds(newest, overlapSeconds));
			this.store(firstState(this.log.channel, handled, overlapSeconds));
			return null;
		}
		const fresh = await readFresh(this.log, state, options);
		const settled = settle(state, fresh, { ...options, overlapSeconds });
		if (fresh.length > 0) this.store(settled.state);
		return settled.emitted;
	}

	private store(state: CursorState): void {
		const parsed: unknown = JSON.parse(JSON.stringify({ ...this.stored, ...state }));
		this.stored = recordOf(parsed);
	}
}
