/** The callbacks exactly as the service's page "Chats" prints them, the masked ids filled in. */

import type { IDataObject } from 'n8n-workflow';

import { eventsOf } from '../../../../nodes/Whapi/simplifyEvent';

const chatId = '919984351847@s.whatsapp.net';
const channel_id = 'MANTIS-M72HC';

const itemsOf = (body: IDataObject) => eventsOf(body).map(({ simplified }) => simplified);

const chats = (event: string, payload: IDataObject): IDataObject => ({
	...payload,
	event: { type: 'chats', event },
	channel_id,
});

const head = { gateway: 'whapi', account: channel_id, eventId: null, kind: 'chat' };

it('a new chat with an incoming message', () => {
	const chat = { id: chatId, type: 'contact', timestamp: 1747660332, unread: 1, not_spam: true };
	expect(itemsOf(chats('post', { chats: [chat] }))).toMatchObject([
		{
			...head,
			event: 'chats.post',
			change: 'created',
			id: chatId,
			isGroup: false,
			unread: 1,
			timestamp: '2025-05-19T13:12:12.000Z',
			lastActivity: '2025-05-19T13:12:12.000Z',
		},
	]);
});

it('a new chat with an outgoing message has nothing unread', () => {
	const chat = { id: chatId, type: 'contact', timestamp: 1712995377, not_spam: true };
	expect(itemsOf(chats('post', { chats: [chat] }))).toMatchObject([
		{
			...head,
			event: 'chats.post',
			change: 'created',
			id: chatId,
			unread: null,
			timestamp: '2024-04-13T08:02:57.000Z',
		},
	]);
});

it('deleted chats, one item each', () => {
	const removed = [chatId, '120363271212442249@g.us'];
	expect(itemsOf(chats('delete', { chats_removed: removed }))).toMatchObject([
		{ ...head, event: 'chats.delete', change: 'deleted', id: chatId, isGroup: false },
		{ ...head, event: 'chats.delete', change: 'deleted', id: removed[1], isGroup: true },
	]);
});

const before = {
	id: chatId,
	type: 'contact',
	timestamp: 1747059575,
	name: 'Jonathan',
	mute_until: 18446744073709552000,
	not_spam: true,
	last_message: { id: 'yqJjeEsm3q7aMd8-gIcNRJKDPQ', from_name: 'Whapi' },
};
const label = { id: '3', name: 'Pending payment', color: 'salmon' };

describe('a changed chat', () => {
	const changed = (update: IDataObject) => itemsOf(chats('patch', { chats_updates: [update] }));

	const expected = {
		...head,
		event: 'chats.patch',
		change: 'updated',
		id: chatId,
		name: 'Jonathan',
		muted: true,
		mutedUntil: null,
		labels: [label],
		changes: ['last_message', 'labels', 'mute', 'mute_until'],
		before: { id: chatId, muted: null, mutedUntil: null, labels: null },
		after: { id: chatId, muted: true, mutedUntil: null, labels: [label] },
	};
	const changes = expected.changes;

	it('with its labels in the chat after the change', () => {
		const after_update = { ...before, mute: true, labels: [label] };
		const update = { before_update: before, after_update, changes };
		expect(changed(update)).toMatchObject([expected]);
	});

	it('with its labels beside it, as the page prints them', () => {
		const after_update = { ...before, mute: true };
		const update = { before_update: before, after_update, labels: [label], changes };
		expect(changed(update)).toMatchObject([expected]);
	});

	it('whose label was taken off', () => {
		const update = {
			before_update: { ...before, labels: [label] },
			after_update: { ...before, labels: [] },
			changes: ['labels'],
		};
		expect(changed(update)).toMatchObject([
			{ labels: [], before: { labels: [label] }, after: { labels: [] }, changes: ['labels'] },
		]);
	});

	it('that makes sounds again', () => {
		const update = {
			before_update: { ...before, mute: true },
			after_update: { ...before, mute: false, mute_until: 0 },
			changes: ['mute', 'mute_until'],
		};
		expect(changed(update)).toMatchObject([
			{ muted: false, mutedUntil: null, before: { muted: true, mutedUntil: null } },
		]);
	});

	it('that is a story of a contact', () => {
		const story = { id: 'status@broadcast', type: 'broadcast', timestamp: 1735220295, unread: 2 };
		const update = { before_update: story, after_update: story, changes: ['unread'] };
		expect(changed(update)).toMatchObject([{ id: 'status@broadcast', isGroup: false, unread: 2 }]);
	});

	it('without the chat before the change', () => {
		expect(changed({ after_update: before })).toMatchObject([
			{ id: chatId, before: null, after: { id: chatId }, changes: [] },
		]);
	});
});

it('the setting for disappearing messages is a message of the type action', () => {
	const message = {
		id: 'PrBhEFkXhz2gFVU-gNASij1GoQ',
		from_me: false,
		type: 'action',
		chat_id: chatId,
		timestamp: 1747661045,
		source: 'system',
		device_id: 20,
		chat_name: 'Jonathan',
		action: { type: 'ephemeral' },
		from: '919984351847',
		from_name: 'Jonathan',
	};
	const event = { type: 'messages', event: 'post' };
	expect(itemsOf({ messages: [message], event, channel_id })).toMatchObject([
		{
			gateway: 'whapi',
			account: channel_id,
			event: 'messages.post',
			kind: 'message',
			messageId: 'PrBhEFkXhz2gFVU-gNASij1GoQ',
			chatId,
			from: chatId,
			fromName: 'Jonathan',
			type: 'action',
			action: 'ephemeral',
			targetMessageId: null,
			timestamp: '2025-05-19T13:24:05.000Z',
		},
	]);
});
