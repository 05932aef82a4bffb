import { startEmulator, type Emulator } from '../../../emulator';
import { ask, at, demo, listAt, textAt, vasily } from './support';
import {
	groupChat,
	shapeDifference,
	vasilyChat,
	whapiAsk,
	whapiCall,
	whapiSample,
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

function texts(list: unknown): unknown[] {
	return listAt(list, 'messages').map((one) => at(one, 'text.body') ?? at(one, 'type'));
}

async function listed(query = ''): Promise<unknown[]> {
	return texts(await whapiAsk(emulator, 'GET', `/messages/list${query}`));
}

describe('one world behind both gateways', () => {
	test('a message of another person shows in both', async () => {
		await emulator.control.incoming({ text: 'To both' });
		const request = { WhatsappID: demo, recipient: { id: vasily } };
		const history = await ask(emulator, 'get-history', request);
		expect(at(history, 'data.0.body')).toBe('To both');
		expect(await listed()).toEqual(['To both']);
	});

	test('what one sends shows in the other', async () => {
		await whapiText(emulator, 'By Whapi');
		const recipient = { id: vasily };
		const message = { body: 'By WhatsGate' };
		await ask(emulator, 'send', { WhatsappID: demo, async: false, recipient, message });
		const history = await ask(emulator, 'get-history', { WhatsappID: demo, recipient });
		const bodies = ['By Whapi', 'By WhatsGate'];
		expect(listAt(history, 'data').map((one) => at(one, 'body'))).toEqual(bodies);
		expect(await listed('?sort=asc')).toEqual(bodies);
		const events = await emulator.control.events({ action: 'create' });
		expect(events).toHaveLength(2);
	});

	test('ids have the form of each gateway and mean the same message', async () => {
		const id = await whapiText(emulator, 'A');
		expect(id).toMatch(/^[A-Za-z0-9._]{4,30}-[A-Za-z0-9._]{4,14}(-[A-Za-z0-9._]{4,10})?$/);
		const [record] = await emulator.control.messages();
		expect(record?.ids.whapi).toBe(id);
		expect(record?.ids.whatsGate).toBe(`true_${vasily}_${record?.key}`);
		await emulator.control.ack({ message: id, status: 'read' });
		expect((await emulator.control.messages())[0]?.status).toBe('read');
	});
});

describe('lists', () => {
	test('have the documented shape', async () => {
		await emulator.control.incoming({ text: 'A' });
		await whapiText(emulator, 'B');
		const list = await whapiAsk(emulator, 'GET', '/messages/list');
		expect(shapeDifference(list, whapiSample('response.messages.list'))).toEqual([]);
		expect(list).toMatchObject({ count: 100, total: 2, offset: 0, first: 1, last: 2 });
		const empty = await whapiAsk(emulator, 'GET', `/messages/list/${groupChat}`);
		expect(empty).toEqual(whapiSample('response.messages.list.empty'));
	});

	test('are read page by page, the newest first', async () => {
		await emulator.control.backlog({ count: 25, text: 'M' });
		const pages: unknown[][] = [];
		for (const offset of [0, 10, 20, 30]) pages.push(await listed(`?count=10&offset=${offset}`));
		expect(pages.map((page) => page.length)).toEqual([10, 10, 5, 0]);
		expect(pages[0]?.[0]).toBe('M 25');
		expect(pages[2]?.at(-1)).toBe('M 1');
		expect(new Set(pages.flat()).size).toBe(25);
		expect((await listed('?count=3&sort=asc'))[0]).toBe('M 1');
	});

	test.each(['count=0', 'count=501', 'offset=-1', 'sort=up', 'from_me=yes', 'time_from=today'])(
		'with %s are refused',
		async (query) => {
			const reply = await whapiCall(emulator, 'GET', `/messages/list?${query}`);
			expect(reply.status).toBe(400);
		},
	);

	test('a wrong total counts the page only', async () => {
		await emulator.control.backlog({ count: 5 });
		const path = '/messages/list?count=2';
		expect(at(await whapiAsk(emulator, 'GET', path), 'total')).toBe(5);
		await emulator.control.setSwitches({ whapiWrongTotal: true });
		expect(at(await whapiAsk(emulator, 'GET', path), 'total')).toBe(2);
	});

	test('are filtered by time, author, direction and chat', async () => {
		const { control } = emulator;
		await control.incoming({ text: 'old', time: '2026-01-01T00:00:00Z' });
		await control.incoming({ text: 'later', time: '2026-01-01T00:00:10.700Z' });
		await control.incoming({ text: 'Maria', from: '79994445566' });
		await control.incoming({ text: 'group', from: '79994445566', group: groupChat });
		await control.phoneMessage({ text: 'own', to: vasily });
		const start = Date.parse('2026-01-01T00:00:00Z') / 1000;
		expect(await listed(`?time_to=${start + 10}`)).toEqual(['later', 'old']);
		expect(await listed(`?time_from=${start + 1}&time_to=${start + 20}`)).toEqual(['later']);
		expect(await listed('?author=79994445566&sort=asc')).toEqual(['Maria', 'group']);
		expect(await listed('?from_me=true')).toEqual(['own']);
		expect(await listed('?from_me=false&count=1')).toEqual(['group']);
		const ofChat = await whapiAsk(
			emulator,
			'GET',
			`/messages/list/${encodeURIComponent(vasilyChat)}`,
		);
		expect(texts(ofChat)).toEqual(['own', 'later', 'old']);
		const unknown = await whapiCall(emulator, 'GET', '/messages/list/79990000000@s.whatsapp.net');
		expect(unknown.status).toBe(404);
	});

	test('hold actions and noise unless only normal types are asked', async () => {
		const { message } = await emulator.control.incoming({ text: 'A' });
		await emulator.control.react({ message: message.key, emoji: '👍' });
		await emulator.control.noise();
		expect(await listed('?sort=asc')).toEqual(['A', 'action', 'unknown']);
		expect(await listed('?normal_types=true')).toEqual(['A']);
	});
});

describe('one message', () => {
	test('is got in the form of its callback', async () => {
		const { message } = await emulator.control.incoming({ text: 'Hello world' });
		const path = `/messages/${message.ids.whapi}`;
		const got = await whapiAsk(emulator, 'GET', path);
		expect(shapeDifference(got, whapiSample('response.messages.get'))).toEqual([]);
		for (const id of ['unknown-id', message.key, `${message.ids.whapi}x`]) {
			expect((await whapiCall(emulator, 'GET', `/messages/${id}`)).status).toBe(404);
		}
	});

	test('is reacted to, starred and pinned', async () => {
		const { message } = await emulator.control.incoming({ text: 'A' });
		const path = `/messages/${message.ids.whapi}`;
		const record = async () => (await emulator.control.messages())[0];
		const done = whapiSample('response.success');
		expect(await whapiAsk(emulator, 'PUT', `${path}/reaction`, { emoji: '👍' })).toEqual(done);
		expect((await record())?.reactions).toEqual([{ from: '79999999999@c.us', emoji: '👍' }]);
		expect(await whapiAsk(emulator, 'DELETE', `${path}/reaction`)).toEqual(done);
		expect((await record())?.reactions).toEqual([]);
		expect(await whapiAsk(emulator, 'PUT', `${path}/star`, { starred: true })).toEqual(done);
		expect(await whapiAsk(emulator, 'POST', `${path}/pin`, { time: 'day' })).toEqual(done);
		expect(await record()).toMatchObject({ starred: true, pinned: true });
		expect(await whapiAsk(emulator, 'DELETE', `${path}/pin`)).toEqual(done);
		expect((await record())?.pinned).toBe(false);
		const wrong = await whapiCall(emulator, 'POST', `${path}/pin`, { body: { time: 2592000 } });
		expect(wrong.status).toBe(400);
	});

	test('is marked as read', async () => {
		const { message } = await emulator.control.incoming({ text: 'A' });
		await whapiAsk(emulator, 'PUT', `/messages/${message.ids.whapi}`);
		expect((await emulator.control.messages())[0]?.seen).toBe(true);
		expect(await emulator.control.activities()).toMatchObject([{ kind: 'seen', chat: vasily }]);
	});

	test('is forwarded', async () => {
		const media = { mimeType: 'image/png', base64: 'AAAA' };
		const { message } = await emulator.control.incoming({ media, text: 'Caption' });
		const body = { to: '79994445566@s.whatsapp.net' };
		const sent = await whapiAsk(emulator, 'POST', `/messages/${message.ids.whapi}`, body);
		expect(at(sent, 'message')).toMatchObject({
			type: 'image',
			chat_id: body.to,
			context: { forwarded: true },
			image: { caption: 'Caption', file_size: 3 },
		});
	});

	test('is edited when it is an own one', async () => {
		const id = await whapiText(emulator, 'Wrong');
		const body = { to: vasilyChat, body: 'Right', edit: id };
		const sent = await whapiAsk(emulator, 'POST', '/messages/text', body);
		expect(textAt(sent, 'message.text.body')).toBe('Right');
		const all = await emulator.control.messages();
		expect(all).toHaveLength(1);
		expect(all[0]).toMatchObject({ text: 'Right', edited: true });
		const { message } = await emulator.control.incoming({ text: 'Not mine' });
		const foreign = { to: vasilyChat, body: 'Mine', edit: message.ids.whapi };
		const refused = await whapiCall(emulator, 'POST', '/messages/text', { body: foreign });
		expect(refused.status).toBe(403);
	});

	test('is deleted: an own one for everybody', async () => {
		const id = await whapiText(emulator, 'A');
		const { message } = await emulator.control.incoming({ text: 'B' });
		await whapiAsk(emulator, 'DELETE', `/messages/${id}`);
		await whapiAsk(emulator, 'DELETE', `/messages/${message.ids.whapi}`);
		expect((await whapiCall(emulator, 'GET', `/messages/${id}`)).status).toBe(404);
		expect(await listed('?normal_types=true')).toEqual([]);
		const revoked = (await emulator.control.messages()).map((one) => one.revoked);
		expect(revoked).toEqual([true, false]);
		const request = { WhatsappID: demo, recipient: { id: vasily } };
		expect(at(await ask(emulator, 'get-history', request), 'data')).toEqual([]);
	});

	test('of others has no delivery states', async () => {
		const { message } = await emulator.control.incoming({ text: 'A' });
		const reply = await whapiCall(emulator, 'GET', `/statuses/${message.ids.whapi}`);
		expect(reply.status).toBe(403);
	});
});
