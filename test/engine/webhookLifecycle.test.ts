import type { INodeParameters } from 'n8n-workflow';
import nock from 'nock';

import { WebhookServer, type Host } from '../helpers/engine';
import {
	demo,
	demoSession,
	hostFor,
	locator,
	startStage,
	triggerWorkflow,
	type Stage,
	containing,
} from './support';

let stage: Stage;
let server: WebhookServer;
let host: Host;

beforeAll(async () => {
	stage = await startStage();
	server = await WebhookServer.start();
	host = await hostFor({}, stage.emulator, server.url);
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

const hooked = (more: INodeParameters = {}) =>
	triggerWorkflow(host, { mode: 'webhook', session: demoSession, ...more });

async function callback(): Promise<string | null> {
	const sessions = await stage.control.sessions();
	return sessions.find(({ id }) => id === demo)?.callback ?? null;
}

async function setCallback(url: string): Promise<void> {
	await fetch(`${stage.emulator.whatsGate.baseUrl}/set-hook`, {
		method: 'POST',
		headers: {
			'content-type': 'application/json',
			'x-api-key': stage.emulator.whatsGate.apiKey,
		},
		body: JSON.stringify({ WhatsappID: demo, callback: url }),
	});
}

const crm = 'https://crm.example/hook?token=secret-of-the-crm';

describe('activation', () => {
	test('sets the webhook of a free session, with a secret', async () => {
		const trigger = hooked();
		await trigger.activate();
		const url = new URL((await callback()) ?? '');
		expect(url.origin + url.pathname).toBe(trigger.url());
		expect(url.searchParams.get('n8nSecret')).toMatch(/^[0-9a-f]{64}$/);
		expect(JSON.stringify(trigger.stored)).not.toContain(url.searchParams.get('n8nSecret'));
	});

	test('leaves its own webhook as it is', async () => {
		const trigger = hooked();
		await trigger.activate();
		await stage.control.clearRequests();
		await trigger.activate();
		expect(await stage.control.requests({ command: 'set-hook' })).toEqual([]);
	});

	test('sets its own webhook again when the secret is another one', async () => {
		const trigger = hooked();
		await setCallback(`${trigger.url()}?n8nSecret=of-an-old-key`);
		await trigger.activate();
		expect(await callback()).toMatch(/n8nSecret=[0-9a-f]{64}$/);
	});

	test('two triggers have different secrets', async () => {
		const secrets: Array<string | null> = [];
		for (const trigger of [hooked(), hooked()]) {
			await trigger.activate();
			secrets.push(new URL((await callback()) ?? '').searchParams.get('n8nSecret'));
			await trigger.deactivate();
		}
		expect(secrets[0]).not.toBe(secrets[1]);
	});

	test("refuses to replace somebody else's webhook and names it without its query", async () => {
		await setCallback(crm);
		const trigger = hooked();
		const refusal: unknown = await trigger.activate().catch((error: unknown) => error);
		expect(refusal).toMatchObject({
			name: 'NodeOperationError',
			message: `The session "${demo}" already sends its events to https://crm.example/hook`,
			description: containing('Take Over'),
		});
		expect(JSON.stringify(refusal)).not.toContain('secret-of-the-crm');
		expect(await callback()).toBe(crm);
	});

	test("another trigger of the same n8n is somebody else's", async () => {
		await hooked().activate();
		await expect(hooked().activate()).rejects.toThrow('already sends its events to');
	});

	test('says so when the session is not known', async () => {
		const trigger = hooked({ session: locator('id', 'no-such-session') });
		await expect(trigger.activate()).rejects.toThrow('knows no session "no-such-session"');
	});

	test('says so when no session is chosen', async () => {
		const trigger = hooked({ session: locator('id', '={{ "" }}') });
		await expect(trigger.activate()).rejects.toThrow('No session is given');
	});

	test('says so when no events are chosen', async () => {
		const trigger = hooked({ events: '={{ [] }}' });
		await expect(trigger.activate()).rejects.toThrow('No events are chosen');
		expect(await callback()).toBeNull();
	});

	test('says so when the service does not keep the webhook', async () => {
		await stage.control.addFault({
			effect: 'answer',
			command: 'set-hook',
			status: 200,
			body: { result: 'OK' },
		});
		await expect(hooked().activate()).rejects.toThrow('WhatsGate did not set the webhook');
	});
});

describe('Take Over', () => {
	const takeOver = { options: { takeOver: true } };

	test('replaces the webhook of somebody else, and deactivation puts it back', async () => {
		await setCallback(crm);
		const trigger = hooked(takeOver);
		await trigger.activate();
		expect(await callback()).toContain(trigger.url());
		await trigger.deactivate();
		expect(await callback()).toBe(crm);
	});

	test('keeps what it has replaced when it is activated once more', async () => {
		await setCallback(crm);
		const trigger = hooked(takeOver);
		await trigger.activate();
		await setCallback(`${trigger.url()}?n8nSecret=of-an-old-key`);
		await trigger.activate();
		await trigger.deactivate();
		expect(await callback()).toBe(crm);
	});

	test('does not bring back what was put back before', async () => {
		await setCallback(crm);
		const trigger = hooked(takeOver);
		await trigger.activate();
		await trigger.deactivate();
		await setCallback('');
		await trigger.activate();
		await trigger.deactivate();
		expect(await callback()).toBeNull();
	});
});

describe('deactivation', () => {
	test('removes its own webhook', async () => {
		const trigger = hooked();
		await trigger.activate();
		await trigger.deactivate();
		expect(await callback()).toBeNull();
	});

	test('leaves a webhook alone that somebody else has set meanwhile', async () => {
		const trigger = hooked();
		await trigger.activate();
		await setCallback(crm);
		await trigger.deactivate();
		expect(await callback()).toBe(crm);
	});

	test('of a session that is gone changes nothing and is no error', async () => {
		const trigger = hooked({ session: locator('id', 'gone') });
		await trigger.deactivate();
		expect(await stage.control.requests({ command: 'set-hook' })).toEqual([]);
	});
});

describe('a test run', () => {
	test('sets the test address and removes it afterwards', async () => {
		const trigger = hooked();
		await trigger.listenForTest();
		expect(await callback()).toContain(trigger.url(true));
		await trigger.endTest();
		expect(await callback()).toBeNull();
	});

	test('while production is active puts production back, with its secret', async () => {
		const trigger = hooked();
		await trigger.activate();
		const production = await callback();
		await trigger.listenForTest();
		expect(await callback()).toContain(trigger.url(true));
		await trigger.endTest();
		expect(await callback()).toBe(production);
	});

	test('with Take Over puts back what was there', async () => {
		await setCallback(crm);
		const trigger = hooked({ options: { takeOver: true } });
		await trigger.listenForTest();
		await trigger.endTest();
		expect(await callback()).toBe(crm);
	});

	test('while production has taken over leaves what production must put back', async () => {
		await setCallback(crm);
		const trigger = hooked({ options: { takeOver: true } });
		await trigger.activate();
		await trigger.listenForTest();
		await trigger.endTest();
		expect(await callback()).toContain(trigger.url());
		await trigger.deactivate();
		expect(await callback()).toBe(crm);
	});
});

test('polling mode asks and sets nothing', async () => {
	const trigger = hooked({ mode: 'polling' });
	await trigger.activate();
	expect(await stage.control.requests()).toEqual([]);
	expect(await callback()).toBeNull();
});

test('polling mode opens no route', () => {
	const { workflow, node, nodeType } = hooked({ mode: 'polling' }).open();
	const [webhook] = nodeType.description.webhooks ?? [];
	const method = (mode: string) => {
		node.parameters.mode = mode;
		const value = webhook?.httpMethod;
		return workflow.expression.getSimpleParameterValue(node, value, 'trigger', {});
	};
	expect(method('polling')).toBe('');
	expect(method('webhook')).toBe('POST');
});
