/** How a webhook call is taken apart for the trigger: whose it is, what counts as a repeat, what is noise. */

import type { IDataObject } from 'n8n-workflow';

import { whapiTrigger } from '../../../../nodes/Whapi/trigger/gateway';
import { receivedEvents, receivedMessage } from '../../../../nodes/Whapi/trigger/received';
import { Parameters } from '../../../../nodes/shared/parameters';
import { callback, callbackNames, elementOf } from './fixtures';

const keysOf = (body: IDataObject) => receivedEvents(body).map(({ key }) => key);

const statuses = (...status: IDataObject[]): IDataObject => ({
	...callback('statuses.post.read'),
	statuses: status,
});
const status = elementOf('statuses.post.read', 'statuses');

describe('a repeat', () => {
	it.each(callbackNames)('%s that comes again has the same keys', (name) => {
		expect(keysOf(callback(name))).toEqual(keysOf(callback(name)));
	});

	it('is known when other elements travel with it', () => {
		const other = { ...status, id: 'another' };
		const [first] = keysOf(statuses(status));
		expect(keysOf(statuses(other, status))[1]).toBe(first);
		expect(keysOf(statuses(other, status))[0]).not.toBe(first);
	});

	it('is no status that has moved on', () => {
		const delivered = { ...status, status: 'delivered', code: 3 };
		expect(keysOf(statuses(delivered))).not.toEqual(keysOf(statuses(status)));
	});

	it('is no message that was sent again in full', () => {
		const messages = callback('messages.post.text').messages;
		const put = { ...callback('messages.put'), messages };
		expect(keysOf(put)).not.toEqual(keysOf(callback('messages.post.text')));
	});

	it('is no second change of the same chat', () => {
		const [label, mute] = ['chats.patch.label', 'chats.patch.mute_labels'].map((name) =>
			keysOf(callback(name)),
		);
		expect(label).not.toEqual(mute);
	});

	it('is not found among 500 different elements', () => {
		const many = Array.from({ length: 500 }, (_, index) => ({ ...status, id: `m${index}` }));
		expect(new Set(keysOf(statuses(...many))).size).toBe(500);
	});
});

it('every element has the whole body it came in', () => {
	const body = callback('messages.post.batch');
	expect(receivedEvents(body).map(({ raw }) => raw)).toEqual([body, body, body]);
});

describe('noise', () => {
	const noisy = (message: IDataObject, event = 'post') =>
		receivedEvents({ messages: [message], event: { type: 'messages', event } })[0]?.isNoise;

	it('is only the sample that carries nothing', () => {
		const found = callbackNames.filter((name) =>
			receivedEvents(callback(name)).some(({ isNoise }) => isNoise),
		);
		expect(found).toEqual(['messages.post.system_noise']);
	});

	it.each([
		['unknown', true],
		['system', true],
		['text', false],
		['action', false],
		['order', false],
		['hologram', false],
		[undefined, false],
	])('a message of the type %j: %j', (type, expected) => {
		expect(noisy({ id: 'x', type })).toBe(expected);
		expect(receivedMessage({ id: 'x', type }, null).isNoise).toBe(expected);
	});

	it('is no chat of an unknown type', () => {
		const body = { ...callback('chats.put'), chats: [{ id: 'x', type: 'unknown' }] };
		expect(receivedEvents(body)).toMatchObject([{ isNoise: false }]);
	});
});

describe('a message of the list', () => {
	it('is the event that its callback would have been', () => {
		const message = elementOf('messages.post.text', 'messages');
		const [pushed] = receivedEvents(callback('messages.post.text'));
		const polled = receivedMessage(message, 'MANTIS-M72HC');
		expect(polled.simplified).toEqual(pushed?.simplified);
		expect(polled).toMatchObject({ key: message.id, raw: message });
	});

	it('without an id has a key all the same', () => {
		const keys = ['a', 'b', 'a'].map((body) => receivedMessage({ text: { body } }, null).key);
		expect(new Set(keys).size).toBe(2);
	});
});

describe('a call', () => {
	const parameters = new Parameters(() => undefined);
	const eventsFor = (stored: IDataObject, channel: unknown) =>
		whapiTrigger.readDelivery(
			{ ...callback('messages.post.text'), channel_id: channel },
			parameters,
			stored,
		);

	it.each([
		[{ channelId: 'MANTIS-M72HC' }, 'MANTIS-M72HC', 1],
		[{ channelId: 'MANTIS-M72HC' }, 'MANTIS-PF238', 0],
		[{ channelId: 'MANTIS-M72HC' }, undefined, 1],
		[{ channelId: null }, 'MANTIS-PF238', 1],
		[{}, 'MANTIS-PF238', 1],
	])(
		'for a trigger that keeps %j from the channel %j gives %i events',
		(stored, channel, count) => {
			const delivery = eventsFor(stored, channel);
			expect(delivery.events).toHaveLength(count);
			expect(delivery.acknowledgement).toEqual({ result: 'OK' });
		},
	);
});
