import {
	booleanOf,
	isRecord,
	numberOf,
	recordOf,
	recordsOf,
	textOf,
} from '../../../../nodes/shared/json';

const STRANGE = [null, undefined, [], {}, true, Number.NaN, Infinity, () => 1];

describe('reading JSON', () => {
	it.each([null, undefined, [], 'x', 1, true])('%j is no object', (value) => {
		expect(isRecord(value)).toBe(false);
		expect(recordOf(value)).toEqual({});
	});

	it('takes only the objects out of a list', () => {
		expect(recordsOf([{ a: 1 }, null, [], 'x', {}])).toEqual([{ a: 1 }, {}]);
		expect(recordsOf({ a: {} })).toEqual([]);
	});

	it.each([
		['x', 'x'],
		[' ', ' '],
		[0, '0'],
		[6345454545454, '6345454545454'],
		['', null],
	])('the text of %j is %j', (value, expected) => {
		expect(textOf(value)).toBe(expected);
	});

	it.each([
		[1.5, 1.5],
		['-12', -12],
		['1.5', 1.5],
		['0x10', null],
		['1e3', null],
		[' 1', null],
		['', null],
	])('the number of %j is %j', (value, expected) => {
		expect(numberOf(value)).toBe(expected);
	});

	it.each(STRANGE)('%j is neither text nor number', (value) => {
		expect([textOf(value), numberOf(value)]).toEqual([null, null]);
	});

	it.each([
		[true, true],
		[false, false],
		['true', null],
		[1, null],
	])('the boolean of %j is %j', (value, expected) => {
		expect(booleanOf(value)).toBe(expected);
	});
});
