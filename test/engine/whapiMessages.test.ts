import { containing } from './support';
import {
	errorOf,
	group,
	jsonOf,
	maria,
	operation,
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
