/** Bodies that no service should send: nothing of them may stop a workflow. */

import fc from 'fast-check';

import { pathOf } from '../../../../nodes/Whapi/client';
import {
	simplifyChat,
	simplifyContact,
	simplifyGroup,
	simplifyMessage,
} from '../../../../nodes/Whapi/simplify';
import { eventsOf } from '../../../../nodes/Whapi/simplifyEvent';
import { whapiTrigger } from '../../../../nodes/Whapi/trigger/gateway';
import { receivedMessage } from '../../../../nodes/Whapi/trigger/received';
import { recordOf } from '../../../../nodes/shared/json';
import { Parameters } from '../../../../nodes/shared/parameters';
import { chatFields, eventFields, messageFields, sorted } from '../WhatsGate/fields';
import { callbackNames, callback } from './fixtures';

const STRANGE = [null, undefined, true, 0, -1, 1e308, '', 'x', [], [null], [[]], {}, { id: {} }];

const NAMES = ['__proto__', 'constructor', 'toString', 'valueOf', 'hasOwnProperty', 'toJSON'];

/** Any JSON, with names in it that mean something to JavaScript. */
const json = fc
	.jsonValue({ depthSize: 'medium' })
	.map((value) => JSON.stringify(value).replaceAll('""', '"__proto__"'))
	.map((text): unknown => JSON.parse(text));

const named = fc.constantFrom(...NAMES).map((name): unknown => JSON.parse(`{"${name}":{"a":1}}`));

const value = fc.oneof(
	json,
	named,
	fc.array(named),
	fc.constantFrom<unknown>(...STRANGE),
	fc.constantFrom<unknown>(...NAMES),
);

const fieldsOf = (...names: string[]) =>
	fc.record(Object.fromEntries(names.map((name) => [name, value])), { requiredKeys: [] });

const action = fieldsOf('type', 'target', 'emoji', 'votes', 'comment', 'edited_content');

const message = fc
	.tuple(
		fieldsOf(
			...['id', 'type', 'chat_id', 'from_me', 'from', 'from_name', 'timestamp', 'status'],
			...['text', 'link_preview', 'image', 'document', 'reply', 'interactive', 'poll', 'context'],
		),
		fc.option(action),
		fc.option(fc.constantFrom('text', 'image', 'reply', 'action', 'story', ...NAMES)),
	)
	.map(([fields, acted, type]) => ({
		...fields,
		...(acted !== null && { action: acted }),
		...(type !== null && { type }),
	}));

const chat = fieldsOf(
	...['id', 'name', 'type', 'timestamp', 'pin', 'mute', 'mute_until', 'unread', 'labels'],
	...['participants', 'group_id', 'created_by', 'created_at', 'description'],
);

const update = fc.oneof(
	fc.record({ before_update: chat, after_update: chat, changes: value }, { requiredKeys: [] }),
	fc.record({ id: value, trigger: message, after_update: message }, { requiredKeys: [] }),
);

const payloadKeys = [
	...new Set(callbackNames.flatMap((name) => Object.keys(callback(name)))),
	'messages_removed_all',
	'errors',
	'surprises',
	...NAMES,
];

const element = fc.oneof(message, chat, update, value);

const body = fc
	.tuple(
		fc.array(
			fc.tuple(
				fc.constantFrom(...payloadKeys),
				fc.oneof(fc.array(element, { maxLength: 4 }), element),
			),
			{ maxLength: 3 },
		),
		fc.oneof(value, fieldsOf('type', 'event', 'method')),
		value,
	)
	.map(([payloads, event, channel]) => ({
		...Object.fromEntries(payloads),
		...(event !== undefined && { event }),
		channel_id: channel,
	}));

const parameters = new Parameters(() => undefined);

const hasNoHole = (item: object) => Object.values(item).every((field) => field !== undefined);

function expectWhole(simplified: object & { kind: string }): void {
	const shape: Record<string, string[]> = {
		message: messageFields,
		status: messageFields,
		chat: [...chatFields, 'after', 'before', 'change', 'changes'],
	};
	const expected = [...eventFields, ...(shape[simplified.kind] ?? ['data'])];
	expect(sorted(simplified)).toEqual([...new Set(expected)].sort());
	expect(hasNoHole(simplified)).toBe(true);
	expect(Object.getPrototypeOf(simplified)).toBe(Object.prototype);
}

describe('whatever comes', () => {
	it('every event has the fields of its kind', () => {
		fc.assert(
			fc.property(fc.oneof(body, fc.object(), json, fc.anything()), (any) => {
				for (const { simplified } of eventsOf(any)) expectWhole(simplified);
			}),
			{ numRuns: 2000 },
		);
	});

	it('a call is answered, each of its events has a key, and nothing leaks into other objects', () => {
		fc.assert(
			fc.property(fc.oneof(body, json), (any) => {
				const delivery = whapiTrigger.readDelivery(any, parameters, { channelId: 'x' });
				expect(delivery.acknowledgement).toEqual({ result: 'OK' });
				for (const { key } of delivery.events) expect(key).not.toBe('');
			}),
			{ numRuns: 1000 },
		);
		expect(sorted({})).toEqual([]);
	});

	it('messages, chats, groups and contacts have all their fields', () => {
		const contactFields = sorted(simplifyContact({}));
		const groupFields = sorted(simplifyGroup({}));
		fc.assert(
			fc.property(message, chat, fc.object(), (...objects) => {
				for (const object of objects.map(recordOf)) {
					const simplified = [
						simplifyMessage(object),
						simplifyChat(object),
						simplifyGroup(object),
						simplifyContact(object),
					];
					const expected = [messageFields, chatFields, groupFields, contactFields];
					expect(simplified.map(sorted)).toEqual(expected);
					expect(simplified.every(hasNoHole)).toBe(true);
					expectWhole(receivedMessage(object, null).simplified);
				}
			}),
		);
	});

	it.each(STRANGE)('the envelope may be %j', (event) => {
		const items = eventsOf({ messages: [{ id: 'a' }], event });
		expect(items).toMatchObject([{ simplified: { event: 'messages.post', kind: 'message' } }]);
	});

	it.each([...STRANGE, ...NAMES.map((name) => ({ [name]: 1 }))])(
		'among the changes of a chat may be %j',
		(change) => {
			const chats_updates = [{ after_update: { id: 'a' }, changes: ['pin', change, 7] }];
			const [item] = eventsOf({ chats_updates });
			const texts = typeof change === 'string' && change !== '' ? [change] : [];
			const numbers = typeof change === 'number' ? [String(change)] : [];
			expect(item?.simplified).toMatchObject({ changes: ['pin', ...texts, ...numbers, '7'] });
		},
	);

	it('an own __proto__ is a field like others', () => {
		const any: unknown = JSON.parse(
			'{"__proto__":[{"a":1}],"messages":[{"__proto__":{"id":"x"},"type":"__proto__"}]}',
		);
		const items = eventsOf(any).map(({ simplified }) => simplified);
		expect(items).toMatchObject([
			{ event: '__proto__', kind: 'other' },
			{ event: 'messages.post', messageId: null, type: 'unknown' },
		]);
	});
});

it('an id in a path can lead nowhere else', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'grapheme' }), (id) => {
			const path = pathOf`/messages/${id}/pin`;
			expect(path.split('/')).toHaveLength(4);
			expect(path).not.toMatch(/[?#\s]/);
			expect(decodeURIComponent(path.split('/')[2] ?? '')).toBe(id);
		}),
	);
	expect(pathOf`/chats/${'79991112233@s.whatsapp.net'}`).toBe(
		'/chats/79991112233%40s.whatsapp.net',
	);
});
