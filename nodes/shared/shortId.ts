import { createHash } from 'node:crypto';

/** Characters of base64, 60 bits. */
const LENGTH = 10;

/**
 * An id, or any text, as it is stored: a longer one as the beginning of its SHA-256. Two different ones look the same with
 * a probability of 2^-60. Among the events of one second, at 1,000 a minute, that happens about once in a hundred million
 * years.
 */
export function shortId(text: string): string {
	if (text.length <= LENGTH) return text;
	return createHash('sha256').update(text).digest('base64').slice(0, LENGTH);
}
