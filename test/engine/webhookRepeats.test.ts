import type { INodeParameters } from 'n8n-workflow';

import { WebhookServer, type Host, type TriggerWorkflow } from '../helpers/engine';
import { hostFor, startStage, triggerWorkflow, type Stage } from './support';
import { activeTrigger, event, post } from './webhookCalls';

let stage: Stage;
let server: WebhookServer;
let host: Host;

beforeAll(async () => {
	stage = await startStage();
	server = await WebhookServer.start();
	host = await hostFor({}, stage.emulator, server.url);
});

beforeEach(async () => {
	await stage.control.reset();
	server.reset();
});

afterAll(async () => {
	await server.close();
	await stage.close();
});

const active = (more: INodeParameters = {}, isTest = false) =>
	activeTrigger({ stage, server, host }, more, isTest);

const received = () => server.recorded.flatMap(({ items }) => items.map(({ json }) => json));

describe('repeats', () => {
	test('a repeated event is acknowledged and starts nothing more', async () => {
		const { callback } = await active();
		const body = event();
		const first = await post(callback, body);
		expect(await post(callback, body)).toEqual(first);
		expect(await post(callback, event())).not.toEqual(first);
		expect(received()).toHaveLength(2);
	});

	test('a repeat is known after a restart, too', async () => {
		const { trigger, callback } = await active();
		const body = event();
		await post(callback, body);
		const restarted: TriggerWorkflow = triggerWorkflow(host, trigger.node.parameters);
		Object.assign(restarted.node, { webhookId: trigger.node.webhookId });
		restarted.stored = trigger.stored;
		server.serve(restarted);
		await post(callback, body);
		expect(received()).toHaveLength(1);
	});

	const untilCalls = (count: number) =>
		stage.control.waitFor(
			() => Promise.resolve(server.calls),
			(calls) => calls === count,
			10_000,
		);

	test('a repeat that comes while the first one is being recorded waits for it', async () => {
		const { callback } = await active();
		const body = event();
		const gate = server.holdRecording();
		const first = post(callback, body);
		await untilCalls(1);
		const repeat = post(callback, body);
		await untilCalls(2);
		gate.release();
		expect(await repeat).toEqual(await first);
		expect(received()).toHaveLength(1);
	});

	test('a repeat of a delivery that was cut off is asked for again, and starts nothing more', async () => {
		const { callback } = await active();
		const body = event();
		const gate = server.holdRecording();
		const cut = new AbortController();
		const first = post(callback, body, cut.signal).catch((error: unknown) => error);
		await untilCalls(1);
		cut.abort();
		expect(await first).toMatchObject({ name: 'AbortError' });
		expect((await post(callback, body)).status).toBe(503);
		gate.release();
		await stage.control.waitFor(
			() => Promise.resolve(server.recorded.length),
			(count) => count === 1,
			10_000,
		);
		await stage.control.waitFor(
			async () => (await post(callback, body)).status,
			(status) => status === 200,
			10_000,
		);
		expect(received()).toHaveLength(1);
	});

	test('an event that could not be recorded is taken when it comes again', async () => {
		const { callback } = await active();
		const body = event();
		server.beforeRecording = () => Promise.reject(new Error('The database is away'));
		expect((await post(callback, body)).status).toBe(500);
		server.beforeRecording = () => Promise.resolve();
		expect((await post(callback, body)).status).toBe(200);
		expect(received()).toHaveLength(1);
	});

	test('a test run takes the same event as often as it comes', async () => {
		const { callback } = await active({}, true);
		const body = event();
		await post(callback, body);
		await post(callback, body);
		expect(server.recorded).toMatchObject([{ isTest: true }, { isTest: true }]);
	});

	test('polling begins with its own state after webhook mode, and keeps it beside', async () => {
		const { trigger, callback } = await active();
		await post(callback, event());
		await post(callback, event());
		trigger.node.parameters.mode = 'polling';
		expect(await trigger.poll()).toBeNull();
		expect(trigger.nodeData).toMatchObject({ v: 1 });
	});
});
