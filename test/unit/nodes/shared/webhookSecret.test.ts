import { secretMatches, webhookSecret } from '../../../../nodes/shared/webhookSecret';

describe("a webhook's secret", () => {
	const secret = webhookSecret('the api key', '/abc/webhook');

	it('is the same each time, and nobody can read the key out of it', () => {
		expect(webhookSecret('the api key', '/abc/webhook')).toBe(secret);
		expect(secret).toMatch(/^[0-9a-f]{64}$/);
	});

	it('differs from key to key and from path to path', () => {
		const others = [
			webhookSecret('another key', '/abc/webhook'),
			webhookSecret('the api key', '/abd/webhook'),
		];
		expect(new Set([secret, ...others]).size).toBe(3);
	});

	it('matches only itself', () => {
		expect(secretMatches(secret, secret)).toBe(true);
		for (const wrong of [secret.toUpperCase(), secret.slice(1), `${secret} `, '', 'я'.repeat(32)]) {
			expect(secretMatches(wrong, secret)).toBe(false);
		}
	});

	it.each([[undefined], [null], [[]], [{}], [7]])('does not match %j', (given) => {
		expect(secretMatches(given, secret)).toBe(false);
	});

	it('does not match when it is given twice', () => {
		expect(secretMatches([secret, secret], secret)).toBe(false);
	});
});
