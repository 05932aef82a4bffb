import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import type { Switches } from '../../emulator/switches';
import type { TriggerWorkflow } from '../helpers/engine';
import {
	demo,
	demoSession,
	hostFor,
	locator,
	second,
	startStage,
	takePauses,
	triggerWorkflow,
	type Stage,
	containing,
} from './support';

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

const polling = (more: INodeParameters = {}) =>
	triggerWorkflow(stage.host, {
		mode: 'polling',
		session: demoSession,
		events: ['message'],
		...more,
	});

const textsOf = (items: INodeExecutionData[] | null) => (items ?? []).map(({ json }) => json.text);

const numbered = (count: number, text = 'Backlog', from = 1) =>
	Array.from({ length: count }, (_, index) => `${text} ${from + index}`);

/** Polls until nothing new comes; gives the texts of each poll. */
async function pollAll(trigger: TriggerWorkflow): Promise<unknown[][]> {
	const polls: unknown[][] = [];
	for (;;) {
		const items = await trigger.poll();
		if (items === null) return polls;
		polls.push(textsOf(items));
	}
}

/** `seconds` after a fixed time in the past. */
const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1, 12) + seconds * 1000).toISOString();

const combinations: Array<Partial<Switches>> = [];
for (const order of ['ascending', 'descending'] as const) {
	for (const dateBound of ['inclusive', 'exclusive'] as const) {
		for (const zoneOffsetHours of [0, 3]) {
			for (const pastEnd of ['repeat', 'empty'] as const) {
				for (const pagesWhenEmpty of [0, 1] as const) {
					combinations.push({ order, dateBound, zoneOffsetHours, pastEnd, pagesWhenEmpty });
				}
			}
		}
	}
}

describe.each(combinations)('%j', (switches) => {
	test('each event comes once: 250 of them, more between two pages, and one that is late', async () => {
		const { control } = stage;
		await control.setSwitches(switches);
		const trigger = polling();
		await control.backlog({ count: 30, perSecond: 20, until: at(0), text: 'Before' });
		expect(await trigger.poll()).toBeNull();
		expect(await trigger.poll()).toBeNull();

		await control.backlog({ count: 250, perSecond: 40, until: at(100) });
		const while1 = { incoming: [{ text: 'Between 1', time: at(100) }] };
		const while2 = { incoming: [{ text: 'Between 2', time: at(101) }] };
		await control.onRequest({ command: 'events-get', nth: 1, then: while1 });
		await control.onRequest({ command: 'events-get', nth: 2, then: while2 });
		const first = await pollAll(trigger);

		// It happened a minute before the newest event, and the service tells of it only now.
		await control.incoming({ text: 'Late', time: at(41) });
		const then = await pollAll(trigger);

		expect([...first.flat()].sort()).toEqual([...numbered(250), 'Between 1', 'Between 2'].sort());
		expect(first[0]?.slice(0, 250)).toEqual(numbered(250));
		expect(then).toEqual([['Late']]);
		expect(await trigger.poll()).toBeNull();
	});

	test('without any event in the log the first ones to come are taken', async () => {
		await stage.control.setSwitches(switches);
		const trigger = polling();
		expect(await trigger.poll()).toBeNull();
		expect(await trigger.poll()).toBeNull();
		await stage.control.incoming({ text: 'First', time: at(0) });
		expect(await pollAll(trigger)).toEqual([['First']]);
	});
});

test('events are in the order of their dates, then ids, whatever the order of the service', async () => {
	await stage.control.setSwitches({ order: 'shuffled' });
	const trigger = polling();
	await trigger.poll();
	await stage.control.backlog({ count: 120, perSecond: 15, until: at(50) });
	expect(await pollAll(trigger)).toEqual([numbered(120)]);
});

test('the first poll gives nothing of the backlog, however large, and asks only for its end', async () => {
	await stage.control.backlog({ count: 5000, until: at(0) });
	const trigger = polling();
	expect(await pollAll(trigger)).toEqual([]);
	await stage.control.incoming({ text: 'New', time: at(1) });
	expect(await pollAll(trigger)).toEqual([['New']]);
	expect((await stage.control.requests()).length).toBeLessThan(20);
});

test('asks for the session and for pages of 100, with the date less the overlap', async () => {
	const trigger = polling({ options: { overlapSeconds: 300 } });
	await stage.control.incoming({ text: 'A', time: at(0) });
	await trigger.poll();
	await stage.control.clearRequests();
	await trigger.poll();
	const requests = await stage.control.requests();
	expect(requests.map(({ command, body }) => ({ command, body }))).toEqual([
		{
			command: 'events-get',
			body: { WhatsappID: demo, page_cnt: 100, page: 1, date: '2026-01-01 11:54:59' },
		},
	]);
});

test('an error on the second page changes nothing, and the next poll gives everything', async () => {
	const { control } = stage;
	await control.incoming({ text: 'Old', time: at(0) });
	const trigger = polling();
	await trigger.poll();
	await control.backlog({ count: 250, perSecond: 10, until: at(100) });
	const before = trigger.stored;
	await control.addFault({
		effect: 'answer',
		command: 'events-get',
		status: 500,
		body: { name: 'Exception', message: 'Out of memory' },
		skip: 1,
		times: 1,
	});
	await expect(trigger.poll()).rejects.toMatchObject({
		name: 'NodeApiError',
		message: 'WhatsGate: Out of memory',
	});
	expect(trigger.stored).toBe(before);
	expect(await pollAll(trigger)).toEqual([numbered(250)]);
});

test('a short fault is passed over within the poll', async () => {
	const trigger = polling();
	await trigger.poll();
	await stage.control.incoming({ text: 'A', time: at(0) });
	await stage.control.addFault({ effect: 'cut', times: 2 });
	expect(await pollAll(trigger)).toEqual([['A']]);
	expect(takePauses().length).toBeGreaterThan(0);
});

test('an error of the very first poll leaves no state behind', async () => {
	await stage.control.backlog({ count: 3, until: at(0) });
	const trigger = polling();
	await stage.control.addFault({ effect: 'answer', status: 401, body: {}, times: 1 });
	await expect(trigger.poll()).rejects.toThrow('did not accept the API key');
	expect(trigger.nodeData).toEqual({});
	expect(await pollAll(trigger)).toEqual([]);
});

test('events that are not wanted move the cursor on and do not come later', async () => {
	const trigger = polling();
	await trigger.poll();
	await stage.control.event({ action: 'error', eventDate: at(0) });
	expect(await trigger.poll()).toBeNull();
	expect(trigger.nodeData.cursor).toBe('2026-01-01 12:00:00');
});

test('all sessions of the account when none is chosen, and not those of others', async () => {
	const trigger = polling({ session: locator('list', '') });
	await trigger.poll();
	await stage.control.incoming({ text: 'A', time: at(0) });
	await stage.control.incoming({ text: 'B', time: at(1), session: second });
	await stage.control.incoming({ text: 'C', time: at(2), session: '82c17fe04b6' });
	expect(await pollAll(trigger)).toEqual([['A', 'B']]);
});

test('another session begins afresh', async () => {
	const trigger = polling();
	await stage.control.incoming({ text: 'A', time: at(0) });
	await trigger.poll();
	const other = polling({ session: locator('id', second) });
	other.stored = trigger.stored;
	await stage.control.backlog({ count: 5, until: at(60), session: second });
	expect(await pollAll(other)).toEqual([]);
	await stage.control.incoming({ text: 'B', time: at(61), session: second });
	expect(await pollAll(other)).toEqual([['B']]);
});

test('simplify off gives the events as received, and unknown actions pass with *', async () => {
	const trigger = polling({ events: ['*'], simplify: false });
	await trigger.poll();
	const { eventId } = await stage.control.event({
		action: 'tomorrow',
		data: { a: 1 },
		eventDate: at(0),
	});
	expect(await trigger.poll()).toEqual([
		{
			json: {
				id: eventId,
				user_id: 1,
				whatsapp_id: demo,
				event_action: 'tomorrow',
				event_date: '2026-01-01 12:00:00',
				event_data: { a: 1 },
			},
		},
	]);
});

test('webhook mode does not poll', async () => {
	const trigger = triggerWorkflow(stage.host, { mode: 'webhook', session: demoSession });
	expect(await trigger.poll()).toBeNull();
	expect(await stage.control.requests()).toEqual([]);
});

test('bad settings say what to do before any call', async () => {
	const noEvents = polling({ events: '={{ [] }}' });
	await expect(noEvents.poll()).rejects.toMatchObject({
		message: 'No events are chosen',
		description: containing('Choose in "Events"'),
	});
	const overlap = polling({ options: { overlapSeconds: -5 } });
	await expect(overlap.poll()).rejects.toThrow('"overlapSeconds" has to be a number');
	const host = await hostFor({ apiKey: '' }, stage.emulator);
	const noKey = triggerWorkflow(host, { mode: 'polling', session: demoSession });
	await expect(noKey.poll()).rejects.toThrow('The credential has no API key');
	expect(await stage.control.requests()).toEqual([]);
});

describe('a test run', () => {
	test('gives the newest few events and leaves the stored cursor alone', async () => {
		for (const order of ['ascending', 'descending'] as const) {
			await stage.control.reset();
			await stage.control.setSwitches({ order });
			const trigger = polling();
			await stage.control.backlog({ count: 250, until: at(0) });
			await trigger.poll();
			const before = trigger.stored;
			const { items, error, staticData } = await trigger.run(undefined, 'manual');
			expect(error).toBeNull();
			expect(items.Trigger).toHaveLength(5);
			expect(textsOf(items.Trigger ?? []).sort()).toEqual(numbered(5, 'Backlog', 246).sort());
			expect(JSON.stringify(staticData)).toBe(before);
		}
	});

	test('without a matching event it says what to do', async () => {
		await stage.control.event({ action: 'error', eventDate: at(0) });
		const { error, staticData } = await polling().run(undefined, 'manual');
		expect(error).toMatchObject({ message: 'WhatsGate has no event that matches your choice' });
		expect(error?.description).toContain('Send a message to the connected number');
		expect(staticData).toEqual({});
	});
});

test('a production run gives on what the poll gave', async () => {
	const trigger = polling();
	await trigger.poll();
	await stage.control.incoming({ text: 'A', time: at(0) });
	const polled = (await trigger.poll()) ?? [];
	const { items } = await trigger.run(polled, 'trigger');
	expect(items.Trigger).toMatchObject([{ json: { text: 'A', account: demo, event: 'message' } }]);
});
