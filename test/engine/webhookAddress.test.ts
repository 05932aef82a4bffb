import nock from 'nock';
import { z } from 'zod/v4';

import {
	containing,
	demo,
	demoSession,
	hostFor,
	matching,
	startStage,
	triggerWorkflow,
	type Stage,
} from './support';

let stage: Stage;

beforeAll(async () => {
	stage = await startStage();
});

afterEach(() => {
	nock.cleanAll();
});

afterAll(async () => {
	nock.restore();
	await stage.close();
});

describe('an n8n that the gateway cannot reach', () => {
	const publicGateway = 'https://whatsgate.example/api/v1';
	const atPublicGateway = async (n8nUrl: string) =>
		triggerWorkflow(await hostFor({ baseUrl: publicGateway }, stage.emulator, n8nUrl), {
			mode: 'webhook',
			session: demoSession,
		});

	function answerSessions(current: string) {
		return nock('https://whatsgate.example')
			.post('/api/v1/sessions-get')
			.reply(200, {
				result: 'OK',
				pages: 1,
				data: [{ unique_id: demo, callback: current, status: 'READY' }],
			});
	}

	test.each(['http://localhost:5678', 'https://192.168.1.5', 'http://n8n:5678'])(
		'%s is refused with the remedies',
		async (n8nUrl) => {
			answerSessions('');
			await expect((await atPublicGateway(n8nUrl)).activate()).rejects.toMatchObject({
				message: containing(`WhatsGate cannot call this n8n: its address is ${n8nUrl}`),
				description: matching(/WEBHOOK_URL.*Polling/),
			});
		},
	);

	test('a public address is accepted', async () => {
		const trigger = await atPublicGateway('https://n8n.example');
		const callbacks: string[] = [];
		answerSessions('');
		answerSessions('');
		nock('https://whatsgate.example')
			.post('/api/v1/set-hook')
			.reply(200, (_uri, body) => {
				const { callback: url } = z.object({ callback: z.string() }).parse(body);
				callbacks.push(url);
				answerSessions(url);
				return { result: 'OK' };
			});
		await trigger.activate();
		expect(callbacks).toEqual([containing('https://n8n.example/webhook/')]);
	});
});
