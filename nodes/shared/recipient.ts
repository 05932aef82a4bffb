import { InvalidInput } from './errors';
import type { Locator } from './parameters';

/** What people put between the digits of a phone number: plus, spaces, brackets and dashes of any width. */
const PHONE_DECORATION = /[\s+()[\]\-\u2010-\u2015]/g;

/**
 * A phone number as both gateways want it: digits only, with the country code.
 * @throws InvalidInput where it is empty or something other than digits remains
 */
export function phoneDigits(phoneNumber: string): string {
	const digits = phoneNumber.replace(PHONE_DECORATION, '');
	if (digits === '') {
		throw new InvalidInput(
			'The phone number is empty',
			'Give a number with its country code, e.g. +7 999 111-22-33, or check the expression that gives it.',
		);
	}
	if (!/^\d+$/.test(digits)) {
		throw new InvalidInput(
			`"${phoneNumber}" is not a phone number`,
			'A phone number has only digits, with the country code first, e.g. +7 999 111-22-33. For an id with an @ choose "By ID".',
		);
	}
	return digits;
}

/**
 * The value of a locator that must not be empty.
 * @param what The thing as the user knows it, e.g. "recipient"
 * @throws InvalidInput where it is empty
 */
export function requiredValue(locator: Locator, what: string): string {
	if (locator.value !== '') return locator.value;
	throw new InvalidInput(
		`No ${what} is given`,
		`Choose the ${what} from the list or enter it, or check the expression that gives it.`,
	);
}
