import type { FaultInput } from '../../emulator/faults';
import { answer, describeAnswers, maybeSent, refusal, type AnswerCase } from './answerCases';
import { eachGateway } from './gateways';
import { hurry } from './hurry';
import { takePauses, type Stage } from './support';

/** What both gateways make of the same faults. */
const unclear = (
	fault: FaultInput,
	message: RegExp,
	advice: RegExp,
	reads: number,
): AnswerCase => ({
	...refusal(fault, message, advice),
	isUncertain: true,
	reads,
});
const undocumented = /^(WhatsGate|Whapi\.Cloud) answered in a form that is not documented$/;
const cut = /^The connection to (WhatsGate|Whapi\.Cloud) was cut before the answer came$/;
const busy = /^(WhatsGate|Whapi\.Cloud) says that there were too many requests/;

const cases: Record<string, AnswerCase> = {
	'500 HTML': unclear(
		answer(500, '<h1>Oops</h1><p>nginx</p>'),
		/answered with status 500$/,
		/Status: 500\. Answer: Oops nginx/,
		3,
	),
	'502 HTML': unclear(
		answer(502, '<h1>Bad Gateway</h1><p>nginx</p>'),
		/answered with status 502$/,
		/Status: 502\. Answer: Bad Gateway nginx/,
		3,
	),
	'503 without a body': unclear(answer(503, ''), /answered with status 503$/, /Status: 503/, 3),
	'404 HTML': refusal(answer(404, '<p>Not found</p>'), /status 404$/, /Answer: Not found/),
	'200 HTML': unclear(answer(200, '<h1>Welcome</h1>'), undocumented, /Base URL/, 1),
	'200 that is no JSON': unclear({ effect: 'badJson' }, undocumented, /Base URL/, 1),
	'200 with half of the JSON': unclear({ effect: 'truncatedJson' }, undocumented, /Base URL/, 1),
	'200 with a list': unclear(answer(200, [1, 2]), undocumented, /Base URL/, 1),
	'a connection that is cut before the work': unclear({ effect: 'cut' }, cut, /later/, 3),
	'a connection that is cut after the work': unclear(
		{ effect: 'cut', when: 'after' },
		cut,
		/later/,
		3,
	),
	'429': { ...refusal(answer(429, { message: 'Slow down' }), busy, /Wait a while/), reads: 3 },
	'429 with a Retry-After that is too long': refusal(
		answer(429, '', { 'retry-after': '3600' }),
		busy,
		/Wait a while/,
	),
	'429 with a Retry-After that is a date far off': refusal(
		answer(429, '', { 'retry-after': 'Wed, 21 Oct 2099 07:28:00 GMT' }),
		busy,
		/Wait a while/,
	),
	'429 with a Retry-After that means nothing': {
		...refusal(answer(429, '', { 'retry-after': 'soon' }), busy, /Wait a while/),
		reads: 3,
	},
};

describe.each(eachGateway)('%s', (service, gateway) => {
	let stage: Stage;
	const { errorOf, jsonOf, tryAction } = gateway.actions;
	const [read, readCommand] = gateway.read;
	const sends = Object.entries(gateway.sends);

	beforeAll(async () => {
		stage = await gateway.startStage();
	});

	beforeEach(async () => {
		await stage.control.reset();
		takePauses();
	});

	afterAll(async () => {
		await stage.close();
	});

	describeAnswers(gateway, () => stage, cases);

	const requests = async () => (await stage.control.requests()).length;

	describe('a slow service', () => {
		test('that answers in time is waited for', async () => {
			await stage.control.addFault({ effect: 'delay', latencyMs: 500 });
			const [parameters, options] = gateway.sends.text ?? [{}];
			expect((await tryAction(stage, parameters, options)).error).toBeNull();
			expect((await tryAction(stage, read)).error).toBeNull();
			expect(await requests()).toBe(2);
		});

		const late: FaultInput[] = [
			{ effect: 'delay', latencyMs: 2000 },
			{ effect: 'hang' },
			{ effect: 'hang', when: 'after' },
		];
		test.each(late)('that does not answer in time is given up: %j', async (fault) => {
			const restore = hurry({ 60_000: 300, 600_000: 300 });
			for (const [, [parameters, options, command]] of sends) {
				await stage.control.clearRequests();
				await stage.control.addFault({ command, ...fault });
				const error = await errorOf(stage, parameters, options);
				expect(error.message).toBe(`${service} did not answer in time`);
				expect(error.description).toContain(maybeSent);
				expect(await requests()).toBe(1);
				await stage.control.clearFaults();
			}
			await stage.control.clearRequests();
			await stage.control.addFault({ command: readCommand, ...fault });
			const error = await errorOf(stage, read);
			restore();
			expect(error.message).toBe(`${service} did not answer in time`);
			expect(error.description).not.toContain(maybeSent);
			expect(await requests()).toBe(3);
		});
	});

	test.each([
		['cut', { effect: 'cut' }, 3],
		['503', answer(503, 'down'), 3],
		['429', answer(429, {}), 3],
		['429 that asks for 7 seconds each time', answer(429, {}, { 'retry-after': '7' }), 14],
	] as const)(
		'a read survives two faults (%s), with pauses of the right length',
		async (_name, fault, seconds) => {
			const expected = await jsonOf(stage, read);
			await stage.control.addFault({ ...fault, command: readCommand, times: 2 });
			expect(await jsonOf(stage, read)).toEqual(expected);
			expect(await requests()).toBe(4);
			expect(takePauses().reduce((sum, pause) => sum + pause, 0)).toBe(seconds);
		},
	);

	test('one send of several that fails stops the run, and the rest does not go out', async () => {
		const [parameters, , command] = gateway.sends.text ?? [{}, {}, ''];
		await stage.control.addFault({ effect: 'cut', command, skip: 1, times: 1 });
		const error = await errorOf(stage, parameters, {
			input: [{ json: {} }, { json: {} }, { json: {} }],
		});
		expect(error.itemIndex).toBe(1);
		expect(await requests()).toBe(2);
	});

	test('a message whose connection was cut after the work went out once', async () => {
		const [parameters, , command] = gateway.sends.text ?? [{}, {}, ''];
		await stage.control.addFault({ effect: 'cut', when: 'after', command, times: 1 });
		await errorOf(stage, parameters);
		expect(await stage.control.messages({ fromMe: true })).toHaveLength(1);
	});

	test('the secret is in no error, also when the service repeats it', async () => {
		const secret = gateway.secretOf(stage.emulator);
		const bodies = [{ message: `It was ${secret}` }, { error: secret }, `<p>${secret}</p>`];
		for (const status of [401, 403, 500]) {
			for (const body of bodies) {
				await stage.control.clearFaults();
				await stage.control.addFault(answer(status, body));
				for (const [parameters, options] of [
					[read, {}] as const,
					...Object.values(gateway.sends),
				]) {
					const error = await errorOf(stage, parameters, options);
					expect(error.everything).not.toContain(secret);
				}
			}
		}
	});

	test.each([
		['http://127.0.0.1:9', `${service} refused the connection`],
		['http://no-such-host.invalid', `The address of ${service} was not found`],
	])('a base URL where nobody is: %s', async (baseUrl, text) => {
		const host = await gateway.hostAt(baseUrl, stage.emulator);
		const [parameters] = gateway.sends.text ?? [{}];
		const error = await errorOf({ host }, parameters);
		expect(error.message).toBe(text);
		expect(error.description).not.toContain(maybeSent);
		expect(error.everything).not.toContain(gateway.secretOf(stage.emulator));
	});
});
