import { searchList, WebhookServer } from '../helpers/engine';
import {
	actionWorkflow,
	demo,
	demoSession,
	hostFor,
	jsonOf,
	locator,
	startStage,
	triggerWorkflow,
	unlinked,
	vasily,
	type Stage,
	containing,
} from './support';

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

async function sessionRecord(id: string) {
	return (await stage.control.sessions()).find((session) => session.id === id);
}

describe('Session > Get Many', () => {
	const getAll = { resource: 'session', operation: 'getAll', returnAll: true };

	test('gives the sessions of the account, simplified', async () => {
		const sessions = await jsonOf(stage, getAll);
		expect(sessions).toHaveLength(4);
		expect(sessions.find(({ id }) => id === demo)).toMatchObject({
			name: 'Demo phone',
			status: 'READY',
			statusName: 'Working',
			isReady: true,
			chatId: '79999999999@c.us',
			displayName: 'Demo shop',
			webhookUrl: null,
			qrLink: null,
		});
		expect(sessions.find(({ id }) => id === unlinked)).toMatchObject({
			isReady: false,
			chatId: null,
			qrLink: `${stage.emulator.url}/whatsgate/qr/${unlinked}`,
		});
	});

	test('gives the objects of the service when Simplify is off', async () => {
		const [session] = await jsonOf(stage, {
			...getAll,
			simplify: false,
			filters: { name: 'Demo phone' },
		});
		expect(session).toMatchObject({ unique_id: demo, wid: '79999999999@c.us' });
	});

	test.each([
		[{ status: 'READY' }, 2],
		[{ name: 'Tablet' }, 1],
		[{ name: 'Nobody' }, 0],
	])('filters by %p', async (filters, count) => {
		expect(await jsonOf(stage, { ...getAll, filters })).toHaveLength(count);
	});

	test('limits', async () => {
		const parameters = { ...getAll, returnAll: false, limit: 3 };
		expect(await jsonOf(stage, parameters)).toHaveLength(3);
	});

	test('does not show the secret of a trigger, simplified or not', async () => {
		const server = await WebhookServer.start();
		const host = await hostFor({}, stage.emulator, server.url);
		const trigger = triggerWorkflow(host, { mode: 'webhook', session: demoSession });
		await trigger.activate();
		const callback = (await sessionRecord(demo))?.callback ?? '';
		const secret = new URL(callback).searchParams.get('n8nSecret');
		expect(secret).toMatch(/^[0-9a-f]{64}$/);
		for (const simplify of [true, false]) {
			const items = JSON.stringify(await jsonOf(stage, { ...getAll, simplify }));
			expect(items).toContain(trigger.url());
			expect(items).not.toContain(secret);
		}
		await server.close();
	});
});

describe('Session > Create', () => {
	const create = { resource: 'session', operation: 'create', name: ' Sales ' };

	test('gives the link to the QR code', async () => {
		const [session] = await jsonOf(stage, create);
		const id = typeof session?.id === 'string' ? session.id : 'none';
		expect(session).toMatchObject({ name: 'Sales', status: 'PENDING', isReady: false });
		expect(session?.qrLink).toContain(`/qr/${id}`);
		const [request] = await stage.control.requests();
		expect(request?.body).toEqual({ name: 'Sales' });
	});

	test('asks for a pairing code, with a webhook', async () => {
		const webhookUrl = 'https://crm.example/hook?key=1';
		const options = { authType: 'CODE', phoneNumber: '+7 999 123-45-67', webhookUrl };
		const [session] = await jsonOf(stage, { ...create, options });
		expect(session).toMatchObject({ webhookUrl, pairingCode: null });
		const [request] = await stage.control.requests();
		expect(request?.body).toMatchObject({
			auth_type: 'CODE',
			number: '79991234567',
			callback: webhookUrl,
		});
	});

	test('gives the object of the service when Simplify is off', async () => {
		expect(await jsonOf(stage, { ...create, simplify: false })).toMatchObject([
			{ name: 'Sales', status_name: 'Initialization', qr: null },
		]);
	});
});

describe('Session > Delete, Rename, Set Webhook', () => {
	const on = (operation: string, more = {}) => ({
		resource: 'session',
		operation,
		session: demoSession,
		...more,
	});

	test('deletes', async () => {
		expect(await jsonOf(stage, on('delete'))).toEqual([{ deleted: true }]);
		expect(await sessionRecord(demo)).toMatchObject({ status: 'destroying' });
	});

	test('renames', async () => {
		const expected = [{ success: true, id: demo, name: 'Office' }];
		expect(await jsonOf(stage, on('rename', { name: ' Office ' }))).toEqual(expected);
		expect(await sessionRecord(demo)).toMatchObject({ name: 'Office' });
	});

	test('sets the webhook, and switches it off', async () => {
		const webhookUrl = 'https://crm.example/hook';
		expect(await jsonOf(stage, on('setWebhook', { webhookUrl }))).toEqual([
			{ success: true, id: demo, webhookUrl },
		]);
		expect(await sessionRecord(demo)).toMatchObject({ callback: webhookUrl });
		expect(await jsonOf(stage, on('setWebhook', { webhookUrl: '' }))).toEqual([
			{ success: true, id: demo, webhookUrl: null },
		]);
		expect(await sessionRecord(demo)).toMatchObject({ callback: null });
	});
});

describe('lists of the editor', () => {
	const list = async (method: string, filter?: string, session = demo) => {
		const parameters = {
			resource: 'chat',
			operation: 'getHistory',
			session: locator('id', session),
		};
		const json = actionWorkflow(stage.host, parameters);
		return (await searchList(stage.host, json, 'WhatsGate', method, filter)).results;
	};

	test('sessions with number, and status where they are not ready', async () => {
		expect(await list('searchSessions')).toEqual([
			{ name: 'Demo phone (79999999999)', value: demo },
			{ name: 'New phone (PENDING)', value: '6345454545456' },
			{ name: 'Second phone (79991234567)', value: '6345454545455' },
			{ name: 'Tablet (AUTH)', value: unlinked },
		]);
	});

	test('chats of the session', async () => {
		const chats = await list('searchChats');
		expect(chats.map(({ name }) => name)).toEqual([
			'+7 999 777-88-99',
			'Maria',
			'Test group (group)',
			'Vasily',
		]);
	});

	test.each([
		['searchSessions', 'demo', [demo]],
		['searchSessions', '79991234567', ['6345454545455']],
		['searchChats', ' VASILY ', [vasily]],
		['searchChats', '1112233@c', [vasily]],
		['searchChats', 'nobody', []],
	])('%s filters by %p', async (method, filter, values) => {
		expect((await list(method, filter)).map(({ value }) => value)).toEqual(values);
	});

	test('chats without a session say what to do first', async () => {
		await expect(list('searchChats', undefined, '')).rejects.toMatchObject({
			message: 'No session is chosen',
			description: containing('Choose the session first'),
		});
		expect(await stage.control.requests()).toEqual([]);
	});

	test('the trigger offers the sessions, too', async () => {
		const trigger = triggerWorkflow(stage.host, { session: demoSession });
		expect((await trigger.list('searchSessions')).results).toHaveLength(4);
	});

	test('more than one page of sessions is read', async () => {
		for (let index = 0; index < 105; index++) {
			await jsonOf(stage, { resource: 'session', operation: 'create', name: `S${index}` });
		}
		expect(await list('searchSessions')).toHaveLength(109);
	});
});

test('a session id that looks like a number stays a text', async () => {
	const session = locator('id', '={{ 6345454545455 }}');
	await jsonOf(stage, { resource: 'chat', operation: 'getAll', session });
	const [request] = await stage.control.requests();
	expect(request?.body).toEqual({ WhatsappID: '6345454545455' });
});
