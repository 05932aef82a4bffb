/** Callback bodies that differ from the documented ones: parts missing, parts unknown, very many elements. */

import type { IDataObject } from 'n8n-workflow';

import { eventsOf } from '../../../../nodes/Whapi/simplifyEvent';
import { callback, callbackNames, elementOf } from './fixtures';

const itemsOf = (body: unknown) => eventsOf(body).map(({ simplified }) => simplified);

/** The body without one of its keys. */
const without = (body: IDataObject, key: string): IDataObject =>
	Object.fromEntries(Object.entries(body).filter(([name]) => name !== key));

/** Which event a payload stands for can be known without the envelope. */
const named = callbackNames.filter((name) => !/^(service|messages\.put|chats\.put)/.test(name));

it.each([null, undefined, true, 7, 'text', [], [{ messages: [{}] }]])(
	'a body that is %j gives nothing',
	(body) => {
		expect(itemsOf(body)).toEqual([]);
	},
);

it.each([{}, { channel_id: 'A' }, { event: {} }, { event: null, channel_id: null }])(
	'an envelope without anything in it, %j, gives nothing',
	(body) => {
		expect(itemsOf(body)).toEqual([]);
	},
);

it.each(['messages', 'statuses', 'chats', 'labels', 'calls', 'nobody_knows'])(
	'an empty list of %s gives nothing',
	(key) => {
		expect(itemsOf({ ...callback('service.post'), [key]: [] })).toEqual([]);
		expect(itemsOf({ [key]: [] })).toEqual([]);
	},
);

it.each(named)('%s without its event is known by its payload', (name) => {
	expect(itemsOf(without(callback(name), 'event'))).toEqual(itemsOf(callback(name)));
});

it('a payload without its event that nobody knows goes by its own name', () => {
	expect(itemsOf({ surprises: [{ a: 1 }], channel_id: 'A' })).toEqual([
		{
			gateway: 'whapi',
			account: 'A',
			event: 'surprises',
			kind: 'other',
			eventId: null,
			timestamp: null,
			data: { a: 1 },
		},
	]);
});

it.each(callbackNames)('%s without its channel has no account, and all else', (name) => {
	const expected = itemsOf(callback(name)).map((item) => ({ ...item, account: null }));
	expect(itemsOf(without(callback(name), 'channel_id'))).toEqual(expected);
});

it('the method may stand under "method"', () => {
	const body = { ...callback('chats.put'), event: { type: 'chats', method: 'put' } };
	expect(itemsOf(body)).toEqual(itemsOf(callback('chats.put')));
});

it.each([
	['contacts.put', 'contacts', 'contact'],
	['presences.patch', 'presences_updates', 'presence'],
	['calls.delete', 'calls_removed', 'call'],
	['hologram.post', 'holograms', 'other'],
	['service.patch', 'anything', 'other'],
])('%s, which is in no list, keeps its fields', (event, key, kind) => {
	const [type, method] = event.split('.');
	const element = { id: 'x', new: { field: [1] } };
	const body = { [key]: [element], event: { type, event: method }, channel_id: 'A' };
	expect(itemsOf(body)).toMatchObject([{ event, kind, account: 'A', data: element }]);
});

it.each(['messages', 'statuses', 'chats'])(
	'a payload of %s that nobody knows is not taken for a message or chat',
	(type) => {
		const body = { polls: [{ id: 'x' }], event: { type, event: 'post' } };
		expect(itemsOf(body)).toMatchObject([
			{ event: `${type}.post`, kind: 'other', data: { id: 'x' } },
		]);
	},
);

it('a test call for messages, with nothing in it, starts nothing', () => {
	expect(itemsOf({ event: { type: 'messages', event: 'post' }, channel_id: 'A' })).toEqual([]);
});

it('unknown keys beside the payload are events of their own, the known ones stay', () => {
	const items = itemsOf({ ...callback('messages.post.batch'), extra: { a: 1 } });
	expect(items.map(({ kind }) => kind)).toEqual(['message', 'message', 'message', 'other']);
});

it('unknown keys within a message change nothing', () => {
	const text = { body: 'Hello world', size: 2 };
	const more = { ...elementOf('messages.post.text', 'messages'), hologram: { a: 1 }, text };
	const body = { ...callback('messages.post.text'), messages: [more] };
	expect(itemsOf(body)).toEqual(itemsOf(callback('messages.post.text')));
});

it('errors beside a payload are events of the kind error', () => {
	const error = { code: 131, message: 'Not delivered' };
	const items = itemsOf({ ...callback('statuses.post.read'), errors: [error] });
	expect(items).toMatchObject([
		{ kind: 'status' },
		{ kind: 'error', event: 'statuses.post', data: error },
	]);
	expect(itemsOf({ errors: [error] })).toMatchObject([{ kind: 'error', event: 'errors' }]);
});

it('500 elements in one callback are 500 items, in their order', () => {
	const messages = Array.from({ length: 500 }, (_, index) => ({
		id: `m${index}`,
		type: 'text',
		chat_id: '919984351847@s.whatsapp.net',
		from_me: false,
		timestamp: 1712995245 + index,
		text: { body: `Number ${index}` },
	}));
	const items = itemsOf({ ...callback('messages.post.text'), messages });
	expect(items).toHaveLength(500);
	expect(items.map((item) => 'text' in item && item.text)).toEqual(
		messages.map(({ text }) => text.body),
	);
});

it('a whole chat that was cleared names the chat', () => {
	const chatId = '919984351847@s.whatsapp.net';
	const event = { type: 'messages', event: 'delete' };
	expect(itemsOf({ messages_removed_all: chatId, event })).toMatchObject([
		{ event: 'messages.delete', kind: 'message', action: 'delete', chatId, targetMessageId: null },
	]);
});

it('somebody who saw a story is a status', () => {
	const status = {
		id: 'yqJ_muc_kO8-1CcA-E8JdK1c',
		code: 4,
		status: 'read',
		recipient_id: 'stories',
		timestamp: '1710423471',
		viewer_id: '61371989950',
	};
	const body = { statuses: [status], event: { type: 'statuses', event: 'put' } };
	expect(itemsOf(body)).toMatchObject([
		{
			event: 'statuses.put',
			kind: 'status',
			messageId: status.id,
			chatId: 'stories',
			from: '61371989950@s.whatsapp.net',
			status: 'read',
			timestamp: '2024-03-14T13:37:51.000Z',
		},
	]);
});

it('an edit without what triggered it is an action on the message, with its new text', () => {
	const after_update = {
		...elementOf('messages.post.text', 'messages'),
		text: { body: 'New' },
	};
	const update = { id: 'x', after_update, changes: ['text'] };
	const body = { messages_updates: [update], event: { type: 'messages', event: 'patch' } };
	expect(itemsOf(body)).toMatchObject([
		{
			type: 'action',
			action: 'edit',
			targetMessageId: 'p.w30M7fgwWD4XwHu.g4CA-gBgTwl0rVw',
			text: 'New',
		},
	]);
});
