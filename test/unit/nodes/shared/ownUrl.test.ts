import { InvalidInput } from '../../../../nodes/shared/errors';
import type { OwnUrl } from '../../../../nodes/shared/trigger/ownUrl';
import { isOwn, refuseUnreachable, sameAddress } from '../../../../nodes/shared/trigger/ownUrl';

const own: OwnUrl = {
	url: 'https://n8n.example.com/webhook/abc/webhook',
	path: '/abc/webhook',
	secret: 'f00',
};

const local: OwnUrl = { ...own, url: 'http://localhost:5678/webhook/abc/webhook?n8nSecret=f00' };

describe('a webhook of this very node', () => {
	it.each([
		['https://n8n.example.com/webhook/abc/webhook', true],
		['https://n8n.example.com/webhook-test/abc/webhook?n8nSecret=old', true],
		['https://n8n.example.com/webhook/other/webhook', false],
		['https://n8n.example.com/webhook/xabc/webhook', false],
		['https://n8n.example.org/webhook/abc/webhook', false],
		['http://n8n.example.com/webhook/abc/webhook', false],
		['https://n8n.example.com:8443/webhook/abc/webhook', false],
		['https://crm.example.com/?to=https://n8n.example.com/webhook/abc/webhook', false],
		['', false],
		['abc/webhook', false],
	])('%j: %s', (candidate, expected) => {
		expect(isOwn(candidate, own)).toBe(expected);
	});
});

describe('the same address', () => {
	it('may differ in its query only', () => {
		expect(sameAddress(own.url, `${own.url}?n8nSecret=f00`)).toBe(true);
		expect(sameAddress(own.url, own.url.replace('webhook/', 'webhook-test/'))).toBe(false);
		expect(sameAddress('', '')).toBe(false);
	});
});

describe('a webhook that nobody could call', () => {
	const gateway = 'https://whatsgate.org/api/v1';

	it('is refused with what to do, and without its query', () => {
		let refusal: unknown;
		try {
			refuseUnreachable(local, 'WhatsGate', gateway);
		} catch (error) {
			refusal = error;
		}
		expect(refusal).toBeInstanceOf(InvalidInput);
		expect(refusal).toMatchObject({
			message:
				'WhatsGate cannot call this n8n: its address is http://localhost:5678/webhook/abc/webhook',
		});
		const { advice } = refusal instanceof InvalidInput ? refusal : { advice: '' };
		expect(advice).toMatch(/WEBHOOK_URL.*"Polling"/);
	});

	it('is allowed where the gateway is local, too', () => {
		expect(() => {
			refuseUnreachable(local, 'WhatsGate', 'http://10.0.0.5:3000/api/v1');
		}).not.toThrow();
	});

	it('is not one on the internet', () => {
		expect(() => {
			refuseUnreachable(own, 'WhatsGate', gateway);
		}).not.toThrow();
	});
});
