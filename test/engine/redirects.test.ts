import { WebhookServer } from '../helpers/engine';
import { eachGateway } from './gateways';
import { byId, containing, takePauses, type Stage } from './support';
import { startWebServer, type WebServer } from './webServer';
import { operation } from './whapiSupport';

describe.each(eachGateway)('%s sends everybody elsewhere', (service, gateway) => {
	let stage: Stage;
	let elsewhere: WebServer;
	let server: WebhookServer;

	beforeAll(async () => {
		stage = await gateway.startStage();
		elsewhere = await startWebServer((_request, response) => {
			response.writeHead(200, { 'content-type': 'application/json' }).end('{"result":"OK"}');
		});
		server = await WebhookServer.start();
	});

	beforeEach(async () => {
		await stage.control.reset();
		elsewhere.requests.length = 0;
		takePauses();
	});

	afterEach(() => {
		expect(elsewhere.requests).toEqual([]);
	});

	afterAll(async () => {
		await server.close();
		await elsewhere.close();
		await stage.close();
	});

	const message = `${service} answered with a redirect, which is not followed`;

	const redirect = async (status: number) => {
		const location = `${elsewhere.url}/api`;
		await stage.control.addFault({ effect: 'redirect', location, status });
	};

	const download = {
		WhatsGate: {
			...operation('message', 'downloadMedia', { messageId: 'true_1@c.us_AB' }),
			session: byId('191b80a9238'),
		},
		'Whapi.Cloud': operation('media', 'download', { mediaId: 'png-1' }),
	}[service];

	const calls = {
		...gateway.sends,
		read: [gateway.read[0], {}] as const,
		file: [download ?? {}, {}] as const,
	};

	describe.each([301, 302, 303, 307, 308])('with status %i', (status) => {
		test.each(Object.entries(calls))('the action (%s) stays', async (_name, call) => {
			await redirect(status);
			const [parameters, options] = call;
			const error = await gateway.actions.errorOf(stage, parameters, options);
			expect(error.message).toBe(message);
			expect(error.description).toContain(`it points to ${elsewhere.url}/api`);
			expect(error.description).not.toContain('may have gone out');
			expect(error.everything).not.toContain(gateway.secretOf(stage.emulator));
			expect(await stage.control.requests()).toHaveLength(1);
		});

		test('the polling trigger stays', async () => {
			const parameters = { mode: 'polling', ...gateway.triggerParameters };
			const trigger = gateway.trigger(stage.host, parameters);
			await redirect(status);
			await expect(trigger.poll()).rejects.toThrow(message);
		});

		test('the webhook trigger stays, when it sets its webhook and when it takes it away', async () => {
			const parameters = { mode: 'webhook', ...gateway.triggerParameters };
			const trigger = gateway.trigger(stage.host, parameters);
			await redirect(status);
			await expect(trigger.activate()).rejects.toThrow(message);
			await trigger.deactivate();
			expect(trigger.warnings).toEqual([containing(message)]);
			expect(trigger.warnings[0]).not.toContain(gateway.secretOf(stage.emulator));
		});
	});
});
