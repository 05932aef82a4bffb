import {
	simplifyChat,
	simplifyContact,
	simplifyGroup,
	simplifyMessage,
	statusOf,
} from '../../../../nodes/Whapi/simplify';
import { recordOf, recordsOf } from '../../../../nodes/shared/json';
import { chatFields, messageFields, sorted } from '../WhatsGate/fields';
import { sample } from './fixtures';

const me = '61371989950@s.whatsapp.net';
const gerald = '919984351847@s.whatsapp.net';

describe('a message', () => {
	it('that was sent', () => {
		const sent = simplifyMessage(recordOf(sample('response.messages.text').message));
		expect(sorted(sent)).toEqual(messageFields);
		expect(sent).toMatchObject({
			messageId: 'yqJRppZk7BI-wNoTwl0rVw',
			chatId: gerald,
			to: gerald,
			from: me,
			fromMe: true,
			type: 'text',
			status: 'pending',
		});
	});

	it('that was asked for, and those of a list', () => {
		const list = recordsOf(sample('response.messages.list').messages);
		expect(list.length).toBeGreaterThan(0);
		for (const message of [sample('response.messages.get'), ...list]) {
			const simplified = simplifyMessage(message);
			expect(simplified).toMatchObject({ messageId: message.id, chatId: message.chat_id });
			expect(simplified.timestamp).toMatch(/^20\d\d-/);
		}
	});

	it.each([
		['short', 'video'],
		['documentWithCaption', 'document'],
		['live_location', 'location'],
		['contact_list', 'contact'],
		['group_invite', 'link'],
		['interactive', 'text'],
		['poll_update', 'action'],
		['system', 'system'],
		['order', 'unknown'],
		['hologram', 'unknown'],
		['constructor', 'unknown'],
		['__proto__', 'unknown'],
		[7, 'unknown'],
		[null, 'unknown'],
	])('of the type %j is %s', (type, expected) => {
		expect(simplifyMessage({ type }).type).toBe(expected);
	});

	it.each([
		[{ text: { body: 'A' } }, 'A'],
		[{ link_preview: { body: 'A' } }, 'A'],
		[{ type: 'gif', gif: { caption: 'A' } }, 'A'],
		[{ interactive: { body: { text: 'A' } } }, 'A'],
		[{ poll: { title: 'A' } }, 'A'],
		[{ action: { type: 'edited', edited_content: { body: 'A' } } }, 'A'],
		[{ action: { type: 'comment', comment: 'A' } }, 'A'],
		[{ action: { type: 'vote', votes: ['1', '2'] } }, '1, 2'],
		[{ system: { body: 'A' } }, 'A'],
		[{ text: { body: '' } }, null],
		[{ text: 'A' }, null],
		[{}, null],
	])('%j has the text %j', (message, text) => {
		expect(simplifyMessage(message).text).toBe(text);
	});

	it.each([
		['buttons_reply', 'ButtonsV3:yes', 'yes'],
		['list_reply', 'ListV3:billing', 'billing'],
		['list_reply', 'billing', 'billing'],
		['buttons_reply', 'x:ButtonsV3:y', 'x:ButtonsV3:y'],
		['buttons_reply', 'ButtonsV3:ListV3:y', 'ListV3:y'],
	])('that answers by %s %j has the id %j', (type, id, replyId) => {
		const reply = { type, [type]: { id, title: 'Chosen' } };
		const simplified = simplifyMessage({ type: 'reply', reply });
		expect(simplified).toMatchObject({ type: 'reply', replyId, text: 'Chosen' });
	});

	it('that takes a reaction back is one without text', () => {
		const action = { type: 'reaction', emoji: '', target: 'a-b' };
		const simplified = simplifyMessage({ type: 'action', action });
		const expected = { type: 'reaction', action: 'reaction', targetMessageId: 'a-b', text: null };
		expect(simplified).toMatchObject(expected);
	});

	it.each(['file_name', 'filename'])('has the name of its file under %s', (key) => {
		const document = { id: 'pdf-1', [key]: 'a.pdf' };
		expect(simplifyMessage({ type: 'document', document }).media?.fileName).toBe('a.pdf');
	});

	it('that is a story with a picture is a picture', () => {
		const image = { id: 'jpeg-1', mime_type: 'image/jpeg' };
		const story = { type: 'story', chat_id: 'stories', image };
		const expected = { type: 'image', hasMedia: true, media: { id: 'jpeg-1' } };
		expect(simplifyMessage(story)).toMatchObject(expected);
	});

	it.each(['919984351847@lid', '1203@newsletter', 'status@broadcast'])(
		'keeps the id %s as it is',
		(id) => {
			const simplified = simplifyMessage({ chat_id: id, from: id });
			expect(simplified).toMatchObject({ chatId: id, from: id, isGroup: false });
		},
	);

	it('of somebody else has no status', () => {
		expect(simplifyMessage({ from_me: false, status: 'read' }).status).toBeNull();
	});

	it.each([
		['played', 'played'],
		['failed', 'failed'],
		['deleted', null],
		['constructor', null],
		[4, null],
	])('of the account with the status %j is %j', (status, expected) => {
		expect(simplifyMessage({ from_me: true, status }).status).toBe(expected);
		expect(statusOf(status)).toBe(expected);
	});
});

describe('a chat', () => {
	it('of a list has every field', () => {
		for (const chat of recordsOf(sample('response.chats.list').chats)) {
			expect(sorted(simplifyChat(chat))).toEqual(chatFields);
			expect(simplifyChat(chat).id).toBe(chat.id);
		}
	});

	it.each([
		[{ mute: true, mute_until: 18446744073709552000 }, true, null],
		[{ mute: true, mute_until: '18446744073709552000' }, true, null],
		[{ mute: true, mute_until: Number.MAX_SAFE_INTEGER }, true, null],
		[{ mute: true, mute_until: 8.64e15 + 1000 }, true, null],
		[{ mute: true, mute_until: -1 }, true, null],
		[{ mute: true, mute_until: 0 }, true, null],
		[{ mute: true }, true, null],
		[{ mute: true, mute_until: 1810364624000 }, true, '2027-05-15T07:03:44.000Z'],
		[{ mute: true, mute_until: 1810364624 }, true, '2027-05-15T07:03:44.000Z'],
		[{ mute: false, mute_until: 1810364624000 }, false, null],
		[{ mute_until: 18446744073709552000 }, null, null],
		[{ mute: 'yes', mute_until: 1810364624000 }, null, null],
	])('with %j is muted: %j until %j', (chat, muted, mutedUntil) => {
		expect(simplifyChat(chat)).toMatchObject({ muted, mutedUntil });
	});

	it('says what is set and leaves open what is not told', () => {
		const chat = { id: gerald, pin: true, archive: false, read_only: true, unread: 0 };
		expect(simplifyChat(chat)).toMatchObject({
			pinned: true,
			archived: false,
			readOnly: true,
			unread: 0,
			muted: null,
			name: null,
			lastActivity: null,
		});
	});

	it('tells the administrators of a group', () => {
		const participants = [
			{ id: '61371989950', rank: 'member' },
			{ id: '919984351847', rank: 'creator' },
			{ id: '123@lid', rank: 'admin' },
		];
		expect(simplifyChat({ id: '1@g.us', participants })).toMatchObject({
			isGroup: true,
			participants: [
				{ id: me, admin: false },
				{ id: gerald, admin: true },
				{ id: '123@lid', admin: true },
			],
		});
	});
});

describe('a group', () => {
	it('is a chat with more fields', () => {
		const group = simplifyGroup(sample('response.groups.get'));
		expect(sorted(group)).toEqual(expect.arrayContaining(chatFields));
		expect(group).toMatchObject({ isGroup: true, description: 'About us' });
	});

	it('that older answers name under group_id', () => {
		expect(simplifyGroup({ group_id: '1@g.us' })).toMatchObject({ id: '1@g.us', isGroup: true });
	});
});

it('a contact can be written to', () => {
	const contact = { id: '919984351847', name: 'Gerald', profile_pic: 'https://a/b.jpg' };
	expect(simplifyContact(contact)).toEqual({
		id: gerald,
		name: 'Gerald',
		displayName: null,
		isBusiness: null,
		isSaved: null,
		pictureUrl: 'https://a/b.jpg',
	});
});
