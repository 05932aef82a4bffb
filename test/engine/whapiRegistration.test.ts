import type { INodeParameters } from 'n8n-workflow';
import nock from 'nock';

import { WebhookServer, type Host, type TriggerWorkflow } from '../helpers/engine';
import { containing, matching } from './support';
import { activeTrigger, entries, setEntries, type Scene } from './whapiCalls';
import { channelId, hostFor, startStage, triggerWorkflow, type Stage } from './whapiSupport';

let stage: Stage;
let server: WebhookServer;
let host: Host;
let scene: Scene;

beforeAll(async () => {
	stage = await startStage();
	server = await WebhookServer.start();
	host = await hostFor({}, stage.emulator, server.url);
	scene = { emulator: stage.emulator, server, host };
});

beforeEach(async () => {
	await stage.control.reset();
	server.reset();
});

afterEach(() => {
	nock.cleanAll();
});

afterAll(async () => {
	nock.restore();
	await server.close();
	await stage.close();
});

const hooked = (more: INodeParameters = {}) => triggerWorkflow(host, { mode: 'webhook', ...more });

/** Stand for any object or list that holds these, in a comparison. */
const containingFields = (fields: object): unknown => expect.objectContaining(fields);
const containingAll = (entries: object[]): unknown => expect.arrayContaining(entries);

const crm = {
	url: 'https://crm.example/hook?token=secret-of-the-crm',
	mode: 'method',
	events: [{ type: 'chats', method: 'patch' }],
	headers: { 'X-Crm': 'yes' },
	field_of_tomorrow: [1],
};
const bot = {
	url: 'https://bot.example/',
	mode: 'body',
	events: [{ type: 'users', method: 'post' }],
};

const urls = async () => (await entries(stage.emulator)).map(({ url }) => url);
const patches = () => stage.control.requests({ command: 'PATCH /settings' });

describe('activation', () => {
	test('adds a webhook with its events, the mode body and a secret header', async () => {
		const { trigger, entry } = await activeTrigger(scene);
		expect(entry).toEqual({
			url: trigger.url(),
			mode: 'body',
			events: [{ type: 'messages', method: 'post' }],
			headers: { 'X-N8n-Webhook-Secret': matching(/^[0-9a-f]{64}$/) },
		});
		expect(trigger.stored).not.toContain(entry.headers?.['X-N8n-Webhook-Secret']);
		expect(trigger.stored).not.toContain(stage.emulator.whapi.token);
		expect(trigger.nodeData).toMatchObject({ channelId });
	});

	test('keeps every foreign webhook as it is, unknown fields too', async () => {
		await setEntries(stage.emulator, [crm, bot]);
		const { entry } = await activeTrigger(scene);
		expect(await entries(stage.emulator)).toEqual([crm, bot, entry]);
	});

	test('keeps the webhook of another trigger of the same n8n', async () => {
		const first = await activeTrigger(scene);
		const second = await activeTrigger(scene);
		expect(await urls()).toEqual([first.trigger.url(), second.trigger.url()]);
		expect(first.entry.headers).not.toEqual(second.entry.headers);
	});

	test('changes nothing else of the settings', async () => {
		await activeTrigger(scene);
		expect((await patches()).map(({ body }) => body)).toEqual([
			{ webhooks: [containingFields({ mode: 'body' })] },
		]);
	});

	test('leaves its own webhook as it is', async () => {
		const { trigger } = await activeTrigger(scene);
		await stage.control.clearRequests();
		await trigger.activate();
		expect(await patches()).toEqual([]);
	});

	const outdated: Record<string, (own: TriggerWorkflow) => Promise<void>> = {
		'other events are chosen': (trigger) => {
			trigger.node.parameters.events = ['chats.patch', 'messages.post', 'chats.patch'];
			return Promise.resolve();
		},
		'the secret is another one': async () => {
			const [entry, ...others] = await entries(stage.emulator);
			const headers = { 'X-N8n-Webhook-Secret': 'of-an-old-token' };
			await setEntries(stage.emulator, [{ ...entry, headers }, ...others]);
		},
		'the mode is another one': async () => {
			const [entry, ...others] = await entries(stage.emulator);
			await setEntries(stage.emulator, [{ ...entry, mode: 'path' }, ...others]);
		},
		'it is there twice, once with a slash': async () => {
			const list = await entries(stage.emulator);
			const twice = list.slice(0, 1).map((entry) => ({ ...entry, url: `${entry.url}/` }));
			await setEntries(stage.emulator, [...twice, ...list]);
		},
	};
	test.each(Object.entries(outdated))('sets its own again when %s', async (_name, change) => {
		const { trigger } = await activeTrigger(scene);
		await setEntries(stage.emulator, [...(await entries(stage.emulator)), crm]);
		await change(trigger);
		await trigger.activate();
		const events = trigger.node.parameters.events === undefined ? [] : ['chats'];
		expect(await entries(stage.emulator)).toEqual([
			crm,
			{
				url: trigger.url(),
				mode: 'body',
				events: [...events, 'messages'].map((type) => ({
					type,
					method: type === 'chats' ? 'patch' : 'post',
				})),
				headers: { 'X-N8n-Webhook-Secret': matching(/^[0-9a-f]{64}$/) },
			},
		]);
		await stage.control.clearRequests();
		await trigger.activate();
		expect(await patches()).toEqual([]);
	});

	test('takes all that the channel offers for All Events', async () => {
		const { entry, trigger } = await activeTrigger(scene, { events: ['*'] });
		const names = entry.events.map(({ type, method }) => `${type}.${method}`);
		expect(names).toEqual(expect.arrayContaining(['messages.put', 'users.delete', 'labels.post']));
		expect(new Set(names).size).toBe(names.length);
		await stage.control.clearRequests();
		await trigger.activate();
		expect(await patches()).toEqual([]);
	});

	test('takes all that it knows when the channel does not say', async () => {
		const command = 'GET /settings/events';
		await stage.control.addFault({ effect: 'answer', command, status: 200, body: [] });
		const trigger = hooked({ events: ['*'] });
		await trigger.activate();
		expect((await patches()).at(-1)?.body).toMatchObject({
			webhooks: [{ events: containingAll([{ type: 'service', method: 'post' }]) }],
		});
	});

	test('says so when no events are chosen', async () => {
		await expect(hooked({ events: '={{ [] }}' }).activate()).rejects.toThrow(
			'No events are chosen',
		);
		expect(await urls()).toEqual([]);
	});

	test('says so when the service does not keep the webhook', async () => {
		const command = 'PATCH /settings';
		await stage.control.addFault({ effect: 'answer', command, status: 200, body: {} });
		await expect(hooked().activate()).rejects.toMatchObject({
			message: 'Whapi.Cloud did not set the webhook of this workflow',
			description: containing('in the Whapi.Cloud panel'),
		});
	});

	test.each([401, 404])('a token that is not accepted (%i) is said so', async (status) => {
		const body = { error: { code: status, message: 'Channel not found' } };
		await stage.control.addFault({ effect: 'answer', status, body });
		await expect(hooked().activate()).rejects.toMatchObject({
			name: 'NodeApiError',
			message: containing('did not accept the token: Channel not found'),
		});
	});

	test('an error while reading leaves the webhooks of others alone', async () => {
		await setEntries(stage.emulator, [crm]);
		const command = 'GET /settings';
		await stage.control.addFault({ effect: 'answer', command, status: 500, body: '' });
		await expect(hooked().activate()).rejects.toThrow('status 500');
		await stage.control.clearFaults();
		expect(await entries(stage.emulator)).toEqual([crm]);
	});
});

describe('deactivation', () => {
	test('removes its own webhook and no other one', async () => {
		await setEntries(stage.emulator, [crm]);
		const { trigger } = await activeTrigger(scene);
		const other = await activeTrigger(scene);
		await setEntries(stage.emulator, [...(await entries(stage.emulator)), bot]);
		await trigger.deactivate();
		expect(await entries(stage.emulator)).toEqual([crm, other.entry, bot]);
		await other.trigger.deactivate();
		expect(await entries(stage.emulator)).toEqual([crm, bot]);
	});

	test('removes the last webhook of the channel', async () => {
		const { trigger } = await activeTrigger(scene);
		await trigger.deactivate();
		expect((await patches()).at(-1)?.body).toEqual({ webhooks: [] });
		expect(await urls()).toEqual([]);
	});

	test('changes nothing when its webhook is gone', async () => {
		const { trigger } = await activeTrigger(scene);
		await setEntries(stage.emulator, [crm]);
		await stage.control.clearRequests();
		await trigger.deactivate();
		expect(await patches()).toEqual([]);
	});

	test('says so when the service keeps the webhook', async () => {
		const { trigger } = await activeTrigger(scene);
		const command = 'PATCH /settings';
		await stage.control.addFault({ effect: 'answer', command, status: 200, body: {} });
		await trigger.deactivate();
		expect(trigger.warnings).toEqual([containing('did not remove the webhook')]);
	});
});

describe('a test run', () => {
	test('stands beside production and leaves it alone', async () => {
		const { trigger, entry } = await activeTrigger(scene);
		await trigger.listenForTest();
		expect(await urls()).toEqual([trigger.url(), trigger.url(true)]);
		await trigger.endTest();
		expect(await entries(stage.emulator)).toEqual([entry]);
	});

	test('without production leaves nothing behind', async () => {
		const { trigger, entry } = await activeTrigger(scene, {}, true);
		expect(entry.url).toBe(trigger.url(true));
		await trigger.endTest();
		expect(await urls()).toEqual([]);
	});
});

test('polling mode asks and sets nothing, and opens no route', async () => {
	const trigger = hooked({ mode: 'polling' });
	await trigger.activate();
	expect(await stage.control.requests()).toEqual([]);
	const { workflow, node, nodeType } = trigger.open();
	const value = nodeType.description.webhooks?.[0]?.httpMethod;
	expect(workflow.expression.getSimpleParameterValue(node, value, 'trigger', {})).toBe('');
});

describe('an n8n that the gateway cannot reach', () => {
	const atPublicGateway = async (n8nUrl: string) => {
		const baseUrl = 'https://whapi.example';
		const far = await hostFor({ baseUrl }, stage.emulator, n8nUrl);
		return triggerWorkflow(far, { mode: 'webhook' });
	};

	test.each(['http://localhost:5678', 'https://192.168.1.5', 'http://n8n:5678'])(
		'%s is refused with the remedies, before anything is changed',
		async (n8nUrl) => {
			nock('https://whapi.example').get('/settings').reply(200, {});
			await expect((await atPublicGateway(n8nUrl)).activate()).rejects.toMatchObject({
				message: containing(`Whapi.Cloud cannot call this n8n: its address is ${n8nUrl}`),
				description: matching(/WEBHOOK_URL.*Polling/),
			});
		},
	);

	test('a public address is accepted', async () => {
		const trigger = await atPublicGateway('https://n8n.example');
		const webhooks = [{ url: trigger.url(), mode: 'body', events: [] }];
		const service = nock('https://whapi.example');
		service.get('/settings').twice().reply(200, {});
		service.get('/health').query({ wakeup: 'false' }).reply(200, { channel_id: 'A' });
		service.patch('/settings', /n8n\.example/).reply(200, {});
		service.get('/settings').reply(200, { webhooks });
		await trigger.activate();
		expect(trigger.nodeData).toMatchObject({ channelId: 'A' });
	});
});
