import { startEmulator, type Emulator } from '../../../emulator';
import { ask, at, demo, listAt, textAt, vasily } from './support';
import {
	groupChat,
	shapeDifference,
	vasilyChat,
	whapiAsk,
	whapiCall,
	whapiFetch,
	whapiSample,
	whapiSampleWith,
	whapiText,
} from './whapiSupport';

let emulator: Emulator;
beforeAll(async () => {
	emulator = await startEmulator();
});
afterAll(() => emulator.close());
beforeEach(async () => {
	await emulator.control.reset();
	await emulator.control.setSwitches({ autoAcks: false });
});

const done = { success: true };

function status(method: string, path: string, body?: unknown): Promise<number> {
	return whapiCall(emulator, method, path, body === undefined ? {} : { body }).then(
		(reply) => reply.status,
	);
}

describe('chats', () => {
	test('are listed in the documented shape, the newest first', async () => {
		await emulator.control.mute({ chat: vasily });
		await emulator.control.label({ chat: vasily, label: '3' });
		await emulator.control.incoming({ text: 'A', group: groupChat });
		await whapiText(emulator, 'Hello');
		const list = await whapiAsk(emulator, 'GET', '/chats?count=2');
		const allowed = ['.chats[].unread', '.chats[].last_message.chat_name'];
		expect(shapeDifference(list, whapiSample('response.chats.list'), allowed)).toEqual([]);
		expect(listAt(list, 'chats').map((chat) => at(chat, 'id'))).toEqual([vasilyChat, groupChat]);
		expect(at(list, 'total')).toBe(4);
		const chat = await whapiAsk(emulator, 'GET', `/chats/${encodeURIComponent(vasilyChat)}`);
		expect(shapeDifference(chat, whapiSample('response.chats.get'))).toEqual([]);
		expect(chat).toMatchObject({ mute: true, mute_until: 18446744073709552000 });
	});

	test('are muted with milliseconds, pinned, marked and archived, for WhatsGate too', async () => {
		const path = `/chats/${vasilyChat}`;
		const body = whapiSampleWith('request.chats.patch', { pin: true, mark_unread: true });
		expect(await whapiAsk(emulator, 'PATCH', path, body)).toEqual(done);
		const archive = whapiSample('request.chats.archive');
		expect(await whapiAsk(emulator, 'POST', path, archive)).toEqual(done);
		expect(await whapiAsk(emulator, 'GET', path)).toMatchObject({
			pin: true,
			mute: true,
			mute_until: 1810364624000,
			archive: true,
			unread: 1,
		});
		const chats = listAt(await ask(emulator, 'get-chats', { WhatsappID: demo }), 'data');
		const other = chats.find((chat) => at(chat, 'id') === vasily);
		expect(other).toMatchObject({ pinned: true, isMuted: true });
		await whapiAsk(emulator, 'PATCH', path, { mute_until: 0 });
		const open = await whapiAsk(emulator, 'GET', path);
		expect([at(open, 'mute'), at(open, 'pin')]).toEqual([undefined, true]);
		expect(await status('PATCH', path, { mute_until: 'tomorrow' })).toBe(400);
	});

	test('get a timer, and are deleted', async () => {
		const path = `/chats/${vasilyChat}`;
		await whapiAsk(emulator, 'PATCH', path, { ephemeral: 'week' });
		expect(at(await whapiAsk(emulator, 'GET', path), 'ephemeral')).toBe(604_800);
		expect(await whapiAsk(emulator, 'DELETE', path)).toEqual(done);
		expect(await status('GET', path)).toBe(404);
		expect(await status('DELETE', path)).toBe(404);
	});
});

describe('contacts', () => {
	test('are listed, got and renamed', async () => {
		const list = await whapiAsk(emulator, 'GET', '/contacts?count=1');
		expect(shapeDifference(list, whapiSample('response.contacts.list'))).toEqual([]);
		expect(at(list, 'total')).toBe(3);
		const path = '/contacts/79991112233';
		expect(await whapiAsk(emulator, 'GET', path)).toMatchObject({ name: 'Vasily', saved: true });
		await whapiAsk(emulator, 'PATCH', path, { name: 'Vasya' });
		expect(at(await whapiAsk(emulator, 'GET', path), 'name')).toBe('Vasya');
		expect(await status('GET', '/contacts/79990000000')).toBe(404);
	});

	test('are checked in any notation', async () => {
		const contacts = ['+7 (999) 111-22-33', '000'];
		const body = whapiSampleWith('request.contacts.check', { contacts });
		const answer = await whapiAsk(emulator, 'POST', '/contacts', body);
		expect(answer).toEqual({
			contacts: [
				{ input: contacts[0], status: 'valid', wa_id: '79991112233' },
				{ input: '000', status: 'invalid' },
			],
		});
	});

	test('HEAD tells who is on WhatsApp', async () => {
		const known = await whapiFetch(emulator, 'HEAD', '/contacts/79991112233');
		const unknown = await whapiFetch(emulator, 'HEAD', '/contacts/79990000000');
		expect([known.status, unknown.status]).toEqual([200, 404]);
	});

	test('have a profile', async () => {
		await emulator.control.changePerson({ phone: '79991112233', picture: 'https://a.b/c.jpg' });
		const profile = await whapiAsk(emulator, 'GET', '/contacts/79991112233/profile');
		expect(shapeDifference(profile, whapiSample('response.contacts.profile'))).toEqual([]);
	});

	test('are added once and blocked', async () => {
		const body = { phone: '4915112345678', name: 'Erika' };
		expect(await whapiAsk(emulator, 'PUT', '/contacts', body)).toMatchObject({ name: 'Erika' });
		expect(await status('PUT', '/contacts', body)).toBe(409);
		expect(await whapiAsk(emulator, 'PUT', '/blacklist/4915112345678')).toEqual(done);
		expect(await whapiAsk(emulator, 'GET', '/blacklist')).toEqual(['4915112345678']);
		await whapiAsk(emulator, 'DELETE', '/blacklist/4915112345678');
		expect(await whapiAsk(emulator, 'GET', '/blacklist')).toEqual([]);
	});

	test('presences are typed in the world', async () => {
		await whapiAsk(emulator, 'PUT', `/presences/${vasilyChat}`, { presence: 'typing', delay: 2 });
		expect(await emulator.control.activities()).toMatchObject([{ kind: 'typing', chat: vasily }]);
		expect(await whapiAsk(emulator, 'PUT', '/presences/me', { presence: 'offline' })).toBeDefined();
		expect(await status('GET', '/presences/79991112233')).toBe(404);
	});
});

describe('groups', () => {
	const path = `/groups/${groupChat}`;

	test('are listed and got in the documented shape', async () => {
		await emulator.control.addGroup({
			id: '5',
			name: 'Foreign',
			participants: [{ phone: '79991112233' }],
		});
		const list = await whapiAsk(emulator, 'GET', '/groups');
		expect(shapeDifference(list, whapiSample('response.groups.list'))).toEqual([]);
		expect(at(list, 'total')).toBe(1);
		const group = await whapiAsk(emulator, 'GET', path);
		expect(shapeDifference(group, whapiSample('response.groups.get'))).toEqual([]);
		expect(at(group, 'participants')).toEqual([
			{ id: '79999999999', rank: 'creator' },
			{ id: '79991112233', rank: 'member' },
			{ id: '79994445566', rank: 'member' },
		]);
		expect(await status('GET', '/groups/5@g.us')).toBe(404);
	});

	test('are made of those who are on WhatsApp', async () => {
		const participants = ['79991112233', '79990000000'];
		const body = whapiSampleWith('request.groups.create', { participants });
		const made = await whapiAsk(emulator, 'POST', '/groups', body);
		expect(shapeDifference(made, whapiSample('response.groups.create'))).toEqual([]);
		expect(at(made, 'unprocessed_participants')).toEqual(['79990000000']);
		const to = textAt(made, 'id');
		await whapiAsk(emulator, 'POST', '/messages/text', { to, body: 'Hello all' });
		const chats = listAt(await ask(emulator, 'get-chats', { WhatsappID: demo }), 'data');
		expect(chats.some((chat) => at(chat, 'id') === to)).toBe(true);
		await emulator.control.changeGroup({ group: to, demote: ['79999999999'] });
		expect(await status('GET', `/groups/${to}/invite`)).toBe(403);
	});

	test('are renamed and set', async () => {
		await whapiAsk(emulator, 'PUT', path, { subject: 'New', description: 'About' });
		await whapiAsk(emulator, 'PATCH', path, whapiSample('request.groups.settings'));
		expect(await whapiAsk(emulator, 'GET', path)).toMatchObject({
			name: 'New',
			description: 'About',
			announcements: true,
			restricted: false,
		});
		expect(await status('PATCH', path, { setting: 'colour', policy: 'admins' })).toBe(400);
	});

	test('get and lose participants and administrators; DELETE carries a body', async () => {
		const members = `${path}/participants`;
		const participants = ['79997778899', '79990000000'];
		const added = await whapiAsk(emulator, 'POST', members, { participants });
		expect(added).toEqual({
			success: true,
			processed: ['79997778899'],
			failed: ['79990000000'],
		});
		const one = { participants: ['79997778899'] };
		const rank = async () =>
			listAt(await whapiAsk(emulator, 'GET', path), 'participants').find(
				(member) => at(member, 'id') === '79997778899',
			);
		expect(await whapiAsk(emulator, 'PATCH', `${path}/admins`, one)).toEqual(done);
		expect(await rank()).toMatchObject({ rank: 'admin' });
		expect(await whapiAsk(emulator, 'DELETE', `${path}/admins`, one)).toEqual(done);
		expect(await rank()).toMatchObject({ rank: 'member' });
		await whapiAsk(emulator, 'DELETE', members, one);
		expect(await rank()).toBeUndefined();
		expect(await status('PATCH', `${path}/admins`, one)).toBe(404);
	});

	test('are ruled by administrators only', async () => {
		await emulator.control.changeGroup({ group: groupChat, demote: ['79999999999'] });
		const one = { participants: ['79997778899'] };
		expect(await status('POST', `${path}/participants`, one)).toBe(403);
		expect(await status('GET', `${path}/invite`)).toBe(403);
	});

	test('have an invite code that can be taken back, and are joined and left', async () => {
		const code = async () =>
			textAt(await whapiAsk(emulator, 'GET', `${path}/invite`), 'invite_code');
		const first = await code();
		expect(first).toMatch(/^[A-Za-z0-9]{14,22}$/);
		const info = await whapiAsk(emulator, 'GET', `/groups/link/${first}`);
		expect(info).toMatchObject({ id: groupChat, participantsCount: 3 });
		await whapiAsk(emulator, 'DELETE', `${path}/invite`);
		expect(await status('GET', `/groups/link/${first}`)).toBe(404);
		const second = await code();
		expect(await whapiAsk(emulator, 'DELETE', path)).toEqual(done);
		expect(await status('GET', path)).toBe(404);
		const joined = await whapiAsk(emulator, 'PUT', '/groups', { invite_code: second });
		expect(joined).toEqual({ group_id: groupChat });
		expect(await status('GET', path)).toBe(200);
	});
});

describe('labels', () => {
	test('are a bare list', async () => {
		await emulator.control.label({ chat: vasily, label: '76' });
		const list = await whapiAsk(emulator, 'GET', '/labels');
		expect(shapeDifference(list, whapiSample('response.labels.list'))).toEqual([]);
		expect(list).toMatchObject([
			{ id: '3', count: 0 },
			{ id: '76', count: 1 },
		]);
	});

	test('are made, put on chats and messages, and taken off', async () => {
		const body = whapiSample('request.labels.create');
		expect(await whapiAsk(emulator, 'POST', '/labels', body)).toEqual(body);
		const id = await whapiText(emulator, 'A');
		expect(await whapiAsk(emulator, 'POST', `/labels/5/${vasilyChat}`)).toEqual(done);
		expect(await whapiAsk(emulator, 'POST', `/labels/5/${id}`)).toEqual(done);
		expect(await status('POST', `/labels/5/${id}`)).toBe(409);
		const marked = await whapiAsk(emulator, 'GET', '/labels/5');
		expect(marked).toMatchObject({ chats: [{ id: vasilyChat }], messages: [{ id }] });
		expect(await whapiAsk(emulator, 'DELETE', `/labels/5/${vasilyChat}`)).toEqual(done);
		expect(at(await whapiAsk(emulator, 'GET', '/labels/5'), 'chats')).toEqual([]);
		expect(await whapiAsk(emulator, 'DELETE', '/labels/5')).toEqual(done);
		expect(await status('GET', '/labels/5')).toBe(404);
	});

	test.each([
		{ id: '123', name: 'A', color: 'gold' },
		{ id: '5', name: 'A', color: 'golden' },
	])('%j is refused', async (body) => {
		expect(await status('POST', '/labels', body)).toBe(400);
	});
});
