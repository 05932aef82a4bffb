import { randomBytes } from 'node:crypto';

/** A new message key: twenty hexadecimal digits beginning like the documented samples (`3EB0`). */
export function newMessageKey(): string {
	return `3EB0${randomBytes(8).toString('hex').toUpperCase()}`;
}
