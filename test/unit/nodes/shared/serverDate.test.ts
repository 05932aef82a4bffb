import fc from 'fast-check';

import {
	isoFromServerDate,
	minusSeconds,
	serverDateFromMillis,
	serverDateOf,
} from '../../../../nodes/shared/serverDate';

const someDate = fc
	.integer({ min: 0, max: Date.UTC(9000, 0) / 1000 })
	.map((seconds) => serverDateFromMillis(seconds * 1000));

describe("a server's date", () => {
	it.each([
		['2022-09-07 18:29:37', '2022-09-07 18:29:37'],
		['2022-09-07T18:29:37', '2022-09-07 18:29:37'],
		['2022-09-07T18:29:37.123Z', '2022-09-07 18:29:37'],
	])('%s is read as %s', (text, date) => {
		expect(serverDateOf(text)).toBe(date);
	});

	it.each([
		'0000-00-00 00:00:00',
		'2022-13-01 00:00:00',
		'2022-09-07 25:00:00',
		'2022-09-07',
		'07.09.2022 18:29:37',
		'',
		null,
		undefined,
		1662575377,
		{},
	])('%j is none', (value) => {
		expect(serverDateOf(value)).toBeNull();
	});

	it('is shown as UTC: the documented event has this date and the Unix time 1662575377', () => {
		expect(isoFromServerDate('2022-09-07 18:29:37')).toBe(new Date(1662575377e3).toISOString());
	});

	it.each([
		['2024-03-01 00:00:00', 1, '2024-02-29 23:59:59'],
		['2026-01-01 00:01:00', 120, '2025-12-31 23:59:00'],
		['2026-01-01 00:01:00', 0, '2026-01-01 00:01:00'],
	])('%s less %s s is %s', (date, seconds, expected) => {
		expect(minusSeconds(date, seconds)).toBe(expected);
	});

	it('does not know summer time: an hour is an hour on any day', () => {
		expect(minusSeconds('2026-03-29 03:00:00', 3600)).toBe('2026-03-29 02:00:00');
	});

	it('sorts as a text like the time it stands for', () => {
		fc.assert(
			fc.property(someDate, fc.integer({ min: 1, max: 100_000 }), (date, seconds) => {
				expect(minusSeconds(date, seconds) < date).toBe(true);
				expect(minusSeconds(minusSeconds(date, seconds), -seconds)).toBe(date);
				expect(serverDateOf(date)).toBe(date);
			}),
		);
	});
});
