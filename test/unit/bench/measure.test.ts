import { inRounds, inTurn, median, ratios, spread, verdict } from '../../../bench/measure';

test('the median stands in the middle, also between two values', () => {
	expect(median([9, 1, 5])).toBe(5);
	expect(median([1, 2, 4, 100])).toBe(3);
});

test('one disturbed round does not move the spread far', () => {
	expect(spread([10, 11, 12, 13, 500])).toBe(1);
	expect(spread([7])).toBe(0);
});

describe('a row reaches its aim', () => {
	const aim = { atMost: 10 };

	test('when its median is not above it', () => {
		expect(verdict({ values: [9, 10, 30], aim })).toBe('met');
	});

	test('or not, when it is above it by more than the spread', () => {
		expect(verdict({ values: [11, 11, 11], aim })).toBe('not met');
		expect(verdict({ values: [8, 11, 14], aim })).toBe('within its spread');
	});

	test('and the other way round where more is better', () => {
		const more = { atLeast: 10 };
		expect(verdict({ values: [10, 12, 1], aim: more })).toBe('met');
		expect(verdict({ values: [9, 9, 9], aim: more })).toBe('not met');
		expect(verdict({ values: [6, 9, 12], aim: more })).toBe('within its spread');
	});

	test('or comes as near as the host by itself, where that misses the aim', () => {
		const less = { atLeast: 10 };
		expect(verdict({ values: [5.8], aim: less, limit: [6] })).toBe("the host's limit");
		expect(verdict({ values: [5], aim: less, limit: [6] })).toBe('not met');
		expect(verdict({ values: [9], aim: less, limit: [11] })).toBe('not met');
		expect(verdict({ values: [12.5], aim, limit: [12] })).toBe("the host's limit");
		expect(verdict({ values: [13], aim, limit: [12] })).toBe('not met');
		expect(verdict({ values: [12.5], aim, limit: [9] })).toBe('not met');
		expect(verdict({ values: [9], aim, limit: [12] })).toBe('met');
	});

	test('and nothing is said where there is no aim or no figure', () => {
		expect(verdict({ values: [11] })).toBe('no aim');
		expect(verdict({ values: [], aim })).toBe('no aim');
	});
});

describe('two alternatives', () => {
	/** Gives 1, 2, 3 … and notes each call. */
	const counter = (name: string, calls: string[]) => {
		let count = 0;
		return () => {
			calls.push(name);
			return Promise.resolve(++count);
		};
	};

	test('take turns in going first, after a round that does not count', async () => {
		const calls: string[] = [];
		const pair = await inTurn(2, counter('ours', calls), counter('other', calls));
		expect(calls).toEqual(['ours', 'other', 'other', 'ours', 'ours', 'other']);
		expect(pair).toEqual({ ours: [2, 3], other: [2, 3], ratios: [1, 1] });
	});

	test('or three, each of which goes first once', async () => {
		const calls: string[] = [];
		const alternatives = ['a', 'b', 'c'].map((name) => counter(name, calls));
		const figures = await inRounds(2, alternatives, { warmUp: false });
		expect(calls).toEqual(['b', 'c', 'a', 'c', 'a', 'b']);
		expect(figures).toEqual([
			[1, 2],
			[1, 2],
			[1, 2],
		]);
		expect(ratios([2, 3], [1, 2])).toEqual([2, 1.5]);
	});

	test('count from the first round on where nothing has to warm up', async () => {
		const calls: string[] = [];
		const pair = await inTurn(1, counter('ours', calls), counter('other', calls), {
			warmUp: false,
		});
		expect(calls).toEqual(['other', 'ours']);
		expect(pair).toEqual({ ours: [1], other: [1], ratios: [1] });
	});
});
