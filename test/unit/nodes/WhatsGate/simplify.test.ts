import {
	queuedMessage,
	simplifyEvent,
	simplifyMessage,
} from '../../../../nodes/WhatsGate/simplify';
import { recordOf } from '../../../../nodes/shared/json';
import { firstOf, sample } from '../fixtures';
import { eventFields, messageFields, sorted } from './fields';

const me = '79999999999@c.us';
const vasily = '79991112233@c.us';

const message = {
	messageId: 'false_79999999999@c.us_3EB0436AE1E682FF3A37',
	chatId: vasily,
	isGroup: false,
	from: vasily,
	fromName: null,
	to: me,
	fromMe: false,
	type: 'text',
	text: '212',
	quotedMessageId: null,
	status: null,
	hasMedia: false,
	media: null,
	timestamp: '2022-09-07T18:29:37.000Z',
};

const head = {
	gateway: 'whatsgate',
	account: '191b80a9238',
	event: 'message',
	kind: 'message',
	eventId: '18',
};

const own = {
	messageId: 'true_79991112233@c.us_3EB0EBC34954F8976AA6',
	chatId: vasily,
	from: me,
	to: vasily,
	fromMe: true,
	text: 'Hello, world!',
};

describe('an event', () => {
	it.each([
		['event-message', {}],
		['event-message-older-docs', {}],
		['event-message-polled-client-fields', { fromName: 'Vasily' }],
	])('%s', (name, more) => {
		expect(simplifyEvent(sample(name))).toMatchObject({ ...head, ...message, ...more });
	});

	it.each([
		['event-create.assumed', 'create', '24'],
		['event-sent.assumed', 'sent', '23'],
	])('%s is an own message', (name, event, eventId) => {
		const timestamp = '2022-09-07T18:30:00.000Z';
		const expected = { kind: 'message', event, eventId, ...own, status: 'sent', timestamp };
		expect(simplifyEvent(sample(name))).toMatchObject(expected);
	});

	it('event-ack is a status, with the time at which it changed', () => {
		const timestamp = '2022-09-07T18:30:10.000Z';
		const expected = { kind: 'status', event: 'ack', ...own, status: 'read', timestamp };
		expect(simplifyEvent(sample('event-ack.assumed'))).toMatchObject(expected);
	});

	it('event-message-group tells group and participant apart', () => {
		expect(simplifyEvent(sample('event-message-group.assumed'))).toMatchObject({
			chatId: '4239048293082@g.us',
			isGroup: true,
			from: vasily,
			fromName: 'Vasily',
			fromMe: false,
		});
	});

	it('event-message-with-media has a file, of which nothing is known yet', () => {
		expect(simplifyEvent(sample('event-message-with-media.assumed'))).toMatchObject({
			type: 'image',
			text: null,
			hasMedia: true,
			media: { mimeType: null, fileName: null, size: null, id: null, url: null },
		});
	});

	it('event-media is a message of which only the file is known', () => {
		expect(simplifyEvent(sample('event-media.assumed'))).toMatchObject({
			kind: 'message',
			event: 'media',
			messageId: null,
			chatId: null,
			type: 'image',
			hasMedia: true,
			media: { mimeType: 'image/jpeg', fileName: 'image.jpg', size: 70, id: null, url: null },
			timestamp: '2022-09-07T18:29:40.000Z',
		});
	});

	it.each([
		['event-ready.partial', 'account', { pushname: 'Vasya', number: '79991234567' }],
		['event-disconnect.assumed', 'account', {}],
		['event-error.assumed', 'error', { error: 'Evaluation failed' }],
		['event-unknown-action.assumed', 'other', {}],
	])('%s keeps its fields', (name, kind, data) => {
		const event = simplifyEvent(sample(name));
		expect(event).toMatchObject({ account: '191b80a9238', kind, data });
		expect(sorted(event)).toEqual([...eventFields, 'data'].sort());
	});

	it('of every kind of message has every field', () => {
		for (const name of ['message', 'ack.assumed', 'create.assumed', 'media.assumed']) {
			const fields = sorted(simplifyEvent(sample(`event-${name}`)));
			expect(fields).toEqual([...new Set([...eventFields, ...messageFields])].sort());
		}
	});

	it('that should hold a message, but does not, keeps what it has', () => {
		const event = { id: 1, event_action: 'ack', event_data: { ack: 3 } };
		expect(simplifyEvent(event)).toMatchObject({ event: 'ack', kind: 'other', data: { ack: 3 } });
	});

	it('without a time of its message has the time of the event', () => {
		const event = { ...sample('event-message'), event_data: { message: { id: 'false_x' } } };
		expect(simplifyEvent(event).timestamp).toBe('2022-09-07T18:29:37.000Z');
	});
});

describe('a message', () => {
	it('from the history', () => {
		expect(simplifyMessage(firstOf('response-get-history'))).toMatchObject({
			messageId: 'false_79999999999@c.us_17AC61BFA5A561B7EE42F98810EDFFC4',
			fromMe: false,
			text: 'Hello world!',
			status: null,
			timestamp: '2022-11-01T09:50:42.000Z',
		});
	});

	it.each([
		['response-send-sync', me],
		['response-send-sync-client-fields', vasily],
	])('from %s', (name, chatId) => {
		const sent = simplifyMessage(recordOf(sample(name).result));
		expect(sent).toMatchObject({ fromMe: true, type: 'text', chatId, to: chatId });
		expect(sorted(sent)).toEqual(messageFields);
	});

	it.each([
		['chat', 'text'],
		['ptt', 'voice'],
		['audio', 'audio'],
		['vcard', 'contact'],
		['multi_vcard', 'contact'],
		['list_response', 'reply'],
		['revoked', 'action'],
		['e2e_notification', 'system'],
		['hologram', 'unknown'],
		['constructor', 'unknown'],
		['', 'unknown'],
		[null, 'unknown'],
	])('of the type %j is %s', (type, expected) => {
		expect(simplifyMessage({ type }).type).toBe(expected);
	});

	it.each([
		[-1, 'failed'],
		[0, 'pending'],
		[1, 'sent'],
		[2, 'delivered'],
		['3', 'read'],
		[4, 'played'],
		[5, null],
		[0.5, null],
		[null, null],
	])('of the account with ack %j is %s', (ack, expected) => {
		expect(simplifyMessage({ id: 'true_x', ack }).status).toBe(expected);
	});

	it('of somebody else has no status', () => {
		expect(simplifyMessage({ id: 'false_x', ack: 3 }).status).toBeNull();
	});

	it('takes its chat from the sender or receiver, never from its id', () => {
		const id = 'false_70000000000@c.us_ABC';
		expect(simplifyMessage({ id, from: vasily, to: me }).chatId).toBe(vasily);
	});

	it('keeps a privacy id as it is', () => {
		const chat = simplifyMessage({ id: 'false_x', from: '1234567@lid' });
		expect(chat).toMatchObject({ chatId: '1234567@lid', isGroup: false });
	});

	it('in a group without a participant does not take the group for the sender', () => {
		const { chatId, from } = simplifyMessage({ id: 'false_x', from: '42@g.us' });
		expect({ chatId, from }).toEqual({ chatId: '42@g.us', from: null });
	});

	it.each([
		[{ quotedMsg: { id: 'true_q' } }, 'true_q'],
		[{ quote: 'true_q' }, 'true_q'],
		[{ quotedMsgId: 'true_q' }, 'true_q'],
		[{ quotedMsg: {} }, null],
	])('quotes another one: %j', (quote, expected) => {
		expect(simplifyMessage(quote).quotedMessageId).toBe(expected);
	});

	it('that was only queued has the same fields', () => {
		const queued = queuedMessage('42@g.us', 'Hello');
		expect(sorted(queued)).toEqual(messageFields);
		expect(queued).toMatchObject({
			messageId: null,
			chatId: '42@g.us',
			isGroup: true,
			fromMe: true,
			text: 'Hello',
			status: 'pending',
		});
	});
});
