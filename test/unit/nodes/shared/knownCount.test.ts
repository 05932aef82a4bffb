import { countFor, isUnchanged, readKnownCount } from '../../../../nodes/shared/knownCount';

const at = (second: number) => `2026-03-29 01:50:${String(second).padStart(2, '0')}`;

describe('what a log will hold for the next question', () => {
	it('is told with and without the second that is asked for, which servers may leave out', () => {
		const read = { from: at(0), dates: [at(5), at(6), at(6), at(7)] };
		expect(countFor(at(6), read)).toEqual({ from: at(6), after: 1, all: 3 });
	});

	it('is what it held where the question is the same', () => {
		const read = { from: at(6), dates: [at(6), at(6), at(7)] };
		expect(countFor(at(6), read)).toEqual({ from: at(6), after: 3, all: 3 });
	});

	it('may be told after all of it was read', () => {
		const read = { from: null, dates: [at(1), at(8)] };
		expect(countFor(at(6), read)).toEqual({ from: at(6), after: 1, all: 1 });
	});

	it.each([
		['nothing is asked for', null, { from: at(0), dates: [] }],
		['reading stopped early', at(6), null],
		['less was read', at(6), { from: at(7), dates: [at(8)] }],
	])('is not known where %s', (_name, from, read) => {
		expect(countFor(from, read)).toBeNull();
	});
});

describe('a log', () => {
	const known = { from: at(6), after: 150, all: 153 };
	const page = { dates: [at(6), ...Array.from({ length: 99 }, () => at(7))], pages: 2 };
	const later = { ...page, dates: page.dates.map(() => at(7)) };

	it.each([
		['as many events after the second', known, at(6), { ...page, matching: 150 }, true],
		['as many, and gives the second', known, at(6), { ...page, matching: 153 }, true],
		['as many, but may leave the second out', known, at(6), { ...later, matching: 153 }, false],
		['one more', known, at(6), { ...page, matching: 151 }, false],
		['as many for another question', known, at(5), { ...page, matching: 150 }, false],
		['an unknown number', known, at(6), { ...page, matching: null }, false],
		['a number that was never known', null, at(6), { ...page, matching: 153 }, false],
		[
			'a number that is not that of its pages',
			known,
			at(6),
			{ ...page, pages: 3, matching: 153 },
			false,
		],
		['a number on an empty page', known, at(6), { dates: [], pages: 2, matching: 153 }, false],
		[
			'the number of events on the page',
			{ ...known, after: 100 },
			at(6),
			{ ...page, matching: 100 },
			false,
		],
	])('with %s', (_name, count, from, first, expected) => {
		expect(isUnchanged(count, from, first)).toBe(expected);
	});
});

it.each([undefined, null, 5, {}, { from: 'x', after: 1, all: 2 }, { from: at(1), after: 1 }])(
	'a stored count that cannot be read is none: %j',
	(stored) => {
		expect(readKnownCount(stored)).toBeNull();
	},
);

it('a stored count comes back', () => {
	const known = { from: at(6), after: 1, all: 3 };
	expect(readKnownCount(JSON.parse(JSON.stringify(known)))).toEqual(known);
});
