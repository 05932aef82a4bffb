/** What may happen to webhook calls on their way. Times are milliseconds. */

import fc from 'fast-check';

/** Something that happens at the gateway, and is told in one call. */
export interface Notice {
	/** After the one before. */
	after: number;
	/** Numbers of its events, each perhaps more than once; events with even numbers are wanted. */
	events: number[];
	/** So many more, which only this call has. */
	more: number;
	isForeign: boolean;
}

/** What becomes of a call that reaches n8n. */
export interface Fate {
	/** Which process takes it. */
	process: 0 | 1;
	/** How long it takes to record the execution. */
	recordMs: number;
	isRecorded: boolean;
	/** When the connection breaks; null = it does not. */
	cutAfter: number | null;
	/** The answer gets lost on its way. */
	isAnswerLost: boolean;
}

export interface Scenario {
	notices: Notice[];
	/** Of the calls in the order in which they reach n8n; all that come later go well. */
	fates: Fate[];
	/** When a process is ended and started anew. */
	restarts: Array<{ at: number; process: 0 | 1 }>;
	/** When somebody calls who does not know the secret. */
	strangers: number[];
}

/** What the scenarios of a law have in common. */
export interface Bounds {
	/** The most events of one call. */
	mostEvents: number;
	/** Connections may break, processes end, and there may be two of them. */
	hasAccidents: boolean;
}

export function scenarios({ mostEvents, hasAccidents }: Bounds): fc.Arbitrary<Scenario> {
	const accident = <T>(arbitrary: fc.Arbitrary<T>, none: T) =>
		hasAccidents ? arbitrary : fc.constant(none);
	const notice: fc.Arbitrary<Notice> = fc.record({
		after: fc.oneof(fc.constant(0), fc.nat(3000), fc.nat(30_000)),
		events: fc.array(fc.nat(9), { minLength: 1, maxLength: mostEvents }),
		more:
			mostEvents === 1
				? fc.constant(0)
				: fc.oneof(
						{ weight: 20, arbitrary: fc.constant(0) },
						{ weight: 1, arbitrary: fc.integer({ min: 100, max: 350 }) },
					),
		isForeign: fc.nat(9).map((number) => number === 9),
	});
	const fate: fc.Arbitrary<Fate> = fc.record({
		process: accident(fc.constantFrom(0, 1), 0),
		recordMs: fc.oneof(fc.constant(0), fc.nat(12_000)),
		isRecorded: fc.nat(3).map((number) => number < 3),
		cutAfter: accident(fc.option(fc.nat(15_000)), null),
		isAnswerLost: fc.nat(4).map((number) => number === 4),
	});
	const restart = fc.record({ at: fc.nat(60_000), process: fc.constantFrom<0 | 1>(0, 1) });
	return fc.record({
		notices: fc.array(notice, { minLength: 1, maxLength: 8 }),
		fates: fc.array(fate, { maxLength: 8 }),
		restarts: accident(fc.array(restart, { maxLength: 2 }), []),
		strangers: fc.array(fc.nat(60_000), { maxLength: 2 }),
	});
}
