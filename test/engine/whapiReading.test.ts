import { textOf } from '../../nodes/shared/json';
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
		expect(item?.inviteLink).toBe(`https://chat.whatsapp.com/${textOf(item?.inviteCode) ?? ''}`);
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
