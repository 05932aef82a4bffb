import fc from 'fast-check';

import { isoFromUnixSeconds } from '../../../../nodes/shared/unixSeconds';

/** Times as the services have them, most of an hour together, some far away. */
const times = fc.array(
	fc.oneof(
		fc.integer({ min: 1_795_168_000, max: 1_795_175_000 }),
		fc.integer({ min: 1, max: Date.UTC(12_000, 0) / 1000 }),
		fc.double({ min: 0.001, max: 2e9, noNaN: true }),
	),
	{ minLength: 1, maxLength: 20 },
);

describe('the time of Unix seconds', () => {
	it('is what the language makes of them, whatever came before', () => {
		fc.assert(
			fc.property(times, (all) => {
				const expected = all.map((seconds) => new Date(seconds * 1000).toISOString());
				expect(all.map(isoFromUnixSeconds)).toEqual(expected);
			}),
		);
	});

	it.each([
		[1662575377, '2022-09-07T18:29:37.000Z'],
		['1662575377', '2022-09-07T18:29:37.000Z'],
		[0, null],
		[-1, null],
		[1e300, null],
		['soon', null],
		[null, null],
		[undefined, null],
		[[], null],
		[{}, null],
		[true, null],
		[Number.NaN, null],
		[Infinity, null],
		[() => 1, null],
	])('of %j is %j', (value, expected) => {
		expect(isoFromUnixSeconds(value)).toBe(expected);
	});
});
