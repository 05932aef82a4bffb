import type { FaultInput } from '../../emulator/faults';
import { WebhookServer, type Host, type TriggerWorkflow } from '../helpers/engine';
import { answer } from './answerCases';
import { eachGateway } from './gateways';
import { hurry } from './hurry';
import { takePauses, type Stage } from './support';

const HOUR = 3_600_000;

describe.each(eachGateway)('%s', (service, gateway) => {
	let stage: Stage;

	beforeAll(async () => {
		stage = await gateway.startStage();
	});

	beforeEach(async () => {
		await stage.control.reset();
		takePauses();
	});

	afterEach(() => {
		jest.restoreAllMocks();
	});

	afterAll(async () => {
		await stage.close();
	});

	describe('polling', () => {
		const polling = (options = {}) => {
			const parameters = { mode: 'polling', ...gateway.triggerParameters, options };
			return gateway.trigger(stage.host, parameters);
		};
		const texts = async (trigger: TriggerWorkflow) =>
			((await trigger.poll()) ?? []).map(({ json }) => json.text);

		/** Faults that one poll gets over. */
		const survived: Record<string, FaultInput> = {
			latency: { effect: 'delay', latencyMs: 400 },
			'two 503': { ...answer(503, 'down'), times: 2 },
			'two cut connections': { effect: 'cut', times: 2 },
			'two 429': { ...answer(429, {}), times: 2 },
			'429 that asks for 9 seconds': { ...answer(429, {}, { 'retry-after': '9' }), times: 1 },
		};

		test.each(Object.entries(survived))('gets over %s', async (_name, fault) => {
			const trigger = polling();
			await trigger.poll();
			await stage.control.incoming({ text: 'A' });
			await stage.control.addFault({ ...fault, command: gateway.pageCommand });
			expect(await texts(trigger)).toEqual(['A']);
			expect(await texts(trigger)).toEqual([]);
		});

		/** Faults that make a poll fail, with the text that n8n shows. */
		const failing: Record<string, [FaultInput, string]> = {
			'three 503': [{ ...answer(503, 'down'), times: 3 }, `${service} answered with status 503`],
			'three cut connections': [
				{ effect: 'cut', times: 3 },
				`The connection to ${service} was cut before the answer came`,
			],
			'three requests without an answer': [
				{ effect: 'hang', times: 3 },
				`${service} did not answer in time`,
			],
			'429 that asks for an hour': [
				{ ...answer(429, '', { 'retry-after': '3600' }), times: 1 },
				`${service} says that there were too many requests`,
			],
			'an HTML page with 200': [
				{ ...answer(200, '<h1>Welcome</h1>'), times: 1 },
				`${service} answered in a form that is not documented`,
			],
			'half of the JSON': [
				{ effect: 'truncatedJson', times: 1 },
				`${service} answered in a form that is not documented`,
			],
		};

		test.each(Object.entries(failing))(
			'fails on %s, keeps its state, and gives everything once after that',
			async (_name, [fault, message]) => {
				const trigger = polling();
				await stage.control.incoming({ text: 'Before' });
				await trigger.poll();
				await stage.control.backlog({ count: 120, text: 'New' });
				const before = trigger.stored;
				const restore = hurry({ 60_000: 300 });
				// On the second page: what the first one brought must come again.
				await stage.control.addFault({ ...fault, command: gateway.pageCommand, skip: 1 });
				await expect(trigger.poll()).rejects.toThrow(message);
				restore();
				expect(trigger.stored).toBe(before);
				expect(await texts(trigger)).toHaveLength(120);
				expect(await texts(trigger)).toEqual([]);
			},
		);

		/** Moves the service's clock by so much. */
		const jump = async (advanceMs: number) => {
			await stage.control.clock({ advanceMs });
		};

		test("the service's clock jumps ahead: nothing is lost, nothing comes twice", async () => {
			const trigger = polling();
			await stage.control.incoming({ text: 'Before' });
			await trigger.poll();
			await stage.control.incoming({ text: 'A' });
			await jump(5 * HOUR);
			await stage.control.incoming({ text: 'B' });
			expect(await texts(trigger)).toEqual(['A', 'B']);
			await stage.control.incoming({ text: 'C' });
			expect(await texts(trigger)).toEqual(['C']);
		});

		test("the service's clock goes back by less than the overlap: nothing is lost", async () => {
			const trigger = polling();
			await stage.control.incoming({ text: 'Before' });
			await trigger.poll();
			await jump(-60_000);
			await stage.control.incoming({ text: 'A' });
			expect(await texts(trigger)).toEqual(['A']);
			expect(await texts(trigger)).toEqual([]);
		});

		test("the service's clock goes back by hours: only a longer overlap finds the events", async () => {
			const [short, long] = [polling(), polling({ overlapSeconds: 6 * 3600 })];
			await stage.control.incoming({ text: 'Before' });
			await short.poll();
			await long.poll();
			await jump(-5 * HOUR);
			await stage.control.incoming({ text: 'In the past' });
			expect(await texts(short)).toEqual([]);
			expect(await texts(long)).toEqual(['In the past']);
			await jump(5 * HOUR + 1000);
			await stage.control.incoming({ text: 'Now' });
			expect(await texts(short)).toEqual(['Now']);
			expect(await texts(long)).toEqual(['Now']);
		});

		test.each([-30 * 24 * HOUR, 30 * 24 * HOUR])(
			"n8n's own clock does not matter: %i ms",
			async (ms) => {
				const trigger = polling();
				await stage.control.incoming({ text: 'Before' });
				await trigger.poll();
				await stage.control.incoming({ text: 'A' });
				const { now } = Date;
				// The emulator lives in this process: its clock goes back by as much.
				jest.spyOn(Date, 'now').mockImplementation(() => now() + ms);
				await jump(-ms);
				expect(await texts(trigger)).toEqual(['A']);
				expect(await texts(trigger)).toEqual([]);
			},
		);
	});

	describe('webhook', () => {
		let server: WebhookServer;
		let host: Host;

		beforeAll(async () => {
			server = await WebhookServer.start();
			host = await gateway.hostWith(server.url, stage.emulator);
		});

		beforeEach(() => {
			server.reset();
		});

		afterAll(async () => {
			await server.close();
		});

		/** Waits until the service has tried so often. */
		const untilTries = async (count: number) =>
			await stage.control.waitFor(
				() => stage.control.webhookTries(),
				({ length }) => length >= count,
				10_000,
			);

		test('an event that is repeated because the answer comes late starts one execution', async () => {
			await stage.control.setSwitches({
				webhookTimeoutMs: 300,
				webhookRepeatMs: 300,
				whapiBackoffFactor: 0.1,
			});
			const gate: { open: () => void } = { open: () => undefined };
			const opened = new Promise<void>((resolve) => {
				gate.open = resolve;
			});
			server.beforeRecording = () => opened;
			await gateway.listen(stage, server, host);
			await stage.control.incoming({ text: 'Hello' });
			const [first] = await untilTries(1);
			expect(first).toMatchObject({ ok: false, status: null });
			gate.open();
			const tries = await stage.control.waitFor(
				() => stage.control.webhookTries(),
				(all) => all.some(({ ok }) => ok),
				10_000,
			);
			expect(tries.length).toBeGreaterThan(1);
			expect(server.recorded).toHaveLength(1);
		});

		test('an event that is repeated three times although it was accepted starts one execution', async () => {
			const push = await gateway.listen(stage, server, host);
			const event = gateway.pushed();
			const answers = [];
			for (let call = 0; call < 4; call++) answers.push(await push(event));
			expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
			expect(server.recorded).toHaveLength(1);
		});

		test.each([
			['back', -5 * HOUR, 1],
			['ahead by more than repeats are remembered', 5 * HOUR, 2],
		])("n8n's clock goes %s between a call and its repeat", async (_name, ms, executions) => {
			const push = await gateway.listen(stage, server, host);
			const event = gateway.pushed();
			await push(event);
			const { now } = Date;
			jest.spyOn(Date, 'now').mockImplementation(() => now() + ms);
			expect((await push(event)).status).toBe(200);
			expect(server.recorded).toHaveLength(executions);
		});

		const refusals: Array<[string, FaultInput]> = [
			['403', answer(403, { message: 'No' })],
			['half of the JSON', { effect: 'truncatedJson' }],
			['a cut connection', { effect: 'cut' }],
		];
		test.each(refusals)(
			'a workflow does not become active when the service answers with %s',
			async (_name, fault) => {
				const trigger = gateway.trigger(host, { mode: 'webhook', ...gateway.triggerParameters });
				await stage.control.addFault(fault);
				await expect(trigger.activate()).rejects.toThrow(service);
				await stage.control.clearFaults();
				await trigger.activate();
			},
		);
	});
});
