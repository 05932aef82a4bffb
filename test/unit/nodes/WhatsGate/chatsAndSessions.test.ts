import { simplifyChat, simplifySession } from '../../../../nodes/WhatsGate/simplify';
import { recordOf, recordsOf } from '../../../../nodes/shared/json';
import { firstOf, sample } from '../fixtures';
import { chatFields, sorted } from './fields';

const me = '79999999999@c.us';
const vasily = '79991112233@c.us';

describe('a chat', () => {
	const now = Date.UTC(2026, 0, 1);
	const [person, group] = recordsOf(sample('response-get-chats').data).map((chat) =>
		simplifyChat(chat, now),
	);

	it('with a person', () => {
		expect(person).toMatchObject({
			id: me,
			name: '+7 999 999-99-99',
			isGroup: false,
			unread: 0,
			lastActivity: '2022-09-09T08:00:54.000Z',
			pinned: false,
			muted: false,
			mutedUntil: null,
			archived: null,
			readOnly: false,
			participants: null,
		});
		expect(sorted(person ?? {})).toEqual(chatFields);
	});

	it('with a group has its participants', () => {
		expect(group).toMatchObject({
			isGroup: true,
			participants: [
				{ id: me, admin: true },
				{ id: vasily, admin: false },
			],
		});
	});

	it.each([
		[true, 3600, '2026-01-01T01:00:00.000Z'],
		[true, 1767229200, '2026-01-01T01:00:00.000Z'],
		[true, 0, null],
		[true, -1, null],
		[true, true, null],
		[false, 3600, null],
	])('muted: %s for %j is muted until %s', (isMuted, muteExpiration, expected) => {
		expect(simplifyChat({ isMuted, muteExpiration }, now).mutedUntil).toBe(expected);
	});

	it('that does not tell is a group by its id', () => {
		expect(simplifyChat({ id: '42@g.us' }, now)).toMatchObject({ isGroup: true, participants: [] });
	});
});

describe('a session', () => {
	it('from the list', () => {
		const sessions = recordsOf(sample('response-sessions-get').data).map(simplifySession);
		expect(sessions).toMatchObject([
			{
				id: '6345454545454',
				status: 'AUTH',
				isReady: false,
				chatId: null,
				webhookUrl: null,
				createdAt: '2022-10-11T19:30:14.000Z',
				qrLink: 'https://whatsgate.org/qr/6345454545454',
			},
			{ isReady: true, displayName: 'Vasya', chatId: '79991234567@c.us', qrLink: null },
		]);
	});

	it.each(['response-session-create-qr', 'response-session-delete'])('from %s', (name) => {
		const fields = sorted(simplifySession(firstOf('response-sessions-get')));
		const session = simplifySession(recordOf(sample(name).data));
		expect(session.id).toEqual(recordOf(sample(name).data).unique_id);
		expect(sorted(session)).toEqual(fields);
	});
});
