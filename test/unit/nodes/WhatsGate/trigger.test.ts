import {
	callbackToShow,
	callbackWithSecret,
	SECRET_PARAMETER,
} from '../../../../nodes/WhatsGate/trigger/callbackUrl';
import { whatsGateTrigger } from '../../../../nodes/WhatsGate/trigger/gateway';
import { Parameters } from '../../../../nodes/shared/parameters';
import { sample } from '../fixtures';

const session = '191b80a9238';

const deliver = (body: unknown, value = session) =>
	whatsGateTrigger.readDelivery(
		body,
		new Parameters((name) => (name === 'session' ? { mode: 'id', value } : undefined)),
		{},
	);

describe('a webhook call', () => {
	it.each([
		[18, '18'],
		['18', '18'],
	])('with the id %j is confirmed with an id of the same type', (id, key) => {
		const { acknowledgement, events } = deliver({ ...sample('event-message'), id });
		expect(acknowledgement).toEqual({ result: 'OK', id });
		expect(events.map((event) => event.key)).toEqual([key]);
	});

	it('answers as the documented reply does', () => {
		expect(deliver(sample('event-message')).acknowledgement).toEqual(sample('webhook-reply'));
	});

	it('keeps the body as it was received', () => {
		const body = sample('event-message');
		expect(deliver(body).events[0]?.raw).toEqual(body);
	});

	it('for another session is confirmed and dropped', () => {
		const { acknowledgement, events } = deliver(sample('event-message'), 'another');
		expect(acknowledgement).toEqual({ result: 'OK', id: 18 });
		expect(events).toEqual([]);
	});

	it('without an id is recognised when it comes again', () => {
		const keyOf = (text: string) => deliver({ event_action: 'error', text }).events[0]?.key;
		expect(keyOf('a')).toBe(keyOf('a'));
		expect(keyOf('a')).not.toBe(keyOf('b'));
	});
});

describe('a file that an event carries', () => {
	it('comes out', () => {
		const file = whatsGateTrigger.inlineFile(sample('event-media.assumed'));
		expect(file).toMatchObject({ mimeType: 'image/jpeg', fileName: 'image.jpg' });
		expect(file?.bytes).toHaveLength(70);
	});

	it.each(['event-message', 'event-message-with-media.assumed', 'event-disconnect.assumed'])(
		'%s has none',
		(name) => {
			expect(whatsGateTrigger.inlineFile(sample(name))).toBeNull();
		},
	);
});

describe('the callback', () => {
	const url = 'https://n8n.example.com/webhook/abc/webhook';

	it('carries the secret in its query', () => {
		const callback = new URL(callbackWithSecret({ url, secret: 'f00' }));
		expect(callback.searchParams.getAll(SECRET_PARAMETER)).toEqual(['f00']);
		expect(`${callback.origin}${callback.pathname}`).toBe(url);
	});

	it('carries only the newest secret', () => {
		const old = callbackWithSecret({ url, secret: 'old' });
		const callback = callbackWithSecret({ url: old, secret: 'new' });
		expect(callback).not.toContain('old');
	});

	it('is shown without the secret', () => {
		const shown = callbackToShow(callbackWithSecret({ url: `${url}?a=1`, secret: 'f00' }));
		expect(shown).toContain(`${url}?a=1`);
		expect(shown).not.toContain('f00');
	});

	it.each([
		['https://crm.example.com/hook?token=x', 'https://crm.example.com/hook?token=x'],
		['not a URL', 'not a URL'],
		['', ''],
		[null, null],
	])('of somebody else, %j, is shown as it is', (callback, expected) => {
		expect(callbackToShow(callback)).toBe(expected);
	});
});
