import { InvalidInput } from '../../../../nodes/shared/errors';
import { phoneDigits, requiredValue } from '../../../../nodes/shared/recipient';

describe('a phone number', () => {
	it.each([
		'79991112233',
		'+79991112233',
		'+7 999 111-22-33',
		'7 (999) 111 22 33',
		'[7] 999-111-22-33',
		'+7\u00a0999\u2011111\u201322\u201433',
		'\t79991112233\n',
	])('%j loses what people put between its digits', (number) => {
		expect(phoneDigits(number)).toBe('79991112233');
	});

	it.each(['', ' ', '+', '+ ()-'])('%j is empty', (number) => {
		expect(() => phoneDigits(number)).toThrow('The phone number is empty');
	});

	it.each([
		'79991112233@c.us',
		'seven',
		'7999111223O',
		'79991112233;79991112234',
		'7.9',
		'\u0667\u0669',
		'undefined',
	])('%j is refused and named', (number) => {
		expect(() => phoneDigits(number)).toThrow(InvalidInput);
		expect(() => phoneDigits(number)).toThrow(`"${number}" is not a phone number`);
	});
});

describe('a value that must be given', () => {
	it('comes back', () => {
		expect(requiredValue({ mode: 'id', value: 'x' }, 'chat')).toBe('x');
	});

	it('is named where it is missing', () => {
		expect(() => requiredValue({ mode: 'list', value: '' }, 'chat')).toThrow('No chat is given');
	});
});
