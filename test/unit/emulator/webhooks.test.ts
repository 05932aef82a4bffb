import { once } from 'node:events';
import type { ServerResponse } from 'node:http';

import { startEmulator, type Emulator } from '../../../emulator';
import {
	ask,
	at,
	confirm,
	demo,
	eventIds,
	fieldsOf,
	sample,
	startReceiver,
	type Receiver,
} from './support';

let emulator: Emulator;
let receiver: Receiver;
beforeAll(async () => {
	emulator = await startEmulator({ webhookRepeatMs: 40 });
	receiver = await startReceiver();
});
afterAll(async () => {
	await emulator.close();
	await receiver.close();
});
beforeEach(async () => {
	await emulator.control.reset();
	receiver.bodies = [];
	receiver.respond = confirm;
	await setHook(receiver.url);
});

async function setHook(callback: string): Promise<void> {
	await ask(emulator, 'set-hook', { WhatsappID: demo, callback });
}

/** Waits until so many tries are over; gives them. */
function tries(count: number) {
	const { control } = emulator;
	return control.waitFor(
		() => control.webhookTries(),
		(all) => all.length >= count,
		5000,
	);
}

/** Ids of the events in the order in which they were sent. */
function sentIds(): unknown[] {
	return receiver.bodies.map((body) => at(body, 'id'));
}

test('an event is posted in the documented form and not repeated once it is confirmed', async () => {
	await emulator.control.setSwitches({ omitFromName: true });
	const { message } = await emulator.control.incoming({ text: '212' });
	const [first] = await tries(1);
	expect(fieldsOf(receiver.bodies[0])).toEqual(fieldsOf(sample('event-message')));
	expect(at(receiver.bodies[0], 'status_code')).toBeNull();
	expect(first).toMatchObject({ eventId: 1, attempt: 1, status: 200, ok: true, error: null });
	expect(first?.url).toBe(receiver.url);
	expect(first?.messages).toEqual([message.key]);
	await emulator.control.incoming({ text: 'later' });
	await tries(2);
	await new Promise((resolve) => setTimeout(resolve, 120));
	expect(sentIds()).toEqual([1, 2]);
});

test.each<[string, number, string]>([
	['nothing', 200, ''],
	['no JSON', 200, 'OK'],
	['another result', 200, '{"result":"ok","id":1}'],
	['another id', 200, '{"result":"OK","id":2}'],
	['the id as text', 200, '{"result":"OK","id":"1"}'],
	['no id', 200, '{"result":"OK"}'],
	['an error status', 500, '{"result":"OK","id":1}'],
	['a redirect', 307, '{"result":"OK","id":1}'],
])('an answer with %s leads to three repeats', async (_name, status, text) => {
	receiver.respond = (_body, response) => {
		response.statusCode = status;
		if (status === 307) response.setHeader('location', receiver.url);
		response.end(text);
	};
	await emulator.control.incoming({ text: 'A' });
	const all = await tries(4);
	await new Promise((resolve) => setTimeout(resolve, 120));
	expect(sentIds()).toEqual([1, 1, 1, 1]);
	expect(all.map((one) => one.attempt)).toEqual([1, 2, 3, 4]);
	expect(all.every((one) => !one.ok && one.status === status && one.response === text)).toBe(true);
	const pauses = all.slice(1).map((one, index) => one.time - (all[index]?.time ?? 0));
	expect(Math.min(...pauses)).toBeGreaterThanOrEqual(39);
});

test('repeats end with the first confirmation', async () => {
	receiver.respond = (body, response) => {
		if (receiver.bodies.length < 3) response.destroy();
		else confirm(body, response);
	};
	await emulator.control.incoming({ text: 'A' });
	const all = await tries(3);
	await new Promise((resolve) => setTimeout(resolve, 120));
	expect(all.map((one) => one.ok)).toEqual([false, false, true]);
	expect(all[0]).toMatchObject({ status: null, response: null });
	expect(sentIds()).toHaveLength(3);
});

test('events go out one after the other, and one that fails does not hold up the next ones', async () => {
	const steps: string[] = [];
	receiver.respond = (body, response) => {
		const id = String(at(body, 'id'));
		steps.push(`called with ${id}`);
		setTimeout(() => {
			steps.push(`answered ${id}`);
			if (id === '1') response.end('no');
			else confirm(body, response);
		}, 30);
	};
	await emulator.control.setSwitches({ webhookRepeatMs: 2000 });
	for (const text of ['one', 'two', 'three']) await emulator.control.incoming({ text });
	await tries(4);
	const expected = ['1', '2', '3', '1'].flatMap((id) => [`called with ${id}`, `answered ${id}`]);
	expect(steps).toEqual(expected);
});

test('a call that takes too long is given up and repeated', async () => {
	await emulator.control.setSwitches({ webhookTimeoutMs: 50 });
	receiver.respond = (body, response) => {
		if (receiver.bodies.length > 1) confirm(body, response);
	};
	await emulator.control.incoming({ text: 'A' });
	const all = await tries(2);
	expect(all[0]).toMatchObject({ ok: false, status: null });
	expect(all[0]?.error).toMatch(/timeout/i);
	expect(all[1]?.ok).toBe(true);
});

test('switching the webhook off ends the repeats', async () => {
	receiver.respond = (_body, response) => response.end('no');
	await emulator.control.setSwitches({ webhookRepeatMs: 300 });
	await emulator.control.incoming({ text: 'A' });
	await tries(1);
	await setHook('');
	await new Promise((resolve) => setTimeout(resolve, 450));
	expect(sentIds()).toEqual([1]);
	const sessions = await emulator.control.sessions();
	expect(sessions.find(({ id }) => id === demo)?.callback).toBeNull();
});

test('a session without a webhook pushes nothing, and every kind of event is pushed', async () => {
	await emulator.control.incoming({ text: 'elsewhere', session: '6345454545455' });
	await emulator.control.event({ action: 'qr', data: {} });
	await emulator.control.error();
	await emulator.control.drop();
	await emulator.control.login();
	await tries(4);
	expect(receiver.bodies.map((body) => at(body, 'event_action'))).toEqual([
		'qr',
		'error',
		'disconnect',
		'ready',
	]);
	expect(fieldsOf(receiver.bodies[3])).toEqual(fieldsOf(sample('event-ready.partial')));
});

test('a doubled event is pushed twice although it is confirmed', async () => {
	await emulator.control.incoming({ text: 'A', copies: 2 });
	await tries(2);
	expect(sentIds()).toEqual([1, 1]);
});

test('events of a session with a webhook are listed too, or not', async () => {
	await emulator.control.incoming({ text: 'A' });
	await emulator.control.setSwitches({ eventsWhileHookIsSet: false });
	await emulator.control.incoming({ text: 'B' });
	await emulator.control.incoming({ text: 'C', appearAfterMs: 10 });
	await tries(3);
	expect(await eventIds(emulator)).toEqual([1]);
});

test('a backlog is not pushed', async () => {
	await emulator.control.backlog({ count: 3 });
	await emulator.control.incoming({ text: 'A' });
	await tries(1);
	expect(sentIds()).toEqual([4]);
});

test('nothing is repeated after the emulator was closed', async () => {
	const other = await startEmulator({ webhookRepeatMs: 50 });
	receiver.respond = (_body, response) => response.end('no');
	await ask(other, 'set-hook', { WhatsappID: demo, callback: receiver.url });
	await other.control.incoming({ text: 'A' });
	await other.control.waitFor(
		() => other.control.webhookTries(),
		(all) => all.length > 0,
		5000,
	);
	await other.close();
	const before = receiver.bodies.length;
	await new Promise((resolve) => setTimeout(resolve, 150));
	expect(receiver.bodies).toHaveLength(before);
});

test('a call that is under way ends with the emulator, and queued events are not sent', async () => {
	const other = await startEmulator();
	const called = new Promise<ServerResponse>((resolve) => {
		receiver.respond = (_body, response) => {
			resolve(response);
		};
	});
	await ask(other, 'set-hook', { WhatsappID: demo, callback: receiver.url });
	await other.control.incoming({ text: 'A' });
	await other.control.incoming({ text: 'B' });
	const ended = once(await called, 'close');
	await other.close();
	await ended;
	await new Promise((resolve) => setTimeout(resolve, 100));
	expect(sentIds()).toEqual([1]);
});
