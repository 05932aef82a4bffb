import { startEmulator, type Emulator } from '../../../emulator';
import { ask, at, textAt, vasily } from './support';
import {
	groupChat,
	hookAll,
	shapeDifference,
	startHookServer,
	vasilyChat,
	whapiAsk,
	whapiCall,
	whapiSample,
	whapiText,
	type HookServer,
} from './whapiSupport';

let emulator: Emulator;
let hooks: HookServer;
beforeAll(async () => {
	emulator = await startEmulator();
	hooks = await startHookServer();
});
afterAll(async () => {
	await emulator.close();
	await hooks.close();
});
beforeEach(async () => {
	await emulator.control.reset();
	await emulator.control.setSwitches({ autoAcks: false });
	await hookAll(emulator, hooks.url);
	hooks.calls = [];
	hooks.statuses = [];
});

async function differs(event: string, sample: string, allowed: string[] = []): Promise<string[]> {
	const { body } = await hooks.next(event);
	return shapeDifference(body, whapiSample(`webhook.${sample}`), allowed);
}

const forever = 18446744073709552000;

describe('chats', () => {
	test('the first message of a stranger opens a chat', async () => {
		await emulator.control.incoming({ text: 'A', from: '4915112345678' });
		expect(await differs('chats.post', 'chats.post.incoming')).toEqual([]);
		expect(at((await hooks.next('chats.post')).body, 'chats.0')).toMatchObject({
			id: '4915112345678@s.whatsapp.net',
			type: 'contact',
			unread: 1,
		});
		expect(hooks.bodies('chats.patch')).toEqual([]);
	});

	test('the first message to somebody opens a chat too, later ones change it', async () => {
		await emulator.control.addPerson({ phone: '4915112345678' });
		const to = '4915112345678@s.whatsapp.net';
		await whapiAsk(emulator, 'POST', '/messages/text', { to, body: 'A' });
		await hooks.next('chats.post');
		await whapiAsk(emulator, 'POST', '/messages/text', { to, body: 'B' });
		const { body } = await hooks.next('chats.patch');
		const update = at(body, 'chats_updates.0');
		expect(at(update, 'changes')).toContain('last_message');
		expect(at(update, 'before_update.last_message.text.body')).toBe('A');
		expect(at(update, 'after_update.last_message.text.body')).toBe('B');
		expect(hooks.bodies('chats.post')).toHaveLength(1);
	});

	test('a label is put on a group and taken off', async () => {
		await emulator.control.incoming({ text: 'Thanks', group: groupChat });
		await hooks.next('chats.patch');
		hooks.calls = [];
		await emulator.control.label({ chat: groupChat, label: 'Order complete' });
		const unread = ['before', 'after'].map((side) => `.chats_updates[].${side}_update.unread`);
		const names = ['before', 'after'].map(
			(side) => `.chats_updates[].${side}_update.last_message.chat_name`,
		);
		expect(await differs('chats.patch', 'chats.patch.label', [...unread, ...names])).toEqual([]);
		const { body } = await hooks.next('chats.patch');
		expect(at(body, 'chats_updates.0.changes')).toEqual(['labels']);
		const labels = [{ id: '76', name: 'Order complete', color: 'lightsteelblue' }];
		expect(at(body, 'chats_updates.0.after_update.labels')).toEqual(labels);
		hooks.calls = [];
		await emulator.control.label({ chat: groupChat, label: '76', on: false });
		const off = at((await hooks.next('chats.patch')).body, 'chats_updates.0');
		expect([at(off, 'before_update.labels'), at(off, 'after_update.labels')]).toEqual([
			labels,
			undefined,
		]);
	});

	test('muted for ever, unmuted and muted again, with a label', async () => {
		await whapiText(emulator, 'Hello');
		await hooks.next('chats.patch');
		const { control } = emulator;
		hooks.calls = [];
		await control.mute({ chat: vasily });
		const muted = at((await hooks.next('chats.patch')).body, 'chats_updates.0');
		expect(at(muted, 'after_update')).toMatchObject({ mute: true, mute_until: forever });
		expect(at(muted, 'changes')).toEqual(['mute', 'mute_until']);
		hooks.calls = [];
		await control.unmute({ chat: vasily });
		const open = at((await hooks.next('chats.patch')).body, 'chats_updates.0.after_update');
		// As in the documented sample: the number stays, only `mute` tells.
		expect([at(open, 'mute'), at(open, 'mute_until')]).toEqual([undefined, forever]);
		hooks.calls = [];
		await control.mute({ chat: vasily, until: '2096-01-01T00:00:00Z' });
		const dated = at((await hooks.next('chats.patch')).body, 'chats_updates.0.after_update');
		expect(at(dated, 'mute_until')).toBe(Date.parse('2096-01-01T00:00:00Z'));
	});

	test('deleted chats are named and gone', async () => {
		await emulator.control.incoming({ text: 'A' });
		await emulator.control.deleteChat({ chat: vasily });
		expect(await differs('chats.delete', 'chats.delete')).toEqual([]);
		expect(at((await hooks.next('chats.delete')).body, 'chats_removed')).toEqual([vasilyChat]);
		expect((await whapiCall(emulator, 'GET', `/chats/${vasilyChat}`)).status).toBe(404);
		expect(at(await whapiAsk(emulator, 'GET', '/messages/list'), 'messages')).toEqual([]);
	});

	test('the timer of disappearing messages comes as an action of the system', async () => {
		await emulator.control.ephemeral({ chat: vasily, seconds: 604_800 });
		const missing = ['-.messages[].device_id', '-.messages[].chat_name'];
		const found = await differs('messages.post', 'messages.post.action_ephemeral');
		expect(found.sort()).toEqual(missing.sort());
		const message = at((await hooks.next('messages.post')).body, 'messages.0');
		expect(message).toMatchObject({ source: 'system', action: { ephemeral: 604_800 } });
	});

	test('a story of a contact changes the chat of stories, its views are told', async () => {
		await emulator.control.story({ text: 'My day' });
		const update = at((await hooks.next('chats.patch')).body, 'chats_updates.0');
		expect(at(update, 'after_update')).toMatchObject({
			id: 'status@broadcast',
			type: 'broadcast',
			last_message: { type: 'story', chat_id: 'stories', text: { body: 'My day' } },
		});
		expect(hooks.bodies('messages.post')).toEqual([]);
		const sent = await whapiAsk(emulator, 'POST', '/messages/story/text', { caption: 'Text' });
		const message = textAt(sent, 'message.id');
		expect(
			await differs('messages.post', 'messages.post.story', [
				'.messages[].device_id',
				'.messages[].status',
			]),
		).toEqual([]);
		await emulator.control.viewStory({ message });
		expect(at((await hooks.next('statuses.put')).body, 'statuses.0')).toMatchObject({
			id: message,
			status: 'read',
			recipient_id: 'stories',
			viewer_id: '79991112233',
		});
	});
});

describe('people and groups', () => {
	test('new and renamed contacts, other pictures', async () => {
		await emulator.control.changePerson({ phone: '79991112233', name: 'Vasily the Second' });
		expect(await differs('contacts.post', 'contacts.post')).toEqual([]);
		const contact = { id: '79991112233', name: 'Vasily the Second' };
		expect(at((await hooks.next('contacts.post')).body, 'contacts.0')).toEqual(contact);
		await emulator.control.changePerson({ phone: '79991112233', picture: 'https://a.b/c.jpg' });
		expect(await differs('contacts.patch', 'contacts.patch')).toEqual([]);
	});

	test('groups are made, renamed, joined and left', async () => {
		const participants: [{ phone: string }, ...{ phone: string }[]] = [
			{ phone: '79999999999' },
			{ phone: '79991112233' },
		];
		await emulator.control.addGroup({ id: '120363271212442249', name: 'New', participants });
		expect(await differs('groups.post', 'groups.post')).toEqual([]);
		const group = '4239048293082';
		await emulator.control.changeGroup({ group, name: 'Renamed' });
		const update = at((await hooks.next('groups.patch')).body, 'groups_updates.0');
		expect(at(update, 'before_update.name')).toBe('Test group');
		expect(at(update, 'after_update.name')).toBe('Renamed');
		expect(at(update, 'changes')).toContain('name');
		for (const action of ['add', 'promote', 'demote', 'remove'] as const) {
			hooks.calls = [];
			await emulator.control.changeGroup({ group, [action]: ['79997778899'] });
			const { body } = await hooks.next('groups.put');
			expect(shapeDifference(body, whapiSample('webhook.groups.put.add'))).toEqual([]);
			const told = { group_id: groupChat, participants: ['79997778899'], action };
			expect(at(body, 'groups_participants.0')).toEqual(told);
		}
	});

	test('groups of others are not told', async () => {
		await emulator.control.addGroup({
			id: '5',
			name: 'Foreign',
			participants: [{ phone: '79991112233' }],
		});
		await emulator.control.incoming({ text: 'A' });
		await hooks.next('messages.post');
		expect(hooks.bodies('groups.post')).toEqual([]);
	});

	test('presences come after a subscription only', async () => {
		await emulator.control.presence({ state: 'online' });
		await whapiAsk(emulator, 'POST', '/presences/79991112233');
		await emulator.control.presence({ state: 'typing' });
		await hooks.next('presences.post', (body) => at(body, 'presences.0.status') === 'typing');
		expect(await differs('presences.post', 'presences.post.typing')).toEqual([]);
		expect(hooks.bodies('presences.post')).toHaveLength(1);
		const again = await whapiCall(emulator, 'POST', '/presences/79991112233');
		expect(again.status).toBe(409);
	});

	test('the steps of a call carry milliseconds and full ids', async () => {
		const { id } = await emulator.control.phoneCall({ state: 'ringing', video: true });
		await emulator.control.phoneCall({ id, state: 'answered' });
		expect(await differs('calls.post', 'calls.post.video_ringing')).toEqual([]);
		const [first, second] = await hooks.wait('calls.post', 2);
		expect(at(first, 'calls.0')).toMatchObject({ id, video_call: true, from: vasilyChat });
		expect(at(second, 'calls.0')).toMatchObject({ id, status: 'answered' });
		expect(at(first, 'calls.0.timestamp')).toBeGreaterThan(1e12);
	});
});

describe('the channel', () => {
	test('loses its number and gets it back', async () => {
		await emulator.control.drop();
		expect(await differs('channel.post', 'channel.post.qr')).toEqual([]);
		expect(await differs('channel.patch', 'channel.patch.qr')).toEqual([]);
		expect(await differs('users.delete', 'users.post')).toEqual([]);
		hooks.calls = [];
		await emulator.control.login();
		expect(await differs('channel.post', 'channel.post.auth')).toEqual([]);
		expect(await differs('users.post', 'users.post')).toEqual([]);
	});

	test('is set into any state', async () => {
		await emulator.control.channelState({ state: 'ERROR' });
		expect(await differs('channel.post', 'channel.post.error')).toEqual([]);
		const health = await whapiAsk(emulator, 'GET', '/health?wakeup=false');
		expect(at(health, 'status')).toEqual({ code: 5, text: 'ERROR' });
		await emulator.control.channelState({ state: null });
		expect((await emulator.control.channel()).state).toBe('AUTH');
	});

	test('labels are made and deleted', async () => {
		await emulator.control.setLabel({ id: '7', name: 'New order' });
		expect(await differs('labels.post', 'labels.post')).toEqual([]);
		await emulator.control.removeLabel({ label: 'New order' });
		const { body } = await hooks.next('labels.delete');
		expect(body).toEqual(whapiSample('webhook.labels.delete'));
	});
});

test('any body is sent to the webhooks that want its event', async () => {
	const body = whapiSample('webhook.messages.post.batch');
	await emulator.control.callback({ type: 'messages', method: 'post', body });
	expect((await hooks.next('messages.post')).body).toEqual(body);
	await emulator.control.callback({ type: 'service', method: 'post', body: {} });
	await emulator.control.callback({ type: 'calls', method: 'post', body: [1] });
	await emulator.control.waitFor(
		() => Promise.resolve(hooks.calls.length),
		(count) => count === 2,
		5000,
	);
	expect(hooks.calls[1]?.body).toEqual([1]);
});

test('what WhatsGate sends and receives is told too', async () => {
	const recipient = { id: vasily };
	const message = { body: 'From WhatsGate' };
	await ask(emulator, 'send', { WhatsappID: '191b80a9238', async: false, recipient, message });
	const { body } = await hooks.next('messages.post');
	expect(at(body, 'messages.0')).toMatchObject({
		from_me: true,
		source: 'web',
		text: { body: 'From WhatsGate' },
	});
});

test('other sessions are not told', async () => {
	await emulator.control.incoming({ text: 'A', session: '6345454545455' });
	await emulator.control.incoming({ text: 'B' });
	const bodies = await hooks.wait('messages.post', 1);
	expect(bodies.map((body) => at(body, 'messages.0.text.body'))).toEqual(['B']);
});
