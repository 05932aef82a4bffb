import { errorOf, hostFor, sendTo, startStage, takePauses, vasily, type Stage } from './support';
import { startWebServer, type WebServer } from './webServer';

let stage: Stage;
let elsewhere: WebServer;

beforeAll(async () => {
	stage = await startStage();
	elsewhere = await startWebServer((_request, response) => {
		response.writeHead(200, { 'content-type': 'application/json' }).end('{"result":"OK"}');
	});
});

beforeEach(async () => {
	await stage.control.reset();
	elsewhere.requests.length = 0;
	takePauses();
});

afterAll(async () => {
	await elsewhere.close();
	await stage.close();
});

const send = sendTo(vasily, { text: 'Hi' });
const maybeSent = 'The message may have gone out nevertheless';

test('a service that does not answer in time', async () => {
	await stage.control.addFault({ effect: 'hang', command: 'send' });
	const realSetTimeout = setTimeout;
	// n8n's client gives a request 60 s through a timer; here they are over at once.
	const shorten = jest
		.spyOn(globalThis, 'setTimeout')
		.mockImplementation((callback: () => void, ms?: number) =>
			realSetTimeout(callback, ms === 60_000 ? 300 : ms),
		);
	const error = await errorOf(stage, send).finally(() => {
		shorten.mockRestore();
	});
	expect(error.message).toBe('WhatsGate did not answer in time');
	expect(error.description).toContain(maybeSent);
	expect(await stage.control.requests({ command: 'send' })).toHaveLength(1);
});

test.each([
	['http://127.0.0.1:9', /WhatsGate refused the connection/],
	['http://no-such-host.invalid', /The address of WhatsGate was not found/],
])('a base URL where nobody is: %s', async (baseUrl, text) => {
	const host = await hostFor({ baseUrl }, stage.emulator);
	const error = await errorOf({ host }, send);
	expect(error.message).toMatch(text);
	expect(error.description).not.toContain(maybeSent);
	expect(error.everything).not.toContain(stage.emulator.whatsGate.apiKey);
});

test('the key is in no error, also when the service repeats it', async () => {
	const { apiKey } = stage.emulator.whatsGate;
	const bodies = [{ name: 'Exception', message: `Key ${apiKey} is strange` }, `<p>${apiKey}</p>`];
	for (const body of bodies) {
		await stage.control.clearFaults();
		await stage.control.addFault({ effect: 'answer', status: 500, body });
		const error = await errorOf(stage, send);
		expect(error.everything).not.toContain(apiKey);
		expect(`${error.message} ${error.description ?? ''}`).toContain('***');
	}
});
