import { Host, WebhookServer } from '../helpers/engine';
import { SealedCredentials, TestCredentials } from '../helpers/engine/credentials';
import { startStage, type Stage } from './support';
import { activeTrigger, event, post } from './webhookCalls';

let stage: Stage;
let server: WebhookServer;

beforeAll(async () => {
	stage = await startStage();
	server = await WebhookServer.start();
});

beforeEach(async () => {
	await stage.control.reset();
	server.reset();
});

afterEach(() => {
	jest.restoreAllMocks();
});

afterAll(async () => {
	await server.close();
	await stage.close();
});

/** An active trigger, whose credential can be changed, and how often n8n has opened that since. */
async function active() {
	const credential = { ...stage.emulator.whatsGate };
	const host = await Host.start({ whatsGateApi: credential }, server.url);
	const { callback } = await activeTrigger({ stage, server, host }, {}, false);
	const opens = jest.spyOn(TestCredentials.prototype, 'getDecrypted');
	const call = async () => (await post(callback, event())).status;
	return { credential, opens, call };
}

test('a credential that stays as it is is opened once for many calls', async () => {
	const { opens, call } = await active();
	for (let times = 0; times < 5; times++) expect(await call()).toBe(200);
	expect(opens).toHaveBeenCalledTimes(1);
	expect(server.recorded).toHaveLength(5);
});

test('a changed credential counts from the next call on', async () => {
	const { credential, call } = await active();
	const { apiKey } = credential;
	expect(await call()).toBe(200);
	credential.apiKey = 'another-one';
	expect(await call()).toBe(401);
	credential.apiKey = apiKey;
	expect(await call()).toBe(200);
	expect(server.recorded).toHaveLength(2);
});

test('a secret that is kept outside of n8n counts after a minute', async () => {
	const { call } = await active();
	const now = Date.now();
	expect(await call()).toBe(200);
	const secrets = jest.spyOn(TestCredentials.prototype, 'getDecrypted');
	secrets.mockResolvedValue({ ...stage.emulator.whatsGate, apiKey: 'another-one' });
	jest.spyOn(Date, 'now').mockReturnValue(now + 61_000);
	expect(await call()).toBe(401);
});

test('an n8n that does not show how a credential is stored opens it for each call', async () => {
	const { credential, opens, call } = await active();
	const hidden = new SealedCredentials({ id: '1', name: 'Test' }, 'whatsGateApi');
	jest.spyOn(TestCredentials.prototype, 'getCredentials').mockResolvedValue(hidden);
	expect(await call()).toBe(200);
	expect(await call()).toBe(200);
	expect(opens).toHaveBeenCalledTimes(2);
	credential.apiKey = 'another-one';
	expect(await call()).toBe(401);
});
