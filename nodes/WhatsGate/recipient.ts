import type { Locator } from '../shared/parameters';
import { phoneDigits, requiredValue } from '../shared/recipient';
import type { Recipient } from './client';

/**
 * A recipient or chat as WhatsGate wants it (https://whatsgate.org/docs/api/send, "Recipient").
 * @param what The thing as the user knows it: "recipient" or "chat"
 * @throws InvalidInput where it is empty, or a phone number has anything but digits
 */
export function toRecipient(locator: Locator, what: string): Recipient {
	const value = requiredValue(locator, what);
	const isPhone = locator.mode === 'phone' || (locator.mode === 'plain' && !value.includes('@'));
	if (isPhone) return { type: 'contact', number: phoneDigits(value) };
	if (locator.mode === 'groupNumber') {
		return { type: 'group', number: value.replace(/@g\.us$/, '') };
	}
	return { id: value };
}

/** The chat id that a recipient stands for. */
export function chatIdOf(recipient: Recipient): string {
	if ('id' in recipient) return recipient.id;
	return `${recipient.number}${recipient.type === 'group' ? '@g.us' : '@c.us'}`;
}
