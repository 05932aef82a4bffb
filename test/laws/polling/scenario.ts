/** What may happen to a trigger that polls. All times are seconds. */

import fc from 'fast-check';

import type { Habits, Order } from './eventLogModel';

/** Of the polls that end each scenario. */
export const LAST_OVERLAP = 30;

/** Events that arrive together. */
export interface Arrival {
	/** How far the newest date of the log moves on before them. */
	step: number;
	/** How far their own dates lie behind that. */
	late: number;
	count: number;
	/** How many of them have the same date. */
	perSecond: number;
	chat: number;
	kind: 'plain' | 'unwanted' | 'file';
}

/** What happens to a request. `refused` is the service's last word, after the others the connection tries again. */
export type Fault = 'cut' | 'html' | 'down' | 'busy' | 'truncated' | 'refused';

export interface Poll {
	overlapSeconds: number;
	/** 0 = none. */
	limit: number;
	/** n8n starts anew before it, with the state that was stored. */
	isAfterRestart: boolean;
	/** Something else stores the state after it, also where it has given nothing. */
	isStored: boolean;
	before: Arrival[];
	/** What arrives before its first, second ... request is answered; repeated requests count, too. */
	during: Arrival[][];
	faults: Array<Fault | null>;
	/** Whether files cannot be kept. */
	isDiskFull: boolean;
	/** What n8n gives it, at a request each second; null = no limit. */
	budget: number | null;
}

export interface Scenario {
	habits: Habits;
	idOf: 'ascending' | 'descending' | 'mixed';
	/** Ahead of UTC. */
	zoneHours: number;
	simplify: boolean;
	backlog: Arrival[];
	/** After the model's beginning; null = with the next event. */
	startFrom: number | null;
	polls: Poll[];
}

/** What the scenarios of a law have in common. */
export interface Bounds {
	orders: Order[];
	pageSize: fc.Arbitrary<number>;
	/** How many events arrive together. */
	count: fc.Arbitrary<number>;
	zoneHours: fc.Arbitrary<number>;
	/** Polls may stop before all is read: at a limit or when their time is up. */
	mayStop: boolean;
	/** The most events that arrive between two requests. */
	mostBetween: (pageSize: number) => number;
}

const arrivalOf = (count: fc.Arbitrary<number>): fc.Arbitrary<Arrival> =>
	fc.record({
		step: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(60)),
		late: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(10), fc.nat(90)),
		count,
		perSecond: fc.constantFrom(1, 3, 60),
		chat: fc.nat(2),
		kind: fc.constantFrom('plain', 'plain', 'plain', 'plain', 'unwanted', 'file'),
	});

const fault: fc.Arbitrary<Fault | null> = fc.oneof(
	{ weight: 8, arbitrary: fc.constant(null) },
	{ weight: 2, arbitrary: fc.constantFrom<Fault>('cut', 'html', 'down', 'busy') },
	{ weight: 1, arbitrary: fc.constantFrom<Fault>('truncated', 'refused') },
);

const seldom = fc.nat(5).map((number) => number === 5);

function atMost(arrivals: Arrival[], most: number): Arrival[] {
	let left = most;
	return arrivals.flatMap((arrival) => {
		const count = Math.min(arrival.count, left);
		left -= count;
		return count > 0 ? [{ ...arrival, count }] : [];
	});
}

/** Scenarios within these bounds. */
export function scenarios(bounds: Bounds): fc.Arbitrary<Scenario> {
	const arrival = arrivalOf(bounds.count);
	const { mayStop, mostBetween } = bounds;
	return bounds.pageSize.chain((pageSize) => {
		const between = fc
			.array(arrivalOf(fc.constant(1)), { maxLength: Math.min(12, mostBetween(pageSize)) })
			.map((arrivals) => atMost(arrivals, mostBetween(pageSize)));
		const poll: fc.Arbitrary<Poll> = fc.record({
			overlapSeconds: fc.constantFrom(0, 1, 10, 30, 120),
			limit: mayStop ? fc.constantFrom(0, 1, 2, 5, 20) : fc.constant(0),
			isAfterRestart: seldom,
			isStored: fc.boolean(),
			before: fc.array(arrival, { maxLength: 25 }),
			during: fc.array(between, { maxLength: 8 }),
			faults: fc.oneof(fc.array(fault, { maxLength: 0 }), fc.array(fault, { maxLength: 8 })),
			isDiskFull: seldom,
			budget: mayStop ? fc.option(fc.integer({ min: 1, max: 9 })) : fc.constant(null),
		});
		return fc.record({
			habits: fc.record({
				order: fc.constantFrom(...bounds.orders),
				inclusive: fc.boolean(),
				pastEnd: fc.constantFrom('repeat', 'empty'),
				pagesWhenEmpty: fc.constantFrom(0, 1),
				pageSize: fc.constant(pageSize),
				counts: fc.constantFrom('all', 'all', 'onPage', 'none'),
			}),
			idOf: fc.constantFrom('ascending', 'descending', 'mixed'),
			zoneHours: bounds.zoneHours,
			simplify: fc.boolean(),
			backlog: fc.array(arrival, { maxLength: 25 }),
			startFrom: fc.option(fc.nat(300), { freq: 4 }),
			polls: fc.array(poll, { minLength: 1, maxLength: 8 }),
		});
	});
}

/** A poll in which nothing goes wrong, after all others. */
export const lastPoll: Poll = {
	overlapSeconds: LAST_OVERLAP,
	limit: 0,
	isAfterRestart: false,
	isStored: true,
	before: [],
	during: [],
	faults: [],
	isDiskFull: false,
	budget: null,
};
