import {
	byId,
	demo,
	demoSession,
	errorOf,
	group,
	jsonOf,
	locator,
	maria,
	runAction,
	second,
	startStage,
	unlinked,
	vasily,
	type Stage,
} from './support';

let stage: Stage;

beforeAll(async () => {
	stage = await startStage();
});

beforeEach(async () => {
	await stage.control.reset();
});

afterAll(async () => {
	await stage.close();
});

async function bodyOf(command: string) {
	return (await stage.control.requests({ command })).at(-1)?.body;
}

describe('Chat > Get Many', () => {
	const getAll = { resource: 'chat', operation: 'getAll', session: demoSession, returnAll: true };

	test('gives contacts and groups, simplified', async () => {
		await stage.control.setChat({ chat: maria, unread: 4, pinned: true, readOnly: true });
		const chats = await jsonOf(stage, getAll);
		expect(chats).toHaveLength(4);
		expect(chats.find(({ id }) => id === maria)).toMatchObject({
			name: 'Maria',
			isGroup: false,
			unread: 4,
			pinned: true,
			muted: false,
			mutedUntil: null,
			archived: null,
			readOnly: true,
			participants: null,
		});
		expect(chats.find(({ id }) => id === group)).toMatchObject({
			name: 'Test group',
			isGroup: true,
			participants: [
				{ id: '79999999999@c.us', admin: true },
				{ id: vasily, admin: false },
				{ id: maria, admin: false },
			],
		});
	});

	test('a mute that ends comes out as its end', async () => {
		const end = Date.now() + 3_600_000;
		await stage.control.setChat({ chat: maria, mutedUntil: new Date(end).toISOString() });
		const [chat] = await jsonOf(stage, { ...getAll, filters: { search: 'maria' } });
		expect(chat).toMatchObject({ muted: true });
		const told = typeof chat?.mutedUntil === 'string' ? Date.parse(chat.mutedUntil) : 0;
		expect(Math.abs(told - end)).toBeLessThan(60_000);
	});

	test('gives the objects of the service when Simplify is off', async () => {
		const [chat] = await jsonOf(stage, { ...getAll, simplify: false, filters: { search: vasily } });
		expect(chat).toMatchObject({ id: vasily, name: 'Vasily', unreadCount: 0, isMuted: false });
	});

	test.each([
		[{ type: 'contact' }, [vasily, maria, '79997778899@c.us']],
		[{ type: 'group' }, [group]],
		[{ type: 'all' }, [vasily, maria, '79997778899@c.us', group]],
		[{ unreadOnly: true }, [maria]],
		[{ search: ' vASi ' }, [vasily]],
		[{ search: '79994445566' }, [maria]],
		[{ search: 'nobody' }, []],
		[{ type: 'group', unreadOnly: true }, []],
	])('filters by %p', async (filters, ids) => {
		await stage.control.setChat({ chat: maria, unread: 1 });
		const chats = await jsonOf(stage, { ...getAll, filters });
		expect(chats.map(({ id }) => id).sort()).toEqual([...ids].sort());
	});

	test('limits after filtering', async () => {
		const parameters = { ...getAll, returnAll: false, limit: 2, filters: { type: 'contact' } };
		expect(await jsonOf(stage, parameters)).toHaveLength(2);
	});
});

describe('Chat > Get History', () => {
	const history = { resource: 'chat', operation: 'getHistory', session: demoSession };

	test.each(['ascending', 'descending', 'shuffled'] as const)(
		'gives the messages oldest first when the service gives them %s',
		async (order) => {
			await stage.control.setSwitches({ order });
			for (const [index, text] of ['One', 'Two', 'Three'].entries()) {
				await stage.control.incoming({ text, time: new Date(1.7e12 + index * 1000).toISOString() });
			}
			await stage.control.clock({ now: new Date(1.7e12 + 60_000).toISOString() });
			const messages = await jsonOf(stage, { ...history, chat: byId(vasily) });
			expect(messages.map(({ text }) => text)).toEqual(['One', 'Two', 'Three']);
			expect(messages[0]).toMatchObject({
				chatId: vasily,
				from: vasily,
				fromName: 'Vasily',
				fromMe: false,
				status: null,
				timestamp: '2023-11-14T22:13:20.000Z',
			});
		},
	);

	test('takes the author in a group as sender', async () => {
		await stage.control.incoming({ text: 'All', from: maria, group });
		const chat = locator('groupNumber', '4239048293082');
		expect(await jsonOf(stage, { ...history, chat })).toMatchObject([
			{ chatId: group, isGroup: true, from: maria, fromName: 'Maria' },
		]);
	});

	test('an empty history gives no items', async () => {
		expect(await jsonOf(stage, { ...history, chat: byId(vasily) })).toEqual([]);
	});

	test('gives the objects of the service when Simplify is off', async () => {
		await stage.control.incoming({ text: 'Raw' });
		const parameters = { ...history, chat: byId(vasily), simplify: false };
		expect(await jsonOf(stage, parameters)).toMatchObject([{ body: 'Raw', type: 'chat' }]);
	});
});

describe('Chat > Mark as Seen, Send Typing', () => {
	test.each([
		['markAsSeen', 'seen'],
		['sendTyping', 'typing'],
	] as const)('%s acts in the chat', async (operation, kind) => {
		const parameters = { resource: 'chat', operation, session: demoSession };
		const chat = locator('phone', '+7 999 111-22-33');
		expect(await jsonOf(stage, { ...parameters, chat })).toEqual([{ success: true }]);
		expect(await stage.control.activities()).toMatchObject([{ kind, session: demo, chat: vasily }]);
	});

	test('an unknown chat is an error with the words of the service', async () => {
		const parameters = { resource: 'chat', operation: 'sendTyping', session: demoSession };
		const error = await errorOf(stage, { ...parameters, chat: byId('70000000000@c.us') });
		expect(error.message).toContain('Chat 70000000000@c.us not found');
	});
});

describe('Contact > Check', () => {
	const check = (phoneNumber: string | number) => ({
		resource: 'contact',
		operation: 'check',
		session: demoSession,
		phoneNumber,
	});

	test.each([
		['+7 (999) 111-22-33', true, vasily],
		['+7 999 000-00-00', false, null],
	])('%s', async (phoneNumber, exists, chatId) => {
		const digits = phoneNumber.replace(/\D/g, '');
		const expected = [{ phoneNumber: digits, exists, chatId }];
		expect(await jsonOf(stage, check(phoneNumber))).toEqual(expected);
		expect(await bodyOf('check')).toEqual({ WhatsappID: demo, number: digits });
	});

	test('a number from an expression may be a number', async () => {
		const input = [{ json: { phone: 79991112233 } }, { json: { phone: '7 999 444 55 66' } }];
		const items = await runAction(stage, check('={{ $json.phone }}'), { input });
		expect(items.map(({ json, pairedItem }) => [json.chatId, pairedItem])).toEqual([
			[vasily, { item: 0 }],
			[maria, { item: 1 }],
		]);
	});
});

describe('Event > Get Many', () => {
	const getAll = { resource: 'event', operation: 'getAll', returnAll: true };

	test('gives the events of all sessions, or of one', async () => {
		await stage.control.incoming({ text: 'One' });
		await stage.control.incoming({ text: 'Two', session: second });
		const all = await jsonOf(stage, getAll);
		expect(all).toMatchObject([
			{ gateway: 'whatsgate', account: demo, event: 'message', kind: 'message', text: 'One' },
			{ account: second, text: 'Two' },
		]);
		expect(await bodyOf('events-get')).toEqual({ page_cnt: 100, page: 1 });
		const ofOne = await jsonOf(stage, { ...getAll, session: locator('id', second) });
		expect(ofOne.map(({ text }) => text)).toEqual(['Two']);
	});

	test('gives the events as received when Simplify is off', async () => {
		const { eventIds } = await stage.control.incoming({ text: 'Raw' });
		expect(await jsonOf(stage, { ...getAll, simplify: false })).toMatchObject([
			{
				id: eventIds[0],
				whatsapp_id: demo,
				event_action: 'message',
				event_data: { message: { body: 'Raw' } },
			},
		]);
	});

	test('filters by action and date', async () => {
		const at = (seconds: number) => new Date(1.75e12 + seconds * 1000).toISOString();
		await stage.control.event({ action: 'error', data: { error: 'x' }, eventDate: at(0) });
		await stage.control.incoming({ text: 'Old', time: at(0) });
		await stage.control.incoming({ text: 'New', time: at(3600) });
		expect(await jsonOf(stage, { ...getAll, filters: { action: 'message' } })).toHaveLength(2);
		const after = await jsonOf(stage, { ...getAll, filters: { after: at(1800) } });
		expect(after.map(({ text }) => text)).toEqual(['New']);
		expect(await bodyOf('events-get')).toMatchObject({ date: '2025-06-15 15:36:40' });
	});

	test.each([
		['repeat', 'ascending'],
		['empty', 'descending'],
	] as const)('reads all pages, each event once (past the end: %s, %s)', async (pastEnd, order) => {
		await stage.control.setSwitches({ pastEnd, order });
		await stage.control.backlog({ count: 250 });
		const events = await jsonOf(stage, getAll);
		expect(new Set(events.map(({ eventId }) => eventId)).size).toBe(250);
		expect(events).toHaveLength(250);
		expect(await stage.control.requests({ command: 'events-get' })).toHaveLength(3);
	});

	test.each([1, 60, 100, 101, 250, 400])('gives no more than the limit of %i', async (limit) => {
		await stage.control.backlog({ count: 250 });
		const events = await jsonOf(stage, { ...getAll, returnAll: false, limit });
		expect(new Set(events.map(({ eventId }) => eventId)).size).toBe(Math.min(limit, 250));
		expect(events).toHaveLength(Math.min(limit, 250));
	});

	test('the limit is 50 when it is not set', async () => {
		await stage.control.backlog({ count: 60 });
		const parameters = { resource: 'event', operation: 'getAll' };
		expect(await jsonOf(stage, parameters)).toHaveLength(50);
	});

	test.each([0, 1] as const)('no events, with %i pages, are no items', async (pagesWhenEmpty) => {
		await stage.control.setSwitches({ pagesWhenEmpty });
		expect(await jsonOf(stage, getAll)).toEqual([]);
	});

	test('an event of an unknown kind passes through', async () => {
		await stage.control.event({ action: 'tomorrow', data: { a: [1] } });
		expect(await jsonOf(stage, getAll)).toMatchObject([
			{ event: 'tomorrow', kind: 'other', data: { a: [1] } },
		]);
	});
});

describe('a session that is not linked', () => {
	test.each([
		{ resource: 'chat', operation: 'getAll' },
		{ resource: 'chat', operation: 'getHistory', chat: byId(vasily) },
		{ resource: 'contact', operation: 'check', phoneNumber: '79991112233' },
	])('%p: says so, after one request', async (parameters) => {
		const error = await errorOf(stage, { ...parameters, session: locator('id', unlinked) });
		expect(error.message).toContain('not ready');
		expect(await stage.control.requests()).toHaveLength(1);
	});
});
