import type { CursorState, LogEvent } from '../../../../nodes/shared/cursor';
import {
	askFrom,
	byDateThenId,
	firstState,
	freshnessTest,
	readState,
	settle,
	stateStartingAt,
} from '../../../../nodes/shared/cursor';
import { recordOf } from '../../../../nodes/shared/json';

const at = (time: string, id: string, event = 'wanted'): LogEvent<string> => ({
	id,
	date: `2026-03-01 ${time}`,
	event,
});

const isWanted = (event: string) => event === 'wanted';

const idsOf = (events: Array<LogEvent<unknown>>) => events.map(({ id }) => id);

const noon: CursorState = {
	v: 1,
	cursor: '2026-03-01 12:00:00',
	floor: '2026-03-01 11:58:00',
	seen: { '2026-03-01 12:00:00': ['7'], '2026-03-01 11:58:00': ['5', '6'] },
	known: null,
	channel: 'mine',
};

describe('the stored state', () => {
	it('comes back through JSON as it was', () => {
		expect(readState(recordOf(JSON.parse(JSON.stringify(noon))), 'mine')).toEqual(noon);
	});

	it('keeps to itself what others store beside it', () => {
		expect(readState({ ...noon, received: {}, replaced: {} }, 'mine')).toEqual(noon);
	});

	it.each([
		['nothing is stored', {}],
		['another version wrote it', { ...noon, v: 2 }],
		['it belongs to another channel', { ...noon, channel: 'other' }],
		['its ids are missing', { ...noon, seen: null }],
	])('is none when %s', (_why, stored) => {
		expect(readState(stored, 'mine')).toBeNull();
	});
});

describe('what is asked for', () => {
	it('begins a second before the floor, for servers that leave out the very second', () => {
		expect(askFrom(noon)).toBe('2026-03-01 11:57:59');
	});

	it('crosses midnight and the end of a month', () => {
		expect(askFrom({ ...noon, floor: '2026-03-01 00:00:00' })).toBe('2026-02-28 23:59:59');
	});

	it('is everything while the log has never held an event', () => {
		expect(askFrom(firstState('mine', [], 120))).toBeNull();
	});
});

describe('which events are fresh', () => {
	const isFresh = freshnessTest(noon);

	it.each([
		['a new one', at('12:00:01', '8'), true],
		['another one of the second of the last one', at('12:00:00', '8'), true],
		['a late one within the overlap', at('11:59:00', '8'), true],
		['one at the floor', at('11:58:00', '8'), true],
		['one before the floor', at('11:57:59', '8'), false],
		['one that was handled', at('11:58:00', '6'), false],
	])('%s', (_what, event, expected) => {
		expect(isFresh(event)).toBe(expected);
	});
});

describe('the order of events', () => {
	it('is by date, then by id, and ids that are numbers count as numbers', () => {
		const events = [at('12:00:01', '1'), at('12:00:00', '10'), at('12:00:00', '9')];
		expect(idsOf(events.sort(byDateThenId))).toEqual(['9', '10', '1']);
	});

	it('keeps the order of other ids, which tell nothing', () => {
		const events = [at('12:00:00', 'b10'), at('12:00:00', 'a9'), at('12:00:00', 'b1')];
		expect(idsOf(events.sort(byDateThenId))).toEqual(['b10', 'a9', 'b1']);
	});
});

describe('the first poll', () => {
	it('takes the date of the newest event and counts all as handled', () => {
		const state = firstState('mine', [at('12:00:00', '2'), at('12:01:00', '1')], 120);
		expect(state).toEqual({
			v: 1,
			cursor: '2026-03-01 12:01:00',
			floor: '2026-03-01 11:59:00',
			seen: { '2026-03-01 12:00:00': ['2'], '2026-03-01 12:01:00': ['1'] },
			known: null,
			channel: 'mine',
		});
	});

	it('leaves an empty log without a cursor, so that its first event comes out', () => {
		const state = firstState('mine', [], 120);
		expect(state).toMatchObject({ cursor: null, floor: null });
		expect(freshnessTest(state)(at('00:00:00', '1'))).toBe(true);
	});

	it('starts at a chosen date without a look at the log', () => {
		const isFresh = freshnessTest(stateStartingAt('mine', '2026-03-01 12:00:00'));
		expect([at('11:59:59', '1'), at('12:00:00', '2')].map(isFresh)).toEqual([false, true]);
	});
});

describe('settling a read', () => {
	const options = { limit: 0, overlapSeconds: 120, isWanted, read: null };

	it('puts events in order and moves the cursor to the last of them', () => {
		const fresh = [at('12:02:00', '9'), at('12:01:00', '12'), at('12:01:00', '11')];
		const { emitted, state } = settle(noon, fresh, options);
		expect(idsOf(emitted)).toEqual(['11', '12', '9']);
		expect(state.cursor).toBe('2026-03-01 12:02:00');
	});

	it('forgets ids that have left the overlap and keeps the others', () => {
		const { state } = settle(noon, [at('12:01:00', '9')], options);
		expect(state.floor).toBe('2026-03-01 11:59:00');
		expect(state.seen).toEqual({ '2026-03-01 12:00:00': ['7'], '2026-03-01 12:01:00': ['9'] });
	});

	it('never moves back for a late event', () => {
		const { emitted, state } = settle(noon, [at('11:58:30', '9')], options);
		expect(idsOf(emitted)).toEqual(['9']);
		expect(state.cursor).toBe(noon.cursor);
		expect(state.floor).toBe(noon.floor);
		expect(freshnessTest(state)(at('11:58:30', '9'))).toBe(false);
	});

	it('never moves the floor back for a longer overlap, whose ids are forgotten', () => {
		const { state } = settle(noon, [at('12:01:00', '9')], { ...options, overlapSeconds: 3600 });
		expect(state.floor).toBe(noon.floor);
	});

	it('handles unwanted events without emitting them', () => {
		const { emitted, state } = settle(noon, [at('12:01:00', '9', 'unwanted')], options);
		expect(emitted).toEqual([]);
		expect(state.cursor).toBe('2026-03-01 12:01:00');
	});

	it('stops at the limit and leaves the rest fresh, also of the same second', () => {
		const fresh = [
			at('12:01:00', '9'),
			at('12:01:00', '10', 'unwanted'),
			at('12:01:00', '11'),
			at('12:01:00', '12'),
			at('12:05:00', '13', 'unwanted'),
		];
		const { emitted, state } = settle(noon, fresh, { ...options, limit: 2 });
		expect(idsOf(emitted)).toEqual(['9', '11']);
		expect(idsOf(fresh.filter(freshnessTest(state)))).toEqual(['12', '13']);
	});

	it('leaves the state it is given as it was', () => {
		const before = JSON.stringify(noon);
		settle(noon, [at('12:00:00', '8'), at('12:01:00', '9')], options);
		expect(JSON.stringify(noon)).toBe(before);
	});

	describe('counts what the log will hold', () => {
		const fresh = [at('12:01:00', '11'), at('12:02:00', '12'), at('12:03:00', '13')];
		const dates = fresh.map(({ date }) => date);
		const read = { from: '2026-03-01 11:57:59', dates };

		it('where all that was read is handled', () => {
			const { state } = settle(noon, fresh, { ...options, read });
			expect(state.known).toEqual({ from: '2026-03-01 12:00:59', after: 3, all: 3 });
		});

		it('but not where the limit leaves some for the next poll', () => {
			const { state } = settle(noon, fresh, { ...options, read, limit: 2 });
			expect(state.known).toBeNull();
		});

		it('nor where reading has stopped early', () => {
			expect(settle(noon, fresh, options).state.known).toBeNull();
		});
	});

	it('changes nothing where nothing is fresh', () => {
		expect(settle(noon, [], options)).toEqual({ emitted: [], state: noon });
	});
});

describe('long ids', () => {
	const long = 'yqJRppZk7BI-wNoTwl0rVx';
	const handled = firstState('mine', [at('12:00:00', long)], 120);

	it('are stored short', () => {
		const [stored = ''] = handled.seen['2026-03-01 12:00:00'] ?? [];
		expect(stored).toHaveLength(10);
		expect(long).not.toContain(stored);
	});

	it('are recognised, and told from others with the same beginning', () => {
		const isFresh = freshnessTest(handled);
		expect(isFresh(at('12:00:00', long))).toBe(false);
		expect(isFresh(at('12:00:00', `${long}-2`))).toBe(true);
		expect(isFresh(at('12:00:00', long.slice(0, 10)))).toBe(true);
	});

	it('are recognised in a state of an earlier version, which has them in full', () => {
		const stored = { ...handled, seen: { '2026-03-01 12:00:00': [long] }, known: undefined };
		const state = readState(recordOf(JSON.parse(JSON.stringify(stored))), 'mine');
		expect(state).toEqual(handled);
	});
});
