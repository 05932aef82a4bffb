/** Bodies that no service should send: nothing of them may stop a workflow. */

import fc from 'fast-check';

import {
	simplifyChat,
	simplifyEvent,
	simplifyMessage,
	simplifySession,
} from '../../../../nodes/WhatsGate/simplify';
import { whatsGateTrigger } from '../../../../nodes/WhatsGate/trigger/gateway';
import { isRecord, recordOf } from '../../../../nodes/shared/json';
import { Parameters } from '../../../../nodes/shared/parameters';
import { chatFields, eventFields, messageFields, sorted } from './fields';

const KNOWN = ['message', 'ack', 'media', 'sent', 'create', 'error', 'disconnect', 'ready'];

const STRANGE = [null, undefined, true, 0, -1, 1e308, '', 'x', [], [null], [[]], {}, { id: {} }];

const NAMES = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype'];

/** Any JSON, with names in it that mean something to JavaScript. */
const json = fc
	.jsonValue({ depthSize: 'medium' })
	.map((value) => JSON.stringify(value).replaceAll('""', '"__proto__"'))
	.map((text): unknown => JSON.parse(text));

const value = fc.oneof(json, fc.constantFrom<unknown>(...STRANGE), fc.constantFrom(...NAMES));

const fieldsOf = (...names: string[]) =>
	fc.record(Object.fromEntries(names.map((name) => [name, value])), { requiredKeys: [] });

const message = fieldsOf(
	...['id', 'from', 'to', 'author', 'type', 'ack', 'body', 'timestamp', 'hasMedia', 'quotedMsg'],
);

const event = fc
	.tuple(
		fieldsOf('id', 'whatsapp_id', 'event_date', 'event_data', 'event_action'),
		fc.option(fc.constantFrom(...KNOWN, ...NAMES)),
		fc.option(
			fc.oneof(
				fc.record({ message }),
				fc.record({ media: fieldsOf('mimetype', 'filename', 'data', 'filesize') }),
			),
		),
	)
	.map(([fields, action, data]) => ({
		...fields,
		...(action === null ? {} : { event_action: action }),
		...(data === null ? {} : { event_data: data }),
	}));

const parameters = new Parameters((name) => (name === 'session' ? 'mine' : undefined));

const hasNoHole = (item: object) => Object.values(item).every((field) => field !== undefined);

function expectWhole(simplified: object): void {
	const fields = sorted(simplified);
	const expected = 'data' in simplified ? ['data'] : messageFields;
	expect(fields).toEqual([...new Set([...eventFields, ...expected])].sort());
	expect(hasNoHole(simplified)).toBe(true);
	expect(Object.getPrototypeOf(simplified)).toBe(Object.prototype);
}

describe('whatever comes', () => {
	it('an event has all its fields', () => {
		fc.assert(
			fc.property(fc.oneof(event, fc.object(), json), (body) => {
				expectWhole(simplifyEvent(recordOf(body)));
			}),
			{ numRuns: 1000 },
		);
	});

	it('a message, a chat and a session have all their fields', () => {
		const chat = fieldsOf(
			...['id', 'isGroup', 'isMuted', 'muteExpiration', 'timestamp', 'groupMetadata'],
		);
		const sessionFields = sorted(simplifySession({}));
		fc.assert(
			fc.property(message, chat, fc.object(), (oneMessage, oneChat, object) => {
				for (const body of [recordOf(oneMessage), recordOf(oneChat), recordOf(object)]) {
					const simplified = [
						simplifyMessage(body),
						simplifyChat(body, Date.now()),
						simplifySession(body),
					];
					expect(simplified.map(sorted)).toEqual([messageFields, chatFields, sessionFields]);
					expect(simplified.every(hasNoHole)).toBe(true);
				}
			}),
		);
	});

	it.each([...STRANGE, ...NAMES])('the action may be %j', (action) => {
		const body = { id: 1, event_action: action, event_data: { message: {} } };
		expect(simplifyEvent(recordOf(body))).toMatchObject({ kind: 'other', data: { message: {} } });
	});

	it.each(STRANGE)('the data of a message may be %j', (data) => {
		const simplified = simplifyEvent(recordOf({ event_action: 'message', event_data: data }));
		expect(simplified).toMatchObject({ kind: 'other', event: 'message' });
		expectWhole(simplified);
	});

	it('a webhook call gets its answer, and nothing leaks into other objects', () => {
		fc.assert(
			fc.property(fc.oneof(event, json, fc.anything()), (body) => {
				const delivery = whatsGateTrigger.readDelivery(body, parameters, {});
				const id = isRecord(body) ? (body.id ?? null) : null;
				expect(delivery.acknowledgement).toEqual({ result: 'OK', id });
				expect(delivery.events.length).toBeLessThanOrEqual(1);
				for (const { simplified, key } of delivery.events) {
					expectWhole(simplified);
					expect(key).not.toBe('');
				}
			}),
			{ numRuns: 1000 },
		);
		expect(sorted({})).toEqual([]);
	});

	it('an own __proto__ is a field like others', () => {
		const body: unknown = JSON.parse(
			'{"__proto__":{"id":"true_1"},"event_action":"message","event_data":{"message":{"__proto__":{"from":"x"},"type":"__proto__"}}}',
		);
		expect(simplifyEvent(recordOf(body))).toMatchObject({ eventId: null, type: 'unknown' });
	});
});
