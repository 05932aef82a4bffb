import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * The secret that a gateway has to show when it calls a webhook. It is derived anew each time, so nothing is stored.
 * @param credentialSecret API key or token of the credential
 * @param webhookPath The part of the webhook's path that is this node's own
 * @returns 64 hexadecimal digits
 */
export function webhookSecret(credentialSecret: string, webhookPath: string): string {
	return createHmac('sha256', credentialSecret).update(`webhook:${webhookPath}`).digest('hex');
}

/** Compares in constant time; anything but a text (missing, or given twice) does not match. */
export function secretMatches(given: unknown, expected: string): boolean {
	if (typeof given !== 'string') return false;
	const [a, b] = [Buffer.from(given), Buffer.from(expected)];
	return a.length === b.length && timingSafeEqual(a, b);
}
