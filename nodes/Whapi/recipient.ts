import type { Locator } from '../shared/parameters';
import { phoneDigits, requiredValue } from '../shared/recipient';

const PERSON_SUFFIX = '@s.whatsapp.net';

/**
 * A recipient or chat as Whapi.Cloud wants it: what has an `@` stays as it is (`@g.us`, `@lid`, `@newsletter`), a
 * phone number becomes digits + `@s.whatsapp.net` (reference, 6).
 * @param what The thing as the user knows it: "recipient" or "chat"
 * @throws InvalidInput where it is empty, or is neither an id nor a phone number
 */
export function toChatId(locator: Locator, what: string): string {
	const value = requiredValue(locator, what);
	if (locator.mode !== 'phone' && value.includes('@')) return value;
	return `${phoneDigits(value)}${PERSON_SUFFIX}`;
}

/** The people of a group as the service wants them: digits only, but hidden numbers (`@lid`) as they are. */
export function toParticipant(text: string): string {
	const value = text.trim();
	if (value.includes('@') && !value.endsWith(PERSON_SUFFIX) && !value.endsWith('@c.us'))
		return value;
	return phoneDigits(value.replace(/@.*$/, ''));
}

/** An id of a person in the form that can be answered to; ids that have a suffix stay as they are. */
export function personId(id: string | null): string | null {
	return id !== null && /^\d+$/.test(id) ? `${id}${PERSON_SUFFIX}` : id;
}
