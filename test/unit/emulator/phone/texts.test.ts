import fc from 'fast-check';

import {
	blacken,
	blackenHeaders,
	blackenText,
	readable,
} from '../../../../emulator/phone/text/blacken';
import { linkParts, webAddress } from '../../../../emulator/phone/text/links';
import { sizeOf } from '../../../../emulator/phone/text/files';
import { initials } from '../../../../emulator/phone/text/names';
import { dayName, lengthOf } from '../../../../emulator/phone/text/times';

describe('links in a text', () => {
	const links = (text: string) =>
		linkParts(text)
			.filter(({ href }) => href !== null)
			.map(({ text: shown }) => shown);

	test.each<[string, string[]]>([
		['See https://example.com/a?b=1&c=2#d.', ['https://example.com/a?b=1&c=2#d']],
		['(http://example.com), https://пример.рф!', ['http://example.com', 'https://пример.рф']],
		['HTTPS://EXAMPLE.COM', ['HTTPS://EXAMPLE.COM']],
		['javascript:alert(1) ftp://a.b mailto:a@b.c example.com', []],
		['https:// http://', []],
		['<https://a.b>', ['https://a.b']],
	])('%j', (text, expected) => {
		expect(links(text)).toEqual(expected);
	});

	test('no text is lost, and nothing but web addresses can be opened', () => {
		const piece = fc.oneof(
			fc.string({ unit: 'grapheme' }),
			fc.webUrl(),
			fc.constantFrom('https://', 'javascript:', ' ', '\n', '"', '<'),
		);
		fc.assert(
			fc.property(fc.array(piece), (pieces) => {
				const text = pieces.join('');
				const parts = linkParts(text);
				expect(parts.map((part) => part.text).join('')).toBe(text);
				for (const { href } of parts) expect(href ?? 'https://').toMatch(/^https?:\/\//);
			}),
		);
	});

	test.each([
		['https://a.b/c', 'https://a.b/c'],
		['javascript:alert(1)', null],
		['data:text/html,x', null],
		['/path', null],
	])('a button may open %s: %s', (text, expected) => {
		expect(webAddress(text)).toBe(expected);
	});
});

describe('secrets are blackened', () => {
	test('in addresses, fields and headers; the rest stays', () => {
		const value = {
			callback: 'http://127.0.0.1/webhook/a?x=1&n8nSecret=hush&y=2',
			token: 'hush',
			webhooks: [{ url: 'http://a', headers: { 'X-Own': 'hush', accept: 'text/plain' } }],
			mediaKey: 'stays',
		};
		expect(blacken(value)).toEqual({
			callback: 'http://127.0.0.1/webhook/a?x=1&n8nSecret=••••••&y=2',
			token: '••••••',
			webhooks: [{ url: 'http://a', headers: { 'X-Own': '••••••', accept: 'text/plain' } }],
			mediaKey: 'stays',
		});
		expect(blackenHeaders({ 'x-api-key': 'hush', 'user-agent': 'n8n' })).toEqual({
			'x-api-key': '••••••',
			'user-agent': 'n8n',
		});
	});

	test('in JSON whose end was cut off', () => {
		const cut = '{"a":1,"X-N8n-Webhook-Secret":"hus\\"h"},{"token":"hush';
		expect(blackenText(cut)).toBe('{"a":1,"X-N8n-Webhook-Secret":"••••••"},{"token":"••••••');
		expect(readable(cut)).not.toContain('hus');
	});

	test('JSON is shown indented, other texts as they are', () => {
		expect(readable('{"a":[1]}')).toBe('{\n  "a": [\n    1\n  ]\n}');
		expect(readable('<h1>')).toBe('<h1>');
		expect(readable(undefined)).toBe('null');
	});
});

test.each([
	[999, '999 B'],
	[1500, '1.5 kB'],
	[64 * 1024 * 1024, '67 MB'],
])('%d bytes are %s', (bytes, text) => {
	expect(sizeOf(bytes)).toBe(text);
});

test.each([
	['Demo phone', 'DP'],
	['мария', 'М'],
	['+7 999', '#'],
])('%s is shortened to %s', (name, letters) => {
	expect(initials(name)).toBe(letters);
});

test('days are named by the calendar, not by hours', () => {
	const now = new Date(2026, 2, 1, 0, 30).getTime();
	expect(dayName(now, now)).toBe('Today');
	expect(dayName(now - 60 * 60_000, now)).toBe('Yesterday');
	expect(dayName(now - 25 * 60 * 60_000, now)).toMatch(/2026/);
	expect(lengthOf(67.9)).toBe('1:07');
});
