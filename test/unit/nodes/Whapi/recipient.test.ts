import { personId, toChatId, toParticipant } from '../../../../nodes/Whapi/recipient';

describe('a recipient', () => {
	it.each([
		['phone', '+7 999 111-22-33', '79991112233@s.whatsapp.net'],
		['phone', '79991112233', '79991112233@s.whatsapp.net'],
		['id', '79991112233@s.whatsapp.net', '79991112233@s.whatsapp.net'],
		['id', '79991112233', '79991112233@s.whatsapp.net'],
		['id', '1234567@lid', '1234567@lid'],
		['id', '120363271212442249@newsletter', '120363271212442249@newsletter'],
		['list', '120363271212442249@g.us', '120363271212442249@g.us'],
		['plain', '120363271212442249@g.us', '120363271212442249@g.us'],
		['plain', '+7 (999) 111-22-33', '79991112233@s.whatsapp.net'],
	])('by %s %j is %j', (mode, value, expected) => {
		expect(toChatId({ mode, value }, 'recipient')).toBe(expected);
	});

	it.each(['phone', 'id', 'list', 'plain'])('by %s must not be empty', (mode) => {
		expect(() => toChatId({ mode, value: '' }, 'chat')).toThrow('No chat is given');
	});

	it.each(['phone', 'id', 'list', 'plain'])('by %s is a number or has an @', (mode) => {
		expect(() => toChatId({ mode, value: 'Gerald' }, 'chat')).toThrow('is not a phone number');
	});

	it('by phone number is no id', () => {
		const locator = { mode: 'phone', value: '79991112233@s.whatsapp.net' };
		expect(() => toChatId(locator, 'chat')).toThrow('is not a phone number');
	});
});

describe('a participant', () => {
	it.each([
		['+7 999 111-22-33', '79991112233'],
		['79991112233@s.whatsapp.net', '79991112233'],
		['79991112233@c.us', '79991112233'],
		[' 1234567@lid ', '1234567@lid'],
	])('%j is %j', (text, expected) => {
		expect(toParticipant(text)).toBe(expected);
	});

	it('is a number or has an @', () => {
		expect(() => toParticipant('Gerald')).toThrow('is not a phone number');
		expect(() => toParticipant('@s.whatsapp.net')).toThrow('The phone number is empty');
	});
});

it.each([
	['919984351847', '919984351847@s.whatsapp.net'],
	['1234567@lid', '1234567@lid'],
	['919984351847@s.whatsapp.net', '919984351847@s.whatsapp.net'],
	['stories', 'stories'],
	[null, null],
])('the person %j can be written to as %j', (id, expected) => {
	expect(personId(id)).toBe(expected);
});
