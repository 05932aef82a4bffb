import { startEmulator, type Emulator } from '../../../emulator';
import { at, textAt } from './support';
import {
	groupChat,
	shapeDifference,
	vasilyChat,
	whapiAsk,
	whapiCall,
	whapiSample,
	whapiSampleWith,
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

/** Sends a documented request to Vasily; gives the message of the answer. */
async function sendSample(type: string, sample: string): Promise<unknown> {
	const body = whapiSampleWith(`request.messages.${sample}`, { to: vasilyChat });
	return at(await whapiAsk(emulator, 'POST', `/messages/${type}`, body), 'message');
}

function post(path: string, body: Record<string, unknown>) {
	return whapiCall(emulator, 'POST', path, { body: { to: vasilyChat, ...body } });
}

test('a text is answered like the documented sample', async () => {
	const { message: asked } = await emulator.control.incoming({ text: 'Question' });
	const body = whapiSampleWith('request.messages.text', {
		to: vasilyChat,
		quoted: asked.ids.whapi,
	});
	const sent = await whapiAsk(emulator, 'POST', '/messages/text', body);
	const context = ['mentions[]', 'quoted_id', 'quoted_author', 'quoted_type'];
	const allowed = [...context, 'quoted_content.body'].map((one) => `.message.context.${one}`);
	const sample = whapiSample('response.messages.text');
	expect(shapeDifference(sent, sample, allowed)).toEqual([]);
	expect(at(sent, 'message.context')).toMatchObject({
		quoted_id: asked.ids.whapi,
		quoted_content: { body: 'Question' },
	});
	const [record] = await emulator.control.messages({ fromMe: true });
	expect(record).toMatchObject({ quotedKey: asked.key, origin: 'whapi' });
	expect(record?.mentions).toEqual(['61280155346@c.us']);
	expect(await emulator.control.activities()).toMatchObject([{ kind: 'typing' }]);
});

test('a text with a link has a preview unless it is switched off', async () => {
	const body = 'See https://example.com';
	const types: unknown[] = [];
	for (const no_link_preview of [false, true]) {
		types.push(at((await post('/messages/text', { body, no_link_preview })).body, 'message.type'));
	}
	expect(types).toEqual(['link_preview', 'text']);
});

test('an image of the internet is not fetched but made up', async () => {
	const message = await sendSample('image', 'image');
	const sample = at(whapiSample('response.messages.image'), 'message');
	const allowed = ['.from_name', '.image.link', '.image.preview'];
	const missing = ['-.image.height', '-.image.width'];
	expect(shapeDifference(message, sample, allowed).sort()).toEqual(missing);
	expect(at(message, 'image.mime_type')).toBe('image/jpeg');
});

test('places, contacts and polls', async () => {
	expect(await sendSample('location', 'location')).toMatchObject({
		type: 'location',
		location: { latitude: -33.8568, longitude: 151.2153, name: 'Opera House' },
	});
	expect(await sendSample('live_location', 'location')).toMatchObject({
		type: 'live_location',
		live_location: { latitude: -33.8568 },
	});
	expect(await sendSample('contact', 'contact')).toMatchObject({
		type: 'contact',
		contact: { name: 'Jane Example' },
	});
	const list = [{ name: 'A', vcard: 'BEGIN:VCARD' }];
	expect(at((await post('/messages/contact_list', { list })).body, 'message')).toMatchObject({
		type: 'contact_list',
		contact_list: { list },
	});
	expect(await sendSample('poll', 'poll')).toMatchObject({
		type: 'poll',
		poll: { title: 'Which delivery time works for you?', vote_limit: 1, total: 0 },
	});
});

test.each(['buttons', 'list'])('interactive: %s come back as they were sent', async (kind) => {
	const message = await sendSample('interactive', `interactive.${kind}`);
	const request = whapiSample(`request.messages.interactive.${kind}`);
	expect(at(message, 'type')).toBe('interactive');
	for (const part of ['type', 'header', 'body', 'footer', 'action']) {
		expect(at(message, `interactive.${part}`)).toEqual(at(request, part));
	}
});

test('a link with an own preview', async () => {
	const body = { body: 'See https://example.com/a', title: 'A', description: 'B' };
	const sent = await post('/messages/link_preview', body);
	expect(at(sent.body, 'message')).toMatchObject({
		type: 'link_preview',
		link_preview: { ...body, url: 'https://example.com/a' },
	});
});

test.each(['/messages/story/text', '/stories/send/text'])('a story by %s', async (path) => {
	const body = whapiSample('request.messages.story.text');
	const sent = await whapiAsk(emulator, 'POST', path, body);
	const story = { type: 'story', chat_id: 'stories', text: { body: 'Hello' } };
	expect(at(sent, 'message')).toMatchObject(story);
	const list = await whapiAsk(emulator, 'GET', '/stories');
	expect(at(list, 'messages.0.id')).toBe(at(sent, 'message.id'));
});

test('a story with a picture', async () => {
	const media = 'data:image/png;base64,AAAA';
	const sent = await whapiAsk(emulator, 'POST', '/messages/story/media', { media, caption: 'A' });
	expect(at(sent, 'message')).toMatchObject({ type: 'story', image: { caption: 'A' } });
});

test('a saved contact and a group invite', async () => {
	const card = await post('/contacts/79994445566', {});
	expect(textAt(card.body, 'message.contact.vcard')).toContain('waid=79994445566');
	const invite = await whapiAsk(emulator, 'GET', `/groups/${groupChat}/invite`);
	const code = textAt(invite, 'invite_code');
	const sent = await post(`/groups/link/${code}`, { body: 'Join %URL%' });
	expect(at(sent.body, 'message.group_invite')).toMatchObject({
		body: `Join https://chat.whatsapp.com/${code}`,
		invite_code: code,
		title: 'Test group',
	});
});

describe('recipients', () => {
	async function status(to: string): Promise<number> {
		return (await post('/messages/text', { to, body: 'A' })).status;
	}

	test.each([
		[vasilyChat, 200],
		['79991112233', 200],
		[groupChat, 200],
		['+79991112233', 400],
		['79991112233@c.us', 400],
		['79990000000@s.whatsapp.net', 404],
		['120363271212442249@g.us', 403],
	])('%s gives %s', async (to, expected) => {
		expect(await status(to)).toBe(expected);
	});

	test('a bare number is refused when the switch says so', async () => {
		await emulator.control.setSwitches({ whapiBareNumber: false });
		expect([await status('79991112233'), await status(vasilyChat)]).toEqual([400, 200]);
	});

	test('a group where only administrators write', async () => {
		const group = groupChat;
		await emulator.control.changeGroup({ group, announcements: true });
		await emulator.control.changeGroup({ group, demote: ['79999999999'] });
		expect(await status(groupChat)).toBe(403);
	});
});

test.each<[string, Record<string, unknown>]>([
	['/messages/text', {}],
	['/messages/text', { body: 'A', typing_time: 61 }],
	['/messages/text', { body: 'A', mentions: ['Vasily'] }],
	['/messages/poll', { title: 'A', options: ['one'] }],
	['/messages/poll', { title: 'A', options: ['one', 'two'], count: 2 }],
	['/messages/location', { latitude: 1 }],
	['/messages/contact', { name: 'A' }],
	['/messages/interactive', { action: {} }],
	['/messages/interactive', { action: { buttons: [1, 2, 3, 4].map(button) } }],
	['/messages/link_preview', { body: 'no link', title: 'A' }],
	['/messages/image', { caption: 'A' }],
])('%s with %j is refused', async (path, body) => {
	expect((await post(path, body)).status).toBe(400);
	expect(await emulator.control.messages()).toEqual([]);
});

function button(number: number) {
	return { type: 'quick_reply', title: `B${number}`, id: `b${number}` };
}

test('sending waits for neither typing nor acknowledgement', async () => {
	await emulator.control.setSwitches({ autoAcks: true, ackDelayMs: 10 });
	const sent = await post('/messages/text', { body: 'A', typing_time: 60 });
	expect(at(sent.body, 'message.status')).toBe('pending');
	const id = textAt(sent.body, 'message.id');
	await emulator.control.waitFor(
		() => whapiAsk(emulator, 'GET', `/messages/${id}`),
		(message) => at(message, 'status') === 'read',
		5000,
	);
});
