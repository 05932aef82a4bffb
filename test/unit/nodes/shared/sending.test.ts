import { InvalidInput } from '../../../../nodes/shared/errors';
import { listResults } from '../../../../nodes/shared/listResults';
import { Pacer } from '../../../../nodes/shared/pacer';
import { Parameters } from '../../../../nodes/shared/parameters';
import { inShape, wantedCount } from '../../../../nodes/shared/results';
import { withPause } from '../../../../nodes/shared/sendForm';

const call = (values: Record<string, unknown>) => ({
	parameters: new Parameters((name) => values[name]),
	pacer: new Pacer(),
});

describe('how many results are wanted', () => {
	it.each([
		[{}, 50],
		[{ limit: 7 }, 7],
		[{ returnAll: true, limit: 7 }, Infinity],
		[{ returnAll: false, limit: '3' }, 3],
	])('%j: %s', (values, expected) => {
		expect(wantedCount(call(values))).toBe(expected);
	});

	it.each([0, -5, 'all'])('a limit of %j is refused', (limit) => {
		expect(() => wantedCount(call({ limit }))).toThrow(InvalidInput);
	});
});

describe('the shape of results', () => {
	const simplify = () => ({ simple: true });

	it.each([
		[{}, { simple: true }],
		[{ simplify: true }, { simple: true }],
		[{ simplify: false }, { raw: 1 }],
	])('with %j is %j', (values, expected) => {
		expect(inShape(call(values), [{ raw: 1 }], simplify)).toEqual({ json: [expected] });
	});
});

describe('a send with a pause', () => {
	it.each([
		{ pauseSeconds: -1 },
		{ pauseSeconds: 3601 },
		{ pauseSeconds: 'long' },
		{ pauseJitterSeconds: -1 },
	])('does not go out with the options %j', async (options) => {
		const send = jest.fn(() => Promise.resolve('sent'));
		await expect(withPause(call({ options }), send)).rejects.toThrow(InvalidInput);
		expect(send).not.toHaveBeenCalled();
	});

	it('goes out once, and its failure is passed on', async () => {
		const send = jest.fn(() => Promise.reject(new Error('refused')));
		await expect(withPause(call({}), send)).rejects.toThrow('refused');
		expect(send).toHaveBeenCalledTimes(1);
	});
});

describe('a list to choose from', () => {
	const entries = [
		{ name: 'Vasily', value: '79991112233@c.us' },
		{ name: 'anna', value: '79994445566@c.us' },
	];

	it.each([
		[undefined, ['anna', 'Vasily']],
		[' VAS ', ['Vasily']],
		['4445', ['anna']],
		['nobody', []],
	])('for %j shows %j', (filter, names) => {
		expect(listResults(entries, filter).results.map(({ name }) => name)).toEqual(names);
	});
});
