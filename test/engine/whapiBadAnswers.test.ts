import type { INodeParameters } from 'n8n-workflow';

import { answer, describeAnswers, refusal, type AnswerCase } from './answerCases';
import { gateways } from './gateways';
import { byId, takePauses } from './support';
import {
	errorOf,
	hostFor,
	operation,
	sendTo,
	startStage,
	tryAction,
	vasily,
	type Stage,
} from './whapiSupport';

let stage: Stage;

beforeAll(async () => {
	stage = await startStage();
});

beforeEach(async () => {
	await stage.control.reset();
	takePauses();
});

afterAll(async () => {
	await stage.close();
});

const documented = (code: number, message: string, details = '') =>
	answer(code, { error: { code, message, details, href: 'https://whapi.cloud', support: '' } });

/** Answers that only Whapi.Cloud gives. */
const cases: Record<string, AnswerCase> = {
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
	'409': refusal(documented(409, 'Already so'), /Already so/, /in that state already/),
	'413': refusal(documented(413, 'Too large'), /Too large/, /The file is larger/),
	'415': refusal(documented(415, 'No such type'), /No such type/, /Send it as a document/),
	'429': {
		...refusal(
			documented(429, 'Too many requests'),
			/too many requests: Too many requests/,
			/Wait a while/,
		),
		reads: 3,
	},
	'500 in the documented form': {
		...refusal(
			documented(500, 'Internal error'),
			/^Whapi\.Cloud: Internal error$/,
			/whether the service works/,
		),
		isUncertain: true,
		reads: 3,
	},
};

describeAnswers(gateways.whapi, () => stage, cases);

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
	const error = await errorOf({ host }, gateways.whapi.read[0]);
	expect(error.message).toContain('did not accept the token');
	expect(error.description).toContain('copy it from the channel');
	expect(error.everything).not.toContain('wrong-token');
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
