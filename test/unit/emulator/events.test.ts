import { startEmulator, type Emulator } from '../../../emulator';
import {
	ask,
	at,
	call,
	demo,
	eventIds,
	fieldsOf,
	listAt,
	sample,
	sendText,
	vasily,
} from './support';

let emulator: Emulator;
beforeAll(async () => {
	emulator = await startEmulator();
});
afterAll(() => emulator.close());
beforeEach(() => emulator.control.reset());

/** Twenty-five messages in five seconds that end at noon. */
async function fill(): Promise<void> {
	await emulator.control.backlog({ count: 25, perSecond: 5, until: '2026-03-01T12:00:04Z' });
}

describe('pages', () => {
	beforeEach(fill);

	test('ten a page by default, at most a hundred, numbers as text or integer', async () => {
		const first = await ask(emulator, 'events-get', {});
		expect(first).toMatchObject({ result: 'OK', pages: 3, elements: 25, page: 1 });
		expect(listAt(first, 'data')).toHaveLength(10);
		const third = await ask(emulator, 'events-get', { page_cnt: '12', page: '3' });
		expect(third).toMatchObject({ pages: 3, page: 3 });
		expect(listAt(third, 'data')).toHaveLength(1);
		await emulator.control.backlog({ count: 150 });
		const most = await ask(emulator, 'events-get', { page_cnt: 500 });
		expect(listAt(most, 'data')).toHaveLength(100);
	});

	test('beyond the end comes the last page again, or an empty one', async () => {
		const again = await ask(emulator, 'events-get', { page: 9 });
		expect(again).toMatchObject({ pages: 3, page: 3 });
		expect(listAt(again, 'data')).toHaveLength(5);
		await emulator.control.setSwitches({ pastEnd: 'empty' });
		const none = await ask(emulator, 'events-get', { page: 9 });
		expect(none).toMatchObject({ pages: 3, elements: 25, page: 9, data: [] });
	});

	test('with nothing to list there are 0 pages, or 1', async () => {
		const nothing = { WhatsappID: '6345454545455' };
		const counters = { elements: 0, page: 1, data: [] };
		expect(await ask(emulator, 'events-get', nothing)).toMatchObject({ ...counters, pages: 0 });
		await emulator.control.setSwitches({ pagesWhenEmpty: 1 });
		expect(await ask(emulator, 'events-get', nothing)).toMatchObject({ ...counters, pages: 1 });
	});

	test.each(['ascending', 'descending', 'shuffled'] as const)('order %s', async (order) => {
		await emulator.control.setSwitches({ order });
		const ids: unknown[] = [];
		for (const page of [1, 2, 3]) ids.push(...(await eventIds(emulator, { page_cnt: 10, page })));
		const upwards = Array.from({ length: 25 }, (_, index) => index + 1);
		expect(ids.slice().sort((a, b) => Number(a) - Number(b))).toEqual(upwards);
		expect(ids.join() === upwards.join()).toBe(order === 'ascending');
		expect(ids.join() === upwards.reverse().join()).toBe(order === 'descending');
	});
});

describe('the date filter', () => {
	beforeEach(fill);

	test('includes the second itself, or not', async () => {
		const date = '2026-03-01 12:00:02';
		expect(await eventIds(emulator, { date })).toHaveLength(15);
		await emulator.control.setSwitches({ dateBound: 'exclusive' });
		expect(await eventIds(emulator, { date })).toHaveLength(10);
	});

	test('and the dates of events are in the zone of the service', async () => {
		await emulator.control.setSwitches({ zoneOffsetHours: 3 });
		const date = '2026-03-01 15:00:02';
		const answer = await ask(emulator, 'events-get', { date });
		expect(answer).toMatchObject({ elements: 15 });
		expect(at(answer, 'data.0.event_date')).toBe(date);
	});
});

test('unused filters may be null or empty', async () => {
	await fill();
	const filters = { WhatsappID: '', date: null, action: null, page_cnt: null, page: '' };
	expect(await ask(emulator, 'events-get', filters)).toMatchObject({ elements: 25, page: 1 });
});

test('events are filtered by kind, and by session', async () => {
	await emulator.control.setSwitches({ autoAcks: false });
	await emulator.control.incoming({ text: 'in' });
	await emulator.control.incoming({ text: 'in', session: '6345454545455' });
	await sendText(emulator, 'out');
	await emulator.control.event({ action: 'something', data: { a: 1 } });
	expect(await eventIds(emulator, { action: 'message' })).toEqual([1, 2]);
	expect(await eventIds(emulator, { action: 'create' })).toEqual([3]);
	expect(await eventIds(emulator, { WhatsappID: demo })).toEqual([1, 3, 4]);
	expect((await call(emulator, 'events-get', { action: 'something' })).status).toBe(500);
	await emulator.control.setSwitches({ unlistedAction: 'match' });
	expect(await eventIds(emulator, { action: 'something' })).toEqual([4]);
});

test('late events have an old date or appear later, and doubled events are listed twice', async () => {
	await emulator.control.incoming({ text: 'now' });
	await emulator.control.incoming({ text: 'old', eventDate: '2026-03-01T12:00:00+03:00' });
	await emulator.control.incoming({ text: 'slow', appearAfterMs: 150 });
	await emulator.control.incoming({ text: 'twice', copies: 2 });
	expect(await eventIds(emulator)).toEqual([1, 2, 4, 4]);
	const old = await ask(emulator, 'events-get', { page: 2, page_cnt: 1 });
	expect(at(old, 'data.0.event_date')).toBe('2026-03-01 09:00:00');
	await emulator.control.waitFor(
		() => eventIds(emulator),
		(ids) => ids.length === 5,
		5000,
	);
	expect(await eventIds(emulator)).toEqual([1, 2, 3, 4, 4]);
	await emulator.control.setSwitches({ orderBy: 'date' });
	expect((await eventIds(emulator))[0]).toBe(2);
});

test('events can arrive between two pages', async () => {
	await fill();
	const then = { incoming: [{ text: 'meanwhile' }] };
	await emulator.control.onRequest({ command: 'events-get', nth: 2, then });
	const elements: unknown[] = [];
	for (const page of [1, 2, 3])
		elements.push(at(await ask(emulator, 'events-get', { page }), 'elements'));
	expect(elements).toEqual([25, 25, 26]);
});

test('a large backlog is made and read', async () => {
	const made = await emulator.control.backlog({ count: 100_000, perSecond: 50 });
	expect(made).toEqual({ count: 100_000, firstEventId: 1, lastEventId: 100_000 });
	const last = await ask(emulator, 'events-get', { page_cnt: 100, page: 1000 });
	expect(last).toMatchObject({ pages: 1000, elements: 100_000 });
	expect(at(last, 'data.99.event_data.message.body')).toBe('Backlog 100000');
});

test.each([
	['message', ['message']],
	['media', ['media']],
	['both', ['message', 'media']],
] as const)('an incoming file with the switch mediaEvent: %s', async (mediaEvent, expected) => {
	await emulator.control.setSwitches({ mediaEvent });
	const media = { mimeType: 'audio/ogg; codecs=opus', base64: 'T2dnUw==' };
	await emulator.control.incoming({ media });
	const events = listAt(await ask(emulator, 'events-get', {}), 'data');
	expect(events.map((event) => at(event, 'event_action'))).toEqual(expected);
	const message = events.find((event) => at(event, 'event_action') === 'message');
	if (message)
		expect(at(message, 'event_data.message')).toMatchObject({ type: 'ptt', hasMedia: true });
	const file = events.find((event) => at(event, 'event_action') === 'media');
	if (file) expect(at(file, 'event_data.media')).toMatchObject({ data: media.base64 });
});

test('message objects follow the switches', async () => {
	await emulator.control.incoming({ text: 'A' });
	const message = async () =>
		at(await ask(emulator, 'events-get', {}), 'data.0.event_data.message');
	const polled = at(sample('event-message-polled-client-fields'), 'event_data.message');
	expect(fieldsOf(await message())).toEqual(fieldsOf(polled));
	const key = at(await message(), '_id');
	expect(at(await message(), 'id')).toBe(`false_${vasily}_${String(key)}`);

	await emulator.control.setSwitches({
		idsBackwards: true,
		omitUnderscoreId: true,
		omitFromName: true,
	});
	expect(at(await message(), 'id')).toBe(`false_79999999999@c.us_${String(key)}`);
	const older = at(sample('event-message-older-docs'), 'event_data.message');
	expect(fieldsOf(await message())).toEqual(fieldsOf(older));
});

test('a group message comes from the group and names its author', async () => {
	await emulator.control.incoming({ text: 'A', from: '79994445566', group: '4239048293082' });
	const answer = await ask(emulator, 'events-get', {});
	expect(at(answer, 'data.0.event_data.message')).toMatchObject({
		from: '4239048293082@g.us',
		author: '79994445566@c.us',
		from_name: 'Maria',
		to: '79999999999@c.us',
	});
});
