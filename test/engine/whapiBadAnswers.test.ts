import { randomBytes } from 'node:crypto';

import type { INodeParameters } from 'n8n-workflow';

import type { FaultInput } from '../../emulator/faults';
import { byId, fileItem, takePauses, type ActionOptions } from './support';
import { startWebServer, type WebServer } from './webServer';
import {
	errorOf,
	hostFor,
	jsonOf,
	operation,
	sendTo,
	startStage,
	tryAction,
	vasily,
	type Stage,
} from './whapiSupport';

let stage: Stage;
let elsewhere: WebServer;

beforeAll(async () => {
	stage = await startStage();
	elsewhere = await startWebServer((_request, response) => {
		response.writeHead(200, { 'content-type': 'application/json' }).end('{"sent":true}');
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

const maybeSent = 'The message may have gone out nevertheless';
const input = [fileItem(randomBytes(2000), 'image/png')];

/** Calls that make a message go out: parameters, what the node gets, the command. */
const sends: Record<string, [INodeParameters, ActionOptions, string]> = {
	text: [sendTo(vasily, { text: 'Hi' }), {}, 'POST /messages/text'],
	'raw file': [
		sendTo(vasily, { messageType: 'image' }),
		{ input },
		'POST /messages/media/{MediaMessageType}',
	],
	forward: [
		operation('message', 'forward', { messageId: 'a-b', recipient: byId(vasily) }),
		{},
		'POST /messages/{MessageID}',
	],
	story: [operation('story', 'send', { text: 'Hi' }), {}, 'POST /messages/story/text'],
};

const read = operation('chat', 'get', { chat: byId(vasily) });
const readCommand = 'GET /chats/{ChatID}';

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

const answer = (status: number, body: unknown): FaultInput => ({ effect: 'answer', status, body });
const documented = (code: number, message: string, details = '') =>
	answer(code, { error: { code, message, details, href: 'https://whapi.cloud', support: '' } });

/** An answer that the service means: it did nothing, and asking again changes nothing. */
const refusal = (fault: FaultInput, message: RegExp, advice: RegExp): Case => ({
	fault: () => fault,
	message,
	advice,
	isUncertain: false,
	reads: 1,
});

const cases: Record<string, Case> = {
	'400 in the documented form, with details': refusal(
		documented(400, 'Wrong request parameters', 'to: invalid'),
		/^Whapi\.Cloud: Wrong request parameters \(to: invalid\)$/,
		/Check the values that you send/,
	),
	'401 in the flat form': refusal(
		answer(401, { code: 401, error: 'need channel authorization for send message' }),
		/did not accept the token: need channel authorization/,
		/the token is wrong.*Or the phone is not linked/,
	),
	'402 in the flat form': refusal(
		answer(402, { code: 402, error: 'trial version limit exceeded' }),
		/^Whapi\.Cloud: trial version limit exceeded$/,
		/The trial of the channel is used up/,
	),
	'403': refusal(documented(403, 'Forbidden'), /^Whapi\.Cloud: Forbidden$/, /may not write there/),
	'404': refusal(
		documented(404, 'Specified chat not found'),
		/^Whapi\.Cloud: Specified chat not found$/,
		/not known to the channel/,
	),
	'404 of a channel that is gone': refusal(
		documented(404, 'Channel not found'),
		/did not accept the token: Channel not found/,
		/the token is wrong/,
	),
	'404 HTML': refusal(
		answer(404, '<p>Not found</p>'),
		/answered with status 404/,
		/Answer: Not found/,
	),
	'409': refusal(documented(409, 'Already so'), /Already so/, /in that state already/),
	'413': refusal(documented(413, 'Too large'), /Too large/, /The file is larger/),
	'415': refusal(documented(415, 'No such type'), /No such type/, /Send it as a document/),
	'a redirect to another host': {
		fault: () => ({ effect: 'redirect', location: `${elsewhere.url}/api`, status: 307 }),
		message: /answered with a redirect, which is not followed/,
		advice: /it points to http/,
		isUncertain: false,
		reads: 1,
	},
	'429': {
		fault: () => documented(429, 'Too many requests'),
		message: /too many requests: Too many requests/,
		advice: /Wait a while/,
		isUncertain: false,
		reads: 3,
	},
	'500 in the documented form': {
		fault: () => documented(500, 'Internal error'),
		message: /^Whapi\.Cloud: Internal error$/,
		advice: /whether the service works/,
		isUncertain: true,
		reads: 3,
	},
	'502 HTML': {
		fault: () => answer(502, '<h1>Bad Gateway</h1><p>nginx</p>'),
		message: /answered with status 502/,
		advice: /Status: 502\. Answer: Bad Gateway nginx/,
		isUncertain: true,
		reads: 3,
	},
	'200 HTML': {
		fault: () => answer(200, '<h1>Welcome</h1>'),
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
		fault: () => answer(200, [1, 2]),
		message: /answered in a form that is not documented/,
		advice: /Base URL/,
		isUncertain: true,
		reads: 1,
	},
	'a connection that is cut before the work': {
		fault: () => ({ effect: 'cut' }),
		message: /The connection to Whapi\.Cloud was cut before the answer came/,
		advice: /Try again later/,
		isUncertain: true,
		reads: 3,
	},
	'a connection that is cut after the work': {
		fault: () => ({ effect: 'cut', when: 'after' }),
		message: /The connection to Whapi\.Cloud was cut before the answer came/,
		advice: /Try again later/,
		isUncertain: true,
		reads: 3,
	},
};

describe.each(Object.entries(cases))('%s', (_name, expected) => {
	test.each(Object.entries(sends))(
		'a send (%s) reaches the service exactly once and says what to do',
		async (_kind, [parameters, options, command]) => {
			await stage.control.addFault({ command, ...expected.fault() });
			const error = await errorOf(stage, parameters, options);
			expect(error).toMatchObject({ name: 'NodeApiError', itemIndex: 0 });
			expect(error.message).toMatch(expected.message);
			expect(error.description).toMatch(expected.advice);
			expect(error.description?.includes(maybeSent)).toBe(expected.isUncertain);
			expect(error.everything).not.toContain(stage.emulator.whapi.token);
			expect(await stage.control.requests()).toHaveLength(1);
			expect(elsewhere.requests).toEqual([]);
			expect(takePauses()).toEqual([]);
		},
	);

	test('a read is repeated where that may help, and says what happened', async () => {
		await stage.control.addFault({ command: readCommand, ...expected.fault() });
		const error = await errorOf(stage, read);
		expect(error.message).toMatch(expected.message);
		expect(error.description).not.toContain(maybeSent);
		expect(error.everything).not.toContain(stage.emulator.whapi.token);
		expect(await stage.control.requests()).toHaveLength(expected.reads);
		expect(elsewhere.requests).toEqual([]);
	});
});

test('a message that the service says it did not send is an error', async () => {
	await stage.control.addFault(answer(200, { sent: false, message: { id: 'a-b' } }));
	const error = await errorOf(stage, sendTo(vasily, { text: 'Hi' }));
	expect(error.message).toContain('answered in a form that is not documented');
});

test('both forms of a true error come out alike', async () => {
	for (const whapiErrorShape of ['object', 'flat'] as const) {
		await stage.control.setSwitches({ whapiErrorShape });
		const chat = byId('70000000000@s.whatsapp.net');
		const error = await errorOf(stage, operation('chat', 'get', { chat }));
		expect(error).toMatchObject({ httpCode: '404' });
		expect(error.message.toLowerCase()).toBe('whapi.cloud: specified chat not found');
	}
});

test.each([404, 401] as const)('a wrong token, answered with %i, is called so', async (status) => {
	await stage.control.setSwitches({ whapiWrongToken: status });
	const host = await hostFor({ token: 'wrong-token' }, stage.emulator);
	const error = await errorOf({ host }, read);
	expect(error.message).toContain('did not accept the token');
	expect(error.description).toContain('copy it from the channel');
	expect(error.everything).not.toContain('wrong-token');
});

test('the token is in no error, also when the service repeats it', async () => {
	const { token } = stage.emulator.whapi;
	const bodies = [{ error: { message: `Token ${token} is strange` } }, `<p>${token}</p>`];
	for (const body of bodies) {
		await stage.control.clearFaults();
		await stage.control.addFault(answer(500, body));
		const error = await errorOf(stage, sendTo(vasily, { text: 'Hi' }));
		expect(error.everything).not.toContain(token);
		expect(`${error.message} ${error.description ?? ''}`).toContain('***');
	}
});

test('a read that succeeds after two faults succeeds', async () => {
	await stage.control.addFault({ effect: 'cut', times: 1 });
	await stage.control.addFault({ ...answer(503, 'down'), times: 1 });
	expect(await jsonOf(stage, read)).toMatchObject([{ id: vasily }]);
	expect(takePauses().reduce((sum, pause) => sum + pause, 0)).toBe(3);
});

test.each<[string, INodeParameters]>([
	['PATCH /chats/{ChatID}', operation('chat', 'update', { updateFields: { pin: true } })],
	['POST /contacts', operation('contact', 'check', { phoneNumbers: '79991112233' })],
	['DELETE /chats/{ChatID}', operation('chat', 'delete')],
])('%s is repeated after 429 only', async (command, more) => {
	const parameters = { ...more, chat: byId(vasily) };
	await stage.control.addFault({ effect: 'cut', command, times: 1 });
	await errorOf(stage, parameters);
	expect(await stage.control.requests({ command })).toHaveLength(1);
	await stage.control.addFault({ ...answer(429, {}), command, times: 1 });
	const { error } = await tryAction(stage, parameters);
	expect(error).toBeNull();
	expect(await stage.control.requests({ command })).toHaveLength(3);
});

test('an error on the second page of a list is one of the list', async () => {
	await stage.control.backlog({ count: 600, perSecond: 50 });
	await stage.control.addFault({ ...documented(404, 'Gone'), skip: 1 });
	const error = await errorOf(stage, operation('message', 'getAll', { returnAll: true }));
	expect(error.message).toBe('Whapi.Cloud: Gone');
});

test('a file that comes as an error is read as one', async () => {
	await stage.control.addFault(documented(404, 'Specified media not found'));
	const download = operation('media', 'download', { mediaId: 'png-12' });
	const error = await errorOf(stage, download);
	expect(error).toMatchObject({ message: 'Whapi.Cloud: Specified media not found' });
});

test('one send of several that fails stops the run, and the rest does not go out', async () => {
	await stage.control.addFault({ effect: 'cut', skip: 1, times: 1 });
	const items = { input: [{ json: {} }, { json: {} }, { json: {} }] };
	const error = await errorOf(stage, sendTo(vasily, { text: 'Hi' }), items);
	expect(error.itemIndex).toBe(1);
	expect(await stage.control.requests()).toHaveLength(2);
});
