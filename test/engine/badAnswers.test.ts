import type { INodeParameters } from 'n8n-workflow';
import type { FaultInput } from '../../emulator/faults';

import {
	byId,
	demoSession,
	errorOf,
	jsonOf,
	sendTo,
	startStage,
	takePauses,
	tryAction,
	vasily,
	type Stage,
} from './support';
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
const read: INodeParameters = {
	resource: 'chat',
	operation: 'getHistory',
	session: demoSession,
	chat: byId(vasily),
};
const maybeSent = 'The message may have gone out nevertheless';

interface Case {
	fault: () => FaultInput;
	/** In the message of the error. */
	message: RegExp;
	/** In what to do. */
	advice: RegExp;
	/** Whether the text must warn that a message may have gone out. */
	isUncertain: boolean;
	/** How often a read is tried. */
	reads: number;
}

const notAccepted = {
	name: 'Unauthorized',
	message: 'Your request was made with invalid…',
	code: 0,
};
const exception = { name: 'Exception', message: 'Something of the engine', code: 0 };

const cases: Record<string, Case> = {
	'401': {
		fault: () => ({ effect: 'answer', status: 401, body: { ...notAccepted, status: 401 } }),
		message: /WhatsGate did not accept the API key: Your request/,
		advice: /API key/,
		isUncertain: false,
		reads: 1,
	},
	'500 Unauthorized': {
		fault: () => ({ effect: 'answer', status: 500, body: notAccepted }),
		message: /WhatsGate did not accept the API key/,
		advice: /API key/,
		isUncertain: false,
		reads: 1,
	},
	'500 with the error object': {
		fault: () => ({ effect: 'answer', status: 500, body: exception }),
		message: /WhatsGate: Something of the engine/,
		advice: /session is READY/,
		isUncertain: true,
		reads: 1,
	},
	'500 of the engine although the message went out': {
		fault: () => ({ effect: 'exceptionAfter' }),
		message: /reading 'serialize'/,
		advice: /although the message was sent/,
		isUncertain: true,
		reads: 1,
	},
	'500 HTML': {
		fault: () => ({ effect: 'answer', status: 500, body: '<h1>Oops</h1><p>nginx</p>' }),
		message: /WhatsGate answered with status 500/,
		advice: /Status: 500\. Answer: Oops nginx/,
		isUncertain: true,
		reads: 3,
	},
	'502 without a body': {
		fault: () => ({ effect: 'answer', status: 502, body: '' }),
		message: /WhatsGate answered with status 502/,
		advice: /Status: 502/,
		isUncertain: true,
		reads: 3,
	},
	'404 HTML': {
		fault: () => ({ effect: 'answer', status: 404, body: '<p>Not found</p>' }),
		message: /WhatsGate answered with status 404/,
		advice: /Base URL/,
		isUncertain: false,
		reads: 1,
	},
	'200 that is no JSON': {
		fault: () => ({ effect: 'badJson' }),
		message: /answered in a form that is not documented/,
		advice: /Base URL/,
		isUncertain: true,
		reads: 1,
	},
	'200 with half of the JSON': {
		fault: () => ({ effect: 'truncatedJson' }),
		message: /answered in a form that is not documented/,
		advice: /Base URL/,
		isUncertain: true,
		reads: 1,
	},
	'200 with a list': {
		fault: () => ({ effect: 'answer', status: 200, body: [1, 2] }),
		message: /answered in a form that is not documented/,
		advice: /Base URL/,
		isUncertain: true,
		reads: 1,
	},
	'200 with another result': {
		fault: () => ({ effect: 'result', result: 'ERROR' }),
		message: /answered in a form that is not documented/,
		advice: /Answer: .*ERROR/,
		isUncertain: true,
		reads: 1,
	},
	'200 without a result': {
		fault: () => ({ effect: 'answer', status: 200, body: {} }),
		message: /answered in a form that is not documented/,
		advice: /Base URL/,
		isUncertain: true,
		reads: 1,
	},
	'a connection that is cut before the work': {
		fault: () => ({ effect: 'cut' }),
		message: /The connection to WhatsGate was cut before the answer came/,
		advice: /Try again later/,
		isUncertain: true,
		reads: 3,
	},
	'a connection that is cut after the work': {
		fault: () => ({ effect: 'cut', when: 'after' }),
		message: /The connection to WhatsGate was cut before the answer came/,
		advice: /Try again later/,
		isUncertain: true,
		reads: 3,
	},
	'a redirect to another host': {
		fault: () => ({ effect: 'redirect', location: `${elsewhere.url}/api`, status: 307 }),
		message: /answered with a redirect, which is not followed/,
		advice: /it points to http/,
		isUncertain: false,
		reads: 1,
	},
	'429': {
		fault: () => ({ effect: 'answer', status: 429, body: { message: 'Slow down' } }),
		message: /too many requests: Slow down/,
		advice: /Wait a while/,
		isUncertain: false,
		reads: 3,
	},
	'429 with a Retry-After that is too long': {
		fault: () => ({ effect: 'answer', status: 429, body: '', headers: { 'retry-after': '3600' } }),
		message: /too many requests/,
		advice: /Wait a while/,
		isUncertain: false,
		reads: 1,
	},
	'429 with a Retry-After that is a date far off': {
		fault: () => ({
			effect: 'answer',
			status: 429,
			body: '',
			headers: { 'retry-after': 'Wed, 21 Oct 2099 07:28:00 GMT' },
		}),
		message: /too many requests/,
		advice: /Wait a while/,
		isUncertain: false,
		reads: 1,
	},
};

describe.each(Object.entries(cases))('%s', (_name, expected) => {
	test('a send reaches the service exactly once and says what to do', async () => {
		await stage.control.addFault({ command: 'send', ...expected.fault() });
		const error = await errorOf(stage, send);
		expect(error).toMatchObject({ name: 'NodeApiError', itemIndex: 0 });
		expect(error.message).toMatch(expected.message);
		expect(error.description).toMatch(expected.advice);
		expect(error.description?.includes(maybeSent)).toBe(expected.isUncertain);
		expect(error.everything).not.toContain(stage.emulator.whatsGate.apiKey);
		expect(await stage.control.requests({ command: 'send' })).toHaveLength(1);
		expect(elsewhere.requests).toEqual([]);
		expect(takePauses()).toEqual([]);
	});

	test('a read is repeated where that may help, and says what happened', async () => {
		await stage.control.addFault({ command: 'get-history', ...expected.fault() });
		const error = await errorOf(stage, read);
		expect(error.message).toMatch(expected.message);
		expect(error.description).not.toContain(maybeSent);
		expect(error.everything).not.toContain(stage.emulator.whatsGate.apiKey);
		const requests = await stage.control.requests({ command: 'get-history' });
		expect(requests).toHaveLength(expected.reads);
		expect(elsewhere.requests).toEqual([]);
	});
});

test('a read that succeeds after two faults succeeds', async () => {
	await stage.control.incoming({ text: 'Hello' });
	await stage.control.addFault({ effect: 'cut', command: 'get-history', times: 1 });
	await stage.control.addFault({
		effect: 'answer',
		command: 'get-history',
		status: 503,
		body: 'down',
		times: 1,
	});
	expect(await jsonOf(stage, read)).toMatchObject([{ text: 'Hello' }]);
	expect(takePauses().reduce((sum, pause) => sum + pause, 0)).toBe(3);
});

test('waits as long as the service asks for', async () => {
	await stage.control.addFault({
		effect: 'answer',
		command: 'get-history',
		status: 429,
		body: {},
		headers: { 'retry-after': '7' },
		times: 1,
	});
	expect(await jsonOf(stage, read)).toEqual([]);
	expect(takePauses().reduce((sum, pause) => sum + pause, 0)).toBe(7);
});

test.each([
	['session-create', { resource: 'session', operation: 'create', name: 'New' }],
	['session-delete', { resource: 'session', operation: 'delete', session: demoSession }],
])('%s is repeated after 429 only', async (command, parameters) => {
	await stage.control.addFault({ effect: 'cut', when: 'after', command, times: 1 });
	await errorOf(stage, parameters);
	expect(await stage.control.requests({ command })).toHaveLength(1);

	await stage.control.reset();
	await stage.control.addFault({ effect: 'answer', command, status: 429, body: {}, times: 1 });
	const { error } = await tryAction(stage, parameters);
	expect(error).toBeNull();
	expect(await stage.control.requests({ command })).toHaveLength(2);
});

test('one send of several that fails stops the run, and the rest does not go out', async () => {
	await stage.control.addFault({ effect: 'cut', command: 'send', skip: 1, times: 1 });
	const input = [{ json: {} }, { json: {} }, { json: {} }];
	const error = await errorOf(stage, send, { input });
	expect(error.itemIndex).toBe(1);
	expect(await stage.control.requests({ command: 'send' })).toHaveLength(2);
});
