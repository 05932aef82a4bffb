import { answer, describeAnswers, refusal, type AnswerCase } from './answerCases';
import { gateways } from './gateways';
import { demoSession, errorOf, startStage, takePauses, tryAction, type Stage } from './support';

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

const notAccepted = {
	name: 'Unauthorized',
	message: 'Your request was made with invalid…',
	code: 0,
};
const exception = { name: 'Exception', message: 'Something of the engine', code: 0 };

/** Answers that only WhatsGate gives. */
const cases: Record<string, AnswerCase> = {
	'401': refusal(
		answer(401, { ...notAccepted, status: 401 }),
		/^WhatsGate did not accept the API key: Your request/,
		/API key/,
	),
	'500 Unauthorized': refusal(
		answer(500, notAccepted),
		/^WhatsGate did not accept the API key/,
		/API key/,
	),
	'500 with the error object': {
		...refusal(answer(500, exception), /^WhatsGate: Something of the engine$/, /session is READY/),
		isUncertain: true,
	},
	'500 of the engine although the message went out': {
		...refusal(
			{ effect: 'exceptionAfter' },
			/reading 'serialize'/,
			/although the message was sent/,
		),
		isUncertain: true,
	},
	'200 with another result': {
		...refusal(
			{ effect: 'result', result: 'ERROR' },
			/answered in a form that is not documented/,
			/Answer: .*ERROR/,
		),
		isUncertain: true,
	},
	'200 without a result': {
		...refusal(answer(200, {}), /answered in a form that is not documented/, /Base URL/),
		isUncertain: true,
	},
};

describeAnswers(gateways.whatsGate, () => stage, cases);

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
