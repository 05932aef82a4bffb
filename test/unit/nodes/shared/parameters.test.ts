import { InvalidInput } from '../../../../nodes/shared/errors';
import { Parameters } from '../../../../nodes/shared/parameters';

/** Parameters of which one has a value. */
const having = (value: unknown) => new Parameters((name) => (name === 'it' ? value : undefined));

describe('a text', () => {
	it.each([
		['a text', ' as it is ', ' as it is '],
		['a number', 79991112233, '79991112233'],
		['a boolean', false, 'false'],
		['nothing', undefined, ''],
		['null', null, ''],
	])('from %s', (_what, value, text) => {
		expect(having(value).text('it')).toBe(text);
	});

	it.each([[{}], [[]], [['a']]])('is not made from %j', (value) => {
		expect(() => having(value).text('it')).toThrow('The parameter "it" is not a text');
	});
});

describe('a boolean', () => {
	it.each([
		[true, true],
		[false, false],
		['true', true],
		['false', false],
	])('from %j', (value, expected) => {
		expect(having(value).boolean('it', !expected)).toBe(expected);
	});

	it.each([undefined, null, ''])('falls back for %j', (value) => {
		expect(having(value).boolean('it', true)).toBe(true);
		expect(having(value).boolean('it')).toBe(false);
	});

	it.each(['yes', 1, 0, {}])('is not made from %j', (value) => {
		expect(() => having(value).boolean('it')).toThrow(InvalidInput);
	});
});

describe('a number', () => {
	const bounds = { min: 1, max: 10 };

	it.each([
		[1, 1],
		[10, 10],
		['7', 7],
		[undefined, 5],
		[null, 5],
		['', 5],
	])('from %j', (value, expected) => {
		expect(having(value).number('it', 5, bounds)).toBe(expected);
	});

	it.each([0, 11, -1, '0', 'many', '7 apples', Number.NaN, Infinity, true, {}, [7]])(
		'is not made from %j',
		(value) => {
			expect(() => having(value).number('it', 5, bounds)).toThrow(
				'The parameter "it" has to be a number, from 1 to 10',
			);
		},
	);

	it('says what it is now', () => {
		let advice = '';
		try {
			having('many').number('it', 5, { min: 1 });
		} catch (error) {
			if (error instanceof InvalidInput) advice = error.advice;
		}
		expect(advice).toContain('It is "many" now');
	});
});

describe('a list', () => {
	it.each([
		[
			['a', 1],
			['a', '1'],
		],
		['a', ['a']],
		['', []],
		[undefined, []],
		[{}, []],
	])('from %j', (value, expected) => {
		expect(having(value).list('it')).toEqual(expected);
	});
});

describe('a resource locator', () => {
	it.each([
		[
			{ __rl: true, mode: 'phone', value: ' +7 999 ' },
			{ mode: 'phone', value: '+7 999' },
		],
		[
			{ __rl: true, mode: 'list', value: 6345454545454 },
			{ mode: 'list', value: '6345454545454' },
		],
		[{ value: 'x' }, { mode: 'id', value: 'x' }],
		[
			{ mode: 'id', value: null },
			{ mode: 'id', value: '' },
		],
		[
			{ mode: 'id', value: { nested: 'x' } },
			{ mode: 'id', value: '' },
		],
		[' plain ', { mode: 'plain', value: 'plain' }],
		[79991112233, { mode: 'plain', value: '79991112233' }],
		[undefined, { mode: 'plain', value: '' }],
	])('from %j', (value, expected) => {
		expect(having(value).locator('it')).toEqual(expected);
	});
});

describe('a date and time', () => {
	const moscow = (value: unknown) => {
		const millis = having(value).dateTime('it', 'Europe/Moscow');
		return millis === null ? null : new Date(millis).toISOString();
	};

	it.each([
		['2026-01-02T03:04:05', '2026-01-02T00:04:05.000Z'],
		['2026-01-02 03:04:05', '2026-01-02T00:04:05.000Z'],
		['2026-01-02', '2026-01-01T21:00:00.000Z'],
		['2026-01-02T03:04:05Z', '2026-01-02T03:04:05.000Z'],
		['2026-01-02T03:04:05+05:00', '2026-01-01T22:04:05.000Z'],
		[new Date(0), '1970-01-01T00:00:00.000Z'],
	])('%s is read in the given zone where it names none', (value, expected) => {
		expect(moscow(value)).toBe(expected);
	});

	it('knows summer time', () => {
		const millis = having('2026-07-01T12:00:00').dateTime('it', 'Europe/Berlin');
		expect(millis).toBe(Date.UTC(2026, 6, 1, 10));
	});

	it.each([undefined, null, ''])('is none for %j', (value) => {
		expect(moscow(value)).toBeNull();
	});

	it.each(['tomorrow', {}, true, '2026-13-01'])('is not made from %j', (value) => {
		expect(() => moscow(value)).toThrow('The parameter "it" is not a date and time');
	});
});

describe('a collection', () => {
	it('reads its own fields', () => {
		expect(having({ async: true }).group('it').boolean('async')).toBe(true);
	});

	it.each([undefined, null, 'x', []])('is empty where it is %j', (value) => {
		expect(having(value).group('it').text('async')).toBe('');
		expect(having(value).record('it')).toEqual({});
	});
});
