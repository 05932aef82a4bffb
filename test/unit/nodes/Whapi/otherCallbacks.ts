/** What the sample callbacks that are not about messages come out as (DESIGN.md, 3.6). */

import type { IDataObject } from 'n8n-workflow';

import { callback, elementOf } from './fixtures';

const gerald = '919984351847@s.whatsapp.net';
const group = '120363271212442249@g.us';

const chat: IDataObject = {
	id: gerald,
	name: null,
	isGroup: false,
	unread: null,
	lastActivity: null,
	pinned: null,
	muted: null,
	mutedUntil: null,
	archived: null,
	readOnly: null,
	participants: null,
	labels: null,
};

const at = (lastActivity: string): IDataObject => ({ lastActivity, timestamp: lastActivity });

const labelled: IDataObject = {
	...chat,
	id: group,
	name: 'Jack Smith and his team',
	isGroup: true,
	lastActivity: '2025-05-16T10:28:45.000Z',
};
const orderComplete = [{ id: '76', name: 'Order complete', color: 'lightsteelblue' }];

const jonathan: IDataObject = {
	...chat,
	name: 'Jonathan',
	lastActivity: '2025-05-12T14:19:35.000Z',
};
const pendingPayment = [{ id: '3', name: 'Pending payment', color: 'salmon' }];

const chatCallbacks: Record<string, IDataObject[]> = {
	'chats.post.incoming': [
		{
			...chat,
			...at('2025-05-19T13:12:12.000Z'),
			event: 'chats.post',
			change: 'created',
			unread: 1,
			changes: [],
			before: null,
			after: null,
		},
	],
	'chats.put': [
		{
			...chat,
			...at('2025-05-19T13:13:20.000Z'),
			event: 'chats.put',
			change: 'updated',
			name: 'Jonathan',
			unread: 0,
			changes: [],
			before: null,
			after: null,
		},
	],
	'chats.delete': [
		{
			...chat,
			event: 'chats.delete',
			change: 'deleted',
			timestamp: null,
			changes: [],
			before: null,
			after: null,
		},
	],
	'chats.patch.label': [
		{
			...labelled,
			event: 'chats.patch',
			change: 'updated',
			timestamp: '2025-05-16T10:28:45.000Z',
			labels: orderComplete,
			changes: ['labels'],
			before: labelled,
			after: { ...labelled, labels: orderComplete },
		},
	],
	'chats.patch.mute_labels': [
		{
			...jonathan,
			event: 'chats.patch',
			change: 'updated',
			timestamp: '2025-05-12T14:19:35.000Z',
			muted: true,
			mutedUntil: null,
			labels: pendingPayment,
			changes: ['last_message', 'labels', 'mute', 'mute_until'],
			before: jonathan,
			after: { ...jonathan, muted: true, labels: pendingPayment },
		},
	],
};

/** Callbacks whose elements come out as they are: kind, payload key and time. */
const plain: Record<string, [kind: string, key: string, timestamp: string | null]> = {
	'calls.post.answered': ['call', 'calls', '2024-04-22T13:29:28.000Z'],
	'calls.post.initiated': ['call', 'calls', '2024-04-22T13:27:33.000Z'],
	'calls.post.ringing': ['call', 'calls', '2024-04-22T13:27:34.000Z'],
	'calls.post.video_ringing': ['call', 'calls', '2024-04-22T13:28:46.000Z'],
	'contacts.patch': ['contact', 'contacts_updates', null],
	'contacts.post': ['contact', 'contacts', null],
	'groups.patch.name': ['group', 'groups_updates', null],
	'groups.post': ['group', 'groups', '2024-04-22T13:07:33.000Z'],
	'groups.put.add': ['group', 'groups_participants', null],
	'groups.put.promote': ['group', 'groups_participants', null],
	'groups.put.remove': ['group', 'groups_participants', null],
	'labels.post': ['label', 'labels', null],
	'presences.post.offline': ['presence', 'presences', null],
	'presences.post.online': ['presence', 'presences', null],
	'presences.post.recording': ['presence', 'presences', null],
	'presences.post.typing': ['presence', 'presences', null],
};

/** Callbacks whose payload is one object. */
const single: Record<string, string> = {
	'channel.patch.qr': 'qr',
	'channel.post.auth': 'health',
	'channel.post.error': 'health',
	'channel.post.init': 'health',
	'channel.post.launch': 'health',
	'channel.post.qr': 'health',
	'users.post': 'user',
};

const eventOf = (name: string) => name.split('.').slice(0, 2).join('.');

/** For each callback its items, in order. */
export const otherCallbacks: Record<string, IDataObject[]> = {
	...Object.fromEntries(
		Object.entries(chatCallbacks).map(([name, items]) => [
			name,
			items.map((item) => ({ ...item, kind: 'chat' })),
		]),
	),
	...Object.fromEntries(
		Object.entries(plain).map(([name, [kind, key, timestamp]]) => [
			name,
			[{ event: eventOf(name), kind, timestamp, data: elementOf(name, key) }],
		]),
	),
	...Object.fromEntries(
		Object.entries(single).map(([name, key]) => [
			name,
			[
				{
					event: eventOf(name),
					kind: 'account',
					timestamp: null,
					data: callback(name)[key],
				},
			],
		]),
	),
	'contacts.post': [
		{
			account: 'MANTIS-PF213',
			event: 'contacts.post',
			kind: 'contact',
			timestamp: null,
			data: { id: '60123673737', name: 'Customer 458' },
		},
	],
	'labels.delete': [
		{ event: 'labels.delete', kind: 'label', timestamp: null, data: { id: 'New order' } },
	],
	'service.post': [{ event: 'service.post', kind: 'other', timestamp: null, data: {} }],
};
