import { startEmulator, type Emulator } from '../../../emulator';
import { at, listAt, textAt, vasily } from './support';
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

/** The newest call with this event, compared with a sample: the fields that differ. */
async function differs(event: string, sample: string, allowed: string[] = []): Promise<string[]> {
	const { body } = await hooks.next(event);
	return shapeDifference(body, whapiSample(`webhook.${sample}`), allowed);
}

/** Tells messages of others from the echo of what was sent. */
function isIncoming(body: unknown): boolean {
	return at(body, 'messages.0.from_me') === false;
}

const small = Buffer.from('a file').toString('base64');

describe('messages.post has the documented form', () => {
	test('text', async () => {
		await emulator.control.incoming({ text: 'Hello world' });
		expect(await differs('messages.post', 'messages.post.text')).toEqual([]);
		const { body, method, headers } = await hooks.next('messages.post');
		expect(at(body, 'messages.0')).toMatchObject({
			from_me: false,
			chat_id: vasilyChat,
			from: '79991112233',
			source: 'mobile',
			text: { body: 'Hello world' },
		});
		expect(at(body, 'channel_id')).toBe(emulator.whapi.channelId);
		expect([method, headers['content-type']]).toEqual(['POST', 'application/json']);
	});

	test('own messages: typed on the phone, sent by the API', async () => {
		await emulator.control.phoneMessage({ text: 'Hey bro', to: vasily });
		const fromPhone = await hooks.next('messages.post');
		expect(await differs('messages.post', 'messages.post.text_outgoing_mobile')).toEqual([]);
		expect(at(fromPhone.body, 'messages.0')).toMatchObject({ source: 'mobile', status: 'sent' });
		hooks.calls = [];
		await whapiText(emulator, 'Hello');
		expect(await differs('messages.post', 'messages.post.text_outgoing_api')).toEqual([]);
		const fromApi = at((await hooks.next('messages.post')).body, 'messages.0');
		expect(fromApi).toMatchObject({ source: 'api', status: 'pending', from_me: true });
	});

	test('group', async () => {
		await emulator.control.incoming({ text: 'A', group: groupChat, from: '79994445566' });
		expect(await differs('messages.post', 'messages.post.group_text')).toEqual([]);
		const message = at((await hooks.next('messages.post')).body, 'messages.0');
		expect(message).toMatchObject({ chat_id: groupChat, from: '79994445566' });
	});

	test.each([
		['image', 'image/jpeg'],
		['voice', 'audio/ogg; codecs=opus'],
		['video', 'video/mp4'],
		['audio', 'audio/mpeg'],
		['sticker', 'image/webp'],
	] as const)('%s', async (type, mimeType) => {
		const fileInfo = { width: 1, height: 2, seconds: 3, animated: false };
		const media = { mimeType, base64: small };
		await emulator.control.incoming({ type, media, fileInfo, forwarded: true, text: 'Caption' });
		const { body } = await hooks.next('messages.post');
		const sample = whapiSample(`webhook.messages.post.${type}`);
		const missing = shapeDifference(body, sample).filter((field) => field.startsWith('-'));
		// Voice gets a link only when it is downloaded automatically, which is off at the start.
		expect(missing).toEqual(type === 'voice' ? ['-.messages[].voice.link'] : []);
		expect(textAt(body, `messages.0.${type}.id`)).toMatch(/^[a-zA-Z0-9]+-[0-9a-fA-F-]+$/);
	});

	test('document', async () => {
		const media = { mimeType: 'application/pdf', fileName: 'a.pdf', base64: small };
		await emulator.control.incoming({ media, text: 'Caption' });
		// Nobody counts the pages.
		const field = '-.messages[].document.page_count';
		expect(await differs('messages.post', 'messages.post.document')).toEqual([field]);
	});

	test('location, contact, poll, noise', async () => {
		const place = { latitude: 1, longitude: 2, name: 'A', address: 'B', url: 'https://a.b' };
		await emulator.control.incoming({ location: place });
		const preview = '-.messages[].location.preview';
		expect(await differs('messages.post', 'messages.post.location')).toEqual([preview]);
		await emulator.control.incoming({ contacts: [{ name: 'A', vcard: 'BEGIN:VCARD' }] });
		await hooks.wait('messages.post', 2);
		expect(await differs('messages.post', 'messages.post.contact')).toEqual([]);
		hooks.calls = [];
		await emulator.control.incoming({ poll: { title: 'T', options: ['A', 'B'], limit: 1 } });
		expect(await differs('messages.post', 'messages.post.poll')).toEqual([]);
		hooks.calls = [];
		await emulator.control.noise();
		expect(await differs('messages.post', 'messages.post.system_noise')).toEqual([]);
		const noise = at((await hooks.next('messages.post')).body, 'messages.0');
		expect(noise).toMatchObject({ from_me: false, type: 'unknown', source: 'system' });
	});

	test('an answer quotes the message', async () => {
		const id = await whapiText(emulator, 'Which one?');
		await hooks.next('messages.post');
		hooks.calls = [];
		const mentions = ['79994445566'];
		await emulator.control.incoming({ text: 'That one', quoted: id, mentions });
		expect(await differs('messages.post', 'messages.post.quoted')).toEqual([]);
		const context = at((await hooks.next('messages.post')).body, 'messages.0.context');
		expect(context).toMatchObject({ quoted_id: id, quoted_content: { body: 'Which one?' } });
	});

	test('a text with a link is a link preview', async () => {
		await emulator.control.incoming({ text: 'See https://example.com/a now' });
		const { body } = await hooks.next('messages.post');
		expect(at(body, 'messages.0.type')).toBe('link_preview');
		const preview = { body: 'See https://example.com/a now', url: 'https://example.com/a' };
		expect(at(body, 'messages.0.link_preview')).toMatchObject(preview);
	});
});

test('reactions, edits and revokes come as actions, edits as updates too', async () => {
	const { control } = emulator;
	const { message } = await control.incoming({ text: 'Hello world' });
	const { whapi: target } = message.ids;
	await hooks.next('messages.post');
	hooks.calls = [];
	await control.react({ message: target, emoji: '👍' });
	expect(await differs('messages.post', 'messages.post.action_reaction')).toEqual([]);
	hooks.calls = [];
	await control.edit({ message: target, text: 'Hello world (edited)' });
	expect(await differs('messages.post', 'messages.post.action_edit')).toEqual([]);
	const allowed = ['before_update', 'after_update'].flatMap((side) => [
		`.messages_updates[].${side}.reactions[].emoji`,
		`.messages_updates[].${side}.reactions[].id`,
	]);
	expect(await differs('messages.patch', 'messages.patch.edited', allowed)).toEqual([]);
	const update = at((await hooks.next('messages.patch')).body, 'messages_updates.0');
	expect(at(update, 'before_update.text.body')).toBe('Hello world');
	expect(at(update, 'after_update.text.body')).toBe('Hello world (edited)');
	expect(at(update, 'changes')).toEqual(['text']);
	expect(at(update, 'id')).toBe(target);
	hooks.calls = [];
	await control.revoke({ message: target });
	expect(await differs('messages.post', 'messages.post.action_delete')).toEqual([]);
	const action = at((await hooks.next('messages.post')).body, 'messages.0.action');
	expect(action).toEqual({ target, type: 'delete' });
});

test('votes come as an action and as an update of the poll', async () => {
	const request = { to: vasilyChat, title: 'When?', options: ['Morning', 'Evening'], count: 1 };
	const sent = await whapiAsk(emulator, 'POST', '/messages/poll', request);
	const message = textAt(sent, 'message.id');
	await hooks.next('messages.post');
	hooks.calls = [];
	await emulator.control.vote({ message, options: ['Morning'] });
	expect(await differs('messages.post', 'messages.post.action_vote')).toEqual([]);
	const own = ['status', 'from_name', 'device_id'];
	const allowed = ['before_update', 'after_update'].flatMap((side) =>
		own.map((field) => `.messages_updates[].${side}.${field}`),
	);
	const voters = '.messages_updates[].before_update.poll.results[].voters[]';
	expect(await differs('messages.patch', 'messages.patch.poll_vote', [...allowed, voters])).toEqual(
		[],
	);
	const { body } = await hooks.next('messages.patch');
	const after = at(body, 'messages_updates.0.after_update.poll');
	expect(after).toMatchObject({ total: 1, vote_limit: 1 });
	expect(at(after, 'results.0')).toMatchObject({ count: 1, voters: ['79991112233'] });
	expect(at(after, 'results.1')).toMatchObject({ count: 0, voters: [] });
	const id = at(after, 'results.0.id');
	expect(at(body, 'messages_updates.0.trigger.action.votes')).toEqual([id]);
});

test('a pressed button and a chosen row come back with the prefixed id', async () => {
	const buttons = [
		{ type: 'quick_reply', title: 'Yes', id: 'yes' },
		{ type: 'quick_reply', title: 'No', id: 'no' },
	];
	const request = { to: vasilyChat, header: { text: 'H' }, body: { text: 'B' } };
	await whapiAsk(emulator, 'POST', '/messages/interactive', {
		...request,
		footer: { text: 'F' },
		action: { buttons },
	});
	await hooks.next('messages.post');
	hooks.calls = [];
	await emulator.control.press({ choice: 'Yes' });
	const chatName = '-.messages[].chat_name';
	expect(await differs('messages.post', 'messages.post.reply_buttons')).toEqual([chatName]);
	const reply = at((await hooks.next('messages.post')).body, 'messages.0.reply');
	expect(reply).toEqual({
		type: 'buttons_reply',
		buttons_reply: { id: 'ButtonsV3:yes', title: 'Yes' },
	});
	const rows = [{ id: 'billing', title: 'Billing', description: 'Invoices' }];
	const list = { label: 'Open', sections: [{ title: 'Topics', rows }] };
	await whapiAsk(emulator, 'POST', '/messages/interactive', {
		...request,
		type: 'list',
		action: { list },
	});
	hooks.calls = [];
	await emulator.control.press({ choice: 'billing' });
	const { body } = await hooks.next('messages.post', isIncoming);
	expect(at(body, 'messages.0')).toMatchObject({
		type: 'reply',
		reply: { type: 'list_reply', list_reply: { id: 'ListV3:billing', title: 'Billing' } },
	});
	await expect(emulator.control.press({ choice: 'other' })).rejects.toThrow('offers no other');
});

test('a message that is fetched again is told as messages.put', async () => {
	const { message } = await emulator.control.incoming({ text: 'A' });
	await whapiAsk(emulator, 'GET', `/messages/${message.ids.whapi}?resync=true`);
	const status = '-.messages[].status';
	expect(await differs('messages.put', 'messages.put')).toEqual([status]);
});

test('statuses.post tells the states of sent messages with a text as timestamp', async () => {
	const message = await whapiText(emulator, 'A');
	await emulator.control.ack({ message, status: 'delivered' });
	expect(await differs('statuses.post', 'statuses.post.delivered')).toEqual([]);
	await emulator.control.ack({ message, status: 'read' });
	const states = (await hooks.wait('statuses.post', 2)).map((body) => at(body, 'statuses.0'));
	expect(states).toMatchObject([
		{ id: message, code: 3, status: 'delivered', recipient_id: vasilyChat },
		{ id: message, code: 4, status: 'read' },
	]);
	expect(textAt(states[0], 'timestamp')).toMatch(/^\d{10}$/);
	const answer = await whapiAsk(emulator, 'GET', `/statuses/${message}`);
	expect(listAt(answer, 'statuses').map((one) => at(one, 'status'))).toEqual([
		'pending',
		'delivered',
		'read',
	]);
});

test('messages.delete: some of a chat, or all', async () => {
	const { control } = emulator;
	const first = await control.incoming({ text: 'A' });
	const id = await whapiText(emulator, 'B');
	await control.removeMessages({ messages: [first.message.key] });
	expect(await differs('messages.delete', 'messages.delete')).toEqual([]);
	expect(at((await hooks.next('messages.delete')).body, 'messages_removed')).toEqual([
		first.message.ids.whapi,
	]);
	hooks.calls = [];
	await control.clearChat({ chat: vasily });
	const { body } = await hooks.next('messages.delete');
	expect(at(body, 'messages_removed_all')).toBe(vasilyChat);
	const left = await whapiAsk(emulator, 'GET', '/messages/list');
	expect(at(left, 'messages')).toEqual([]);
	const gone = await whapiCall(emulator, 'GET', `/messages/${id}`);
	expect(gone.status).toBe(404);
});
