import { startEmulator, type Emulator } from '../../../emulator';
import { backoffMs } from '../../../emulator/whapi/webhooks';
import { at, listAt } from './support';
import {
	hookAll,
	shapeDifference,
	startHookServer,
	whapiAsk,
	whapiCall,
	whapiSample,
	whapiSampleWith,
	type HookServer,
} from './whapiSupport';

let emulator: Emulator;
let hooks: HookServer;
beforeAll(async () => {
	// Of 3000 ms that are documented 30 are left.
	emulator = await startEmulator({ whapiBackoffFactor: 0.01 });
	hooks = await startHookServer();
});
afterAll(async () => {
	await emulator.close();
	await hooks.close();
});
beforeEach(async () => {
	await emulator.control.reset();
	hooks.calls = [];
	hooks.statuses = [];
});

function patch(body: unknown) {
	return whapiCall(emulator, 'PATCH', '/settings', { body });
}

const events = [{ type: 'messages', method: 'post' }];

function tries(count: number) {
	return emulator.control.waitFor(
		() => emulator.control.webhookTries({ gateway: 'whapi' }),
		(all) => all.length >= count,
		5000,
	);
}

describe('settings', () => {
	test('have no webhooks at the start', async () => {
		const settings = await whapiAsk(emulator, 'GET', '/settings');
		expect(settings).toEqual(whapiSample('response.settings.get.no_webhooks'));
	});

	test('keep absent fields and replace the list of webhooks as a whole', async () => {
		const answer = await patch(whapiSample('request.settings.patch'));
		expect(at(answer.body, 'changes')).toEqual(['webhooks']);
		expect(at(answer.body, 'before_update.webhooks')).toBeUndefined();
		expect(at(answer.body, 'after_update.callback_persist')).toBe(true);
		const sent = at(whapiSample('request.settings.patch'), 'webhooks');
		expect(at(answer.body, 'after_update.webhooks')).toEqual(sent);
		await patch({ media: { init_avatars: false } });
		await patch({ media: { auto_download: ['voice'] }, offline_mode: true });
		const settings = await whapiAsk(emulator, 'GET', '/settings');
		expect(settings).toMatchObject({
			media: { auto_download: ['voice'], init_avatars: false },
			offline_mode: true,
		});
		expect(listAt(settings, 'webhooks')).toHaveLength(2);
		await patch({ webhooks: [] });
		expect(at(await whapiAsk(emulator, 'GET', '/settings'), 'webhooks')).toEqual([]);
	});

	test('give the documented shape', async () => {
		const [entry] = listAt(whapiSample('response.settings.get'), 'webhooks');
		await patch({ webhooks: [entry] });
		const settings = await whapiAsk(emulator, 'GET', '/settings');
		expect(settings).toEqual(whapiSample('response.settings.get'));
		const answer = await patch(whapiSample('request.settings.patch'));
		expect(answer.body).toEqual(whapiSample('response.settings.patch'));
	});

	test('nested under another key change nothing', async () => {
		await patch({ webhooks: [{ url: hooks.url, events }] });
		expect(at((await patch({ settings: { webhooks: [] } })).body, 'changes')).toEqual([]);
	});

	test.each([
		['a wrong URL', { webhooks: [{ url: 'here', events }] }],
		['six headers', { webhooks: [{ url: 'http://a.b', headers: headers(6) }] }],
		['a wrong mode', { webhooks: [{ url: 'http://a.b', mode: 'tunnel' }] }],
		[
			'a wrong method',
			{ webhooks: [{ url: 'http://a.b', events: [{ type: 'messages', method: 'get' }] }] },
		],
		['a delay that is too short', { callback_backoff_delay_ms: 100 }],
		['an unknown kind of file', { media: { auto_download: ['everything'] } }],
	])('with %s are refused', async (_name, body) => {
		expect((await patch(body)).status).toBe(400);
		const unchanged = whapiSample('response.settings.get.no_webhooks');
		expect(await whapiAsk(emulator, 'GET', '/settings')).toEqual(unchanged);
	});

	test('are reset once', async () => {
		await patch({ offline_mode: true });
		expect((await whapiCall(emulator, 'DELETE', '/settings')).status).toBe(200);
		expect((await whapiCall(emulator, 'DELETE', '/settings')).status).toBe(409);
	});

	test('name the events that a webhook can have', async () => {
		const answer = await whapiAsk(emulator, 'GET', '/settings/events');
		expect(answer).toEqual(whapiSample('response.settings.events'));
	});
});

test('pauses before repeats grow by the same step up to the limit', () => {
	const settings = { callback_backoff_delay_ms: 3000, max_callback_backoff_delay_ms: 600_000 };
	const pauses = [1, 2, 3, 4, 200, 500].map((attempt) => backoffMs(attempt, settings));
	expect(pauses).toEqual([3000, 6000, 9000, 12_000, 600_000, 600_000]);
});

function headers(count: number): Record<string, string> {
	return Object.fromEntries(Array.from({ length: count }, (_, index) => [`x-${index}`, 'a']));
}

test('each webhook gets the events it wants, with its headers', async () => {
	const other = await startHookServer();
	await patch({
		webhooks: [
			{ url: hooks.url, events, headers: { 'X-Webhook-Secret': 's3cret' } },
			{ url: other.url, events: [{ type: 'chats', method: 'patch' }] },
		],
	});
	await emulator.control.incoming({ text: 'A' });
	const { headers: got } = await hooks.next('messages.post');
	expect(got['x-webhook-secret']).toBe('s3cret');
	await other.next('chats.patch');
	expect([hooks.calls.length, other.calls.length]).toEqual([1, 1]);
	await other.close();
});

test.each([
	['body', 'POST', '/hook?key=1'],
	['path', 'POST', '/hook/chats/patch?key=1'],
	['method', 'PATCH', '/hook/chats?key=1'],
])('mode %s', async (mode, method, path) => {
	const wanted = [{ type: 'chats', method: 'patch' }];
	await patch({ webhooks: [{ url: `${hooks.url}?key=1`, mode, events: wanted }] });
	await emulator.control.incoming({ text: 'A' });
	const call = await hooks.next('chats.patch');
	expect([call.method, call.path]).toEqual([method, path]);
});

describe('a callback', () => {
	beforeEach(() => patch({ webhooks: [{ url: hooks.url, events }] }));

	test.each([201, 204, 401, 500])('that is answered with %s is repeated', async (status) => {
		hooks.statuses = [status, status];
		const { message } = await emulator.control.incoming({ text: 'A' });
		const all = await tries(3);
		expect(all.map(({ messages }) => messages)).toEqual([
			[message.key],
			[message.key],
			[message.key],
		]);
		expect(all.map(({ attempt, ok }) => [attempt, ok])).toEqual([
			[1, false],
			[2, false],
			[3, true],
		]);
		expect(new Set(hooks.calls.map(({ body }) => JSON.stringify(body))).size).toBe(1);
		expect(all[0]).toMatchObject({ action: 'messages.post', status, gateway: 'whapi' });
	});

	test('is given up after the last try', async () => {
		await emulator.control.setSwitches({ whapiWebhookTries: 3 });
		hooks.statuses = [500, 500, 500, 500, 500];
		await emulator.control.incoming({ text: 'A' });
		const all = await tries(3);
		for (const [index, { time }] of all.slice(1).entries()) {
			expect(time - (all[index]?.time ?? 0)).toBeGreaterThanOrEqual((index + 1) * 30 - 2);
		}
		await new Promise((resolve) => setTimeout(resolve, 250));
		expect(await tries(3)).toHaveLength(3);
	});

	test('is not repeated once its webhook is gone', async () => {
		hooks.statuses = [500];
		await emulator.control.setSwitches({ whapiBackoffFactor: 0.1 });
		await emulator.control.incoming({ text: 'A' });
		await tries(1);
		await patch({ webhooks: [] });
		await new Promise((resolve) => setTimeout(resolve, 400));
		expect(await tries(1)).toHaveLength(1);
	});

	test('that nobody answers is repeated', async () => {
		await patch({ webhooks: [{ url: 'http://127.0.0.1:9/', events }] });
		await emulator.control.incoming({ text: 'A' });
		const [first] = await tries(2);
		expect(first).toMatchObject({ ok: false, status: null });
	});

	test('holds several messages when they are batched', async () => {
		await emulator.control.setSwitches({ whapiBatchMs: 300 });
		for (const text of ['A', 'B', 'C']) await emulator.control.incoming({ text });
		const { body } = await hooks.next('messages.post');
		expect(listAt(body, 'messages').map((one) => at(one, 'text.body'))).toEqual(['A', 'B', 'C']);
		expect(hooks.calls).toHaveLength(1);
	});

	test('is told late and several times', async () => {
		await emulator.control.incoming({ text: 'A', copies: 2, appearAfterMs: 100 });
		expect(at(await whapiAsk(emulator, 'GET', '/messages/list'), 'messages')).toEqual([]);
		const bodies = await hooks.wait('messages.post', 2);
		expect(bodies).toHaveLength(2);
		expect(bodies[0]).toEqual(bodies[1]);
		const listed = listAt(await whapiAsk(emulator, 'GET', '/messages/list'), 'messages');
		expect(listed).toHaveLength(2);
	});

	test('that is too old is dropped', async () => {
		await patch({ webhooks: [{ url: hooks.url, events, webhook_max_age_seconds: 60 }] });
		hooks.statuses = [500];
		await emulator.control.setSwitches({ whapiBackoffFactor: 0.05 });
		await emulator.control.incoming({ text: 'A' });
		await tries(1);
		await emulator.control.clock({ advanceMs: 120_000 });
		await new Promise((resolve) => setTimeout(resolve, 300));
		expect(await tries(1)).toHaveLength(1);
	});
});

test('a backlog is listed but not told', async () => {
	await hookAll(emulator, hooks.url);
	await emulator.control.backlog({ count: 30 });
	await emulator.control.incoming({ text: 'New' });
	await hooks.next('messages.post', (body) => at(body, 'messages.0.text.body') === 'New');
	expect(hooks.bodies('messages.post')).toHaveLength(1);
	const list = await whapiAsk(emulator, 'GET', '/messages/list');
	expect(listAt(list, 'messages')).toHaveLength(31);
});

test('a test call reaches the address with the headers', async () => {
	const body = whapiSampleWith('request.settings.webhook_test', { url: hooks.url });
	const answer = await whapiAsk(emulator, 'POST', '/settings/webhook_test', body);
	expect(answer).toEqual(whapiSample('response.success'));
	expect(hooks.calls[0]?.headers['x-webhook-secret']).toBe('s3cret');
	expect(shapeDifference(hooks.calls[0]?.body, whapiSample('webhook.service.post'))).toEqual([]);
	hooks.statuses = [500];
	expect(await whapiAsk(emulator, 'POST', '/settings/webhook_test', body)).toEqual({
		success: false,
	});
});
