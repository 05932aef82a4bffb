import { searchList } from '../helpers/engine';
import { containing, locator } from './support';
import {
	actionWorkflow,
	bodyOf,
	channelId,
	errorOf,
	group,
	jsonOf,
	maria,
	nameless,
	operation,
	own,
	queryOf,
	runAction,
	startStage,
	vasily,
	type Stage,
} from './whapiSupport';

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

/** `seconds` after a fixed time in the past. */
const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1, 12) + seconds * 1000).toISOString();

describe('Message > Get Many', () => {
	const getAll = operation('message', 'getAll', { returnAll: true });
	const all = 'GET /messages/list';
	const ofChat = 'GET /messages/list/{ChatID}';

	test('gives messages, newest first', async () => {
		await stage.control.incoming({ text: 'Old', time: at(0) });
		await stage.control.incoming({ text: 'New', time: at(60), from: maria, group });
		expect(await jsonOf(stage, getAll)).toMatchObject([
			{
				chatId: group,
				isGroup: true,
				from: maria,
				fromName: 'Maria',
				to: null,
				fromMe: false,
				type: 'text',
				text: 'New',
				timestamp: at(60),
			},
			{ chatId: vasily, isGroup: false, from: vasily, text: 'Old', timestamp: at(0) },
		]);
	});

	test('gives the messages of the service when Simplify is off', async () => {
		await stage.control.incoming({ text: 'Raw', time: at(0) });
		expect(await jsonOf(stage, { ...getAll, simplify: false })).toMatchObject([
			{
				chat_id: vasily,
				from_me: false,
				text: { body: 'Raw' },
				timestamp: Date.parse(at(0)) / 1000,
			},
		]);
	});

	test('filters by date, author and direction', async () => {
		await stage.control.incoming({ text: 'A', time: at(0) });
		await stage.control.incoming({ text: 'B', time: at(60), from: maria });
		await stage.control.phoneMessage({ to: vasily, text: 'C' });
		const texts = async (filters: Record<string, string | boolean>) =>
			(await jsonOf(stage, { ...getAll, filters })).map(({ text }) => text);
		expect(await texts({ after: at(30) })).toEqual(['C', 'B']);
		expect(await texts({ before: at(30) })).toEqual(['A']);
		expect(await texts({ author: '79994445566' })).toEqual(['B']);
		expect(await texts({ fromMe: true })).toEqual(['C']);
		expect(await queryOf(stage, all)).toEqual({ count: '500', offset: '0', from_me: 'true' });
		expect(await texts({ fromMe: false })).toEqual(['B', 'A']);
		expect(await queryOf(stage, all)).toMatchObject({ from_me: 'false' });
	});

	test.each([vasily, '+7 999 111-22-33'])('of the chat %s', async (chat) => {
		await stage.control.incoming({ text: 'A' });
		await stage.control.incoming({ text: 'B', from: maria });
		expect(await jsonOf(stage, { ...getAll, filters: { chat } })).toMatchObject([{ text: 'A' }]);
		const [request] = await stage.control.requests({ command: ofChat });
		expect(request?.url).toContain('/messages/list/79991112233%40s.whatsapp.net?');
	});

	test('of an unknown chat is an error with the words of the service', async () => {
		const error = await errorOf(stage, { ...getAll, filters: { chat: '70000000000' } });
		expect(error).toMatchObject({ httpCode: '404', message: containing('chat not found') });
	});

	test.each([true, false])('reads to the end (a wrong total: %s)', async (whapiWrongTotal) => {
		await stage.control.setSwitches({ whapiWrongTotal });
		await stage.control.backlog({ count: 1250, perSecond: 50 });
		const messages = await jsonOf(stage, getAll);
		expect(messages).toHaveLength(1250);
		expect(new Set(messages.map(({ messageId }) => messageId)).size).toBe(1250);
		expect(await stage.control.requests({ command: all })).toHaveLength(3);
	});

	test.each([1, 50, 500, 501, 2000])('gives no more than %i', async (limit) => {
		await stage.control.backlog({ count: 600, perSecond: 50 });
		const messages = await jsonOf(stage, { ...getAll, returnAll: false, limit });
		expect(messages).toHaveLength(Math.min(limit, 600));
		expect(messages[0]).toMatchObject({ text: 'Backlog 600' });
	});

	test('nothing gives no items', async () => {
		expect(await jsonOf(stage, getAll)).toEqual([]);
	});
});

describe('Message > Get', () => {
	test('gives one message, for each item its own', async () => {
		const ids: string[] = [];
		for (const text of ['A', 'B']) {
			ids.push((await stage.control.incoming({ text })).message.ids.whapi);
		}
		const parameters = operation('message', 'get', { messageId: '={{ $json.id }}' });
		const items = await runAction(stage, parameters, {
			input: ids.map((id) => ({ json: { id } })),
		});
		expect(items).toMatchObject([
			{ json: { messageId: ids[0], text: 'A' }, pairedItem: { item: 0 } },
			{ json: { messageId: ids[1], text: 'B' }, pairedItem: { item: 1 } },
		]);
		const [raw] = await jsonOf(stage, { ...parameters, messageId: ids[0], simplify: false });
		expect(raw).toMatchObject({ id: ids[0], text: { body: 'A' } });
	});

	test('an id with anything in it leads to no other path', async () => {
		const messageId = '../settings?x=1#';
		const error = await errorOf(stage, operation('message', 'get', { messageId }));
		expect(error.httpCode).toBe('404');
		const [request] = await stage.control.requests();
		expect(request).toMatchObject({ command: 'GET /messages/{MessageID}' });
	});
});

describe('chats', () => {
	test('are listed with what is known of them', async () => {
		const end = '2040-01-01T00:00:00.000Z';
		await stage.control.setChat({ chat: maria, unread: 4, pinned: true, readOnly: true });
		await stage.control.setChat({ chat: vasily, mutedUntil: end, archived: true });
		const chats = await jsonOf(stage, operation('chat', 'getAll', { returnAll: true }));
		expect(chats.map(({ id }) => id).sort()).toEqual([maria, vasily, nameless, group].sort());
		expect(chats.find(({ id }) => id === maria)).toMatchObject({
			name: 'Maria',
			isGroup: false,
			unread: 4,
			pinned: true,
			readOnly: true,
			participants: null,
		});
		expect(chats.find(({ id }) => id === vasily)).toMatchObject({
			muted: true,
			mutedUntil: end,
			archived: true,
		});
		expect(chats.find(({ id }) => id === group)).toMatchObject({
			name: 'Test group',
			isGroup: true,
		});
	});

	test('are listed as the service gives them when Simplify is off', async () => {
		const chats = await jsonOf(stage, operation('chat', 'getAll', { simplify: false }));
		expect(chats).toContainEqual(expect.objectContaining({ id: vasily, type: 'contact' }));
	});

	test.each([
		['phone', '+7 999 444-55-66', maria],
		['id', group, group],
	])('one is given by %s %s', async (mode, value, id) => {
		const chat = locator(mode, value);
		expect(await jsonOf(stage, operation('chat', 'get', { chat }))).toMatchObject([{ id }]);
	});
});

describe('contacts', () => {
	test('are listed, page by page', async () => {
		const contacts = await jsonOf(stage, operation('contact', 'getAll', { returnAll: true }));
		expect(contacts).toContainEqual(
			expect.objectContaining({ id: vasily, name: 'Vasily', isSaved: true, isBusiness: false }),
		);
		const limited = operation('contact', 'getAll', { limit: 1, simplify: false });
		expect(await jsonOf(stage, limited)).toMatchObject([{ id: '79991112233' }]);
	});

	test.each(['+7 999 111-22-33', vasily])('one is given by %s', async (contact) => {
		const [item] = await jsonOf(stage, operation('contact', 'get', { contact }));
		expect(item).toMatchObject({ id: vasily, name: 'Vasily' });
		const [request] = await stage.control.requests();
		expect(request?.url).toMatch(/\/contacts\/79991112233$/);
	});

	test('several numbers are checked in one call, in their order', async () => {
		const phoneNumbers = '+7 (999) 111-22-33, 70000000000\n7 999 444 55 66';
		expect(await jsonOf(stage, operation('contact', 'check', { phoneNumbers }))).toEqual([
			{ phoneNumber: '79991112233', exists: true, chatId: vasily },
			{ phoneNumber: '70000000000', exists: false, chatId: null },
			{ phoneNumber: '79994445566', exists: true, chatId: maria },
		]);
		expect(await bodyOf(stage, 'POST /contacts')).toEqual({
			contacts: ['79991112233', '70000000000', '79994445566'],
		});
		expect(await stage.control.requests()).toHaveLength(1);
	});

	test('no numbers are an error', async () => {
		const error = await errorOf(stage, operation('contact', 'check', { phoneNumbers: ' , ' }));
		expect(error.message).toBe('No phone numbers are given');
	});
});

describe('groups', () => {
	const expected = {
		id: group,
		name: 'Test group',
		isGroup: true,
		participants: [
			{ id: own, admin: true },
			{ id: vasily, admin: false },
			{ id: maria, admin: false },
		],
		createdBy: own,
		onlyAdminsWrite: false,
	};

	test('are listed, and one is given', async () => {
		const groups = await jsonOf(stage, operation('group', 'getAll', { returnAll: true }));
		expect(groups).toMatchObject([expected]);
		const one = operation('group', 'get', { group: locator('id', group) });
		expect(await jsonOf(stage, one)).toMatchObject([expected]);
		expect(await jsonOf(stage, { ...one, simplify: false })).toMatchObject([
			{ id: group, participants_count: 3 },
		]);
	});

	test('have an invite', async () => {
		const parameters = operation('group', 'getInvite', { group: locator('list', group) });
		const [item] = await jsonOf(stage, parameters);
		expect(item?.inviteCode).toMatch(/^[A-Za-z0-9]{14,22}$/);
		expect(item?.inviteLink).toBe(`https://chat.whatsapp.com/${String(item?.inviteCode)}`);
	});
});

test('labels are listed, up to the limit', async () => {
	const getAll = operation('label', 'getAll', { returnAll: true });
	expect(await jsonOf(stage, getAll)).toMatchObject([
		{ id: '3', name: 'Pending payment', color: 'salmon' },
		{ id: '76', name: 'Order complete', color: 'lightsteelblue' },
	]);
	expect(await jsonOf(stage, { ...getAll, returnAll: false, limit: 1 })).toHaveLength(1);
});

describe('the channel', () => {
	test('tells its health without being started', async () => {
		const getHealth = operation('channel', 'getHealth');
		const [item] = await jsonOf(stage, getHealth);
		expect(item).toMatchObject({
			channelId,
			status: 'AUTH',
			isReady: true,
			chatId: own,
			displayName: 'Demo shop',
		});
		expect(await queryOf(stage, 'GET /health')).toEqual({ wakeup: 'false' });
		const [raw] = await jsonOf(stage, { ...getHealth, simplify: false });
		expect(raw).toMatchObject({ channel_id: channelId, status: { text: 'AUTH' } });
	});

	test('tells that the phone is not linked', async () => {
		await stage.control.drop();
		const [item] = await jsonOf(stage, operation('channel', 'getHealth'));
		expect(item).toMatchObject({ status: 'QR', isReady: false, chatId: null });
	});

	test.each([
		[false, { unlimited: false, messages: 100, requests: 1000 }],
		[true, { unlimited: true }],
	])('tells its limits (none: %s)', async (whapiUnlimited, expected) => {
		await stage.control.setSwitches({ whapiUnlimited });
		const [item] = await jsonOf(stage, operation('channel', 'getLimits'));
		expect(item).toMatchObject(expected);
	});
});

describe('the lists of the editor', () => {
	const list = (method: string, filter?: string) =>
		searchList(stage.host, actionWorkflow(stage.host, {}), 'Whapi', method, filter);

	test('offer chats by name, and search them', async () => {
		const { results } = await list('searchChats');
		expect(results).toContainEqual({ name: 'Vasily', value: vasily });
		expect(results).toContainEqual({ name: 'Test group (group)', value: group });
		expect(results).toContainEqual({ name: nameless, value: nameless });
		expect((await list('searchChats', ' mARI ')).results).toEqual([
			{ name: 'Maria', value: maria },
		]);
		expect((await list('searchChats', '79991112233')).results).toHaveLength(1);
	});

	test('offer groups and labels', async () => {
		const groups = [{ name: 'Test group (group)', value: group }];
		expect((await list('searchGroups')).results).toEqual(groups);
		expect((await list('searchLabels', 'order')).results).toEqual([
			{ name: 'Order complete', value: '76' },
		]);
	});

	test('say what is wrong', async () => {
		await stage.control.drop();
		await expect(list('searchChats')).rejects.toMatchObject({
			message: containing('did not accept the token'),
			description: containing('the phone is not linked any more'),
		});
	});
});
