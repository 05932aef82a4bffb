import { chatIdOf, toRecipient } from '../../../../nodes/WhatsGate/recipient';

describe('a recipient', () => {
	it.each([
		['phone', '+7 999 111-22-33', { type: 'contact', number: '79991112233' }, '79991112233@c.us'],
		['id', '79991112233@c.us', { id: '79991112233@c.us' }, '79991112233@c.us'],
		['id', '1234567@lid', { id: '1234567@lid' }, '1234567@lid'],
		['list', '42@g.us', { id: '42@g.us' }, '42@g.us'],
		['groupNumber', '42', { type: 'group', number: '42' }, '42@g.us'],
		['groupNumber', '42@g.us', { type: 'group', number: '42' }, '42@g.us'],
		['plain', '42@g.us', { id: '42@g.us' }, '42@g.us'],
		['plain', '7 999 1112233', { type: 'contact', number: '79991112233' }, '79991112233@c.us'],
	])('by %s %j', (mode, value, expected, chatId) => {
		const recipient = toRecipient({ mode, value }, 'recipient');
		expect(recipient).toEqual(expected);
		expect(chatIdOf(recipient)).toBe(chatId);
	});

	it.each(['phone', 'id', 'list', 'groupNumber', 'plain'])('by %s must not be empty', (mode) => {
		expect(() => toRecipient({ mode, value: '' }, 'chat')).toThrow('No chat is given');
	});

	it.each(['phone', 'plain'])('by %s has only digits', (mode) => {
		expect(() => toRecipient({ mode, value: 'Vasily' }, 'chat')).toThrow('is not a phone number');
	});
});
