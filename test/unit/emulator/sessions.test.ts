import { startEmulator, type Emulator } from '../../../emulator';
import { ask, at, call, demo, eventIds, listAt, sample, sendText, textAt } from './support';

let emulator: Emulator;
beforeAll(async () => {
	emulator = await startEmulator();
});
afterAll(() => emulator.close());
beforeEach(() => emulator.control.reset());

async function session(id: string): Promise<unknown> {
	return at(await ask(emulator, 'sessions-get', { WhatsappID: id }), 'data.0');
}

test.each([
	['QR', 'request-session-create-qr', 'qr'],
	['CODE', 'request-session-create-code', 'code'],
])('a new session by %s shows its code, is linked and can send', async (_kind, request, field) => {
	const created = await ask(emulator, 'session-create', sample(request));
	expect(at(created, `data.${field}`)).toBeNull();
	const id = textAt(created, 'data.unique_id');
	const shown = await emulator.control.waitFor(
		() => session(id),
		(value) => at(value, 'status') === 'AUTH',
		5000,
	);
	expect(textAt(shown, field)).toMatch(/\w{8}/);
	await emulator.control.login({ session: id, pushName: 'Vasya' });
	expect(await session(id)).toMatchObject({ status: 'READY', pushname: 'Vasya', qr_link: '' });
	const wid = textAt(await session(id), 'wid');
	if (field === 'code') expect(wid).toBe('79999999999@c.us');
	const ready = await emulator.control.events({ session: id });
	expect(ready.map(({ action, body }) => [action, at(body, 'event_data')])).toEqual([
		['ready', { pushname: 'Vasya', number: wid.split('@')[0] }],
	]);
	const sent = await call(emulator, 'send', {
		WhatsappID: id,
		recipient: { number: '79991112233' },
		message: { body: 'A' },
	});
	expect(sent.status).toBe(200);
});

test('the page behind qr_link tells how the session stands', async () => {
	const link = textAt(await session('6345454545454'), 'qr_link');
	const page = await (await fetch(link)).text();
	expect(page).toContain('"session":"6345454545454"');
	await emulator.control.login({ session: '6345454545454' });
	expect(await (await fetch(link)).text()).toContain('The phone is linked');
});

test('a deleted session goes, and its events stay readable without the filter', async () => {
	await emulator.control.incoming({ text: 'A' });
	await ask(emulator, 'session-delete', { WhatsappID: demo });
	expect((await sendText(emulator, 'A')).status).toBe(500);
	await emulator.control.waitFor(
		() => session(demo),
		(value) => value === undefined,
		5000,
	);
	expect((await call(emulator, 'get-chats', { WhatsappID: demo })).status).toBe(500);
	const events = listAt(await ask(emulator, 'events-get', {}), 'data');
	expect(events.map((event) => at(event, 'event_action'))).toEqual(['message', 'disconnect']);
	expect(at(events[0], 'event_data.message.to')).toBe('79999999999@c.us');
	expect(await eventIds(emulator, { WhatsappID: demo })).toEqual([]);
});

test('a session that WhatsApp logged out sends nothing until it is linked again', async () => {
	await emulator.control.drop();
	expect(await session(demo)).toMatchObject({ status: 'AUTH' });
	expect((await sendText(emulator, 'A')).status).toBe(500);
	await expect(emulator.control.incoming({ text: 'A' })).rejects.toThrow('is not ready');
	await emulator.control.login();
	expect((await sendText(emulator, 'A')).status).toBe(200);
	const wid = '79999999999@c.us';
	expect(await session(demo)).toMatchObject({ status: 'READY', wid, pushname: 'Demo shop' });
});

test('a session is renamed, and found by its whole name or by a part of it', async () => {
	await ask(emulator, 'set-name', { WhatsappID: demo, name: 'Front desk' });
	const found = async (filter: Record<string, unknown>) =>
		at(await ask(emulator, 'sessions-get', filter), 'elements');
	expect(await found({ name: 'Front desk' })).toBe(1);
	expect(await found({ name: 'desk' })).toBe(0);
	await emulator.control.setSwitches({ sessionNameFilter: 'partial' });
	expect(await found({ name: 'desk' })).toBe(1);
	expect(await found({ status: 'READY' })).toBe(2);
	expect(await ask(emulator, 'sessions-get', { page_cnt: '3', page: '2' })).toMatchObject({
		pages: 2,
		elements: 4,
		page: 2,
	});
});

test('the callback is listed as an empty text when there is none', async () => {
	expect(at(await session(demo), 'callback')).toBe('');
	const callback = 'https://callback.my/script.handler';
	await ask(emulator, 'set-hook', { WhatsappID: demo, callback });
	expect(at(await session(demo), 'callback')).toBe(callback);
	await ask(emulator, 'set-hook', { WhatsappID: demo, callback: '' });
	expect(at(await session(demo), 'callback')).toBe('');
});
