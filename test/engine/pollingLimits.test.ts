import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import type { TriggerWorkflow } from '../helpers/engine';
import { demoSession, startStage, takePauses, triggerWorkflow, type Stage } from './support';

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

test('startFrom takes the backlog from that date on', async () => {
	await stage.control.backlog({ count: 10, until: at(9) });
	const trigger = polling({ options: { startFrom: at(6) } });
	expect(await pollAll(trigger)).toEqual([numbered(4, 'Backlog', 7)]);
});

test('startFrom has no effect on a trigger that has read events', async () => {
	await stage.control.backlog({ count: 10, until: at(9) });
	const before = polling();
	await before.poll();
	const after = polling({ options: { startFrom: at(0) } });
	after.stored = before.stored;
	expect(await pollAll(after)).toEqual([]);
});

test.each(['ascending', 'descending', 'shuffled'] as const)(
	'maxEvents cuts a backlog into polls, none lost (%s)',
	async (order) => {
		await stage.control.setSwitches({ order });
		const trigger = polling({ options: { maxEvents: 60 } });
		await trigger.poll();
		await stage.control.backlog({ count: 250, perSecond: 7, until: at(0) });
		const polls = await pollAll(trigger);
		expect(polls.map(({ length }) => length)).toEqual([60, 60, 60, 60, 10]);
		expect(polls.flat()).toEqual(numbered(250));
	},
);

test('maxEvents of 0 is no limit', async () => {
	const trigger = polling({ options: { maxEvents: 0 } });
	await trigger.poll();
	await stage.control.backlog({ count: 1300, perSecond: 7, until: at(0) });
	expect(await pollAll(trigger)).toEqual([numbered(1300)]);
});

describe('the time that n8n gives a poll', () => {
	const backlog = { count: 350, perSecond: 10, until: at(100) };

	test('pages that come oldest first are given out as far as they were read', async () => {
		const trigger = polling();
		await trigger.poll();
		await stage.control.backlog(backlog);
		const part = textsOf(await trigger.poll({ budgetMs: 0 }));
		expect(part.length).toBeGreaterThan(0);
		expect(part.length).toBeLessThan(350);
		expect([...part, ...(await pollAll(trigger)).flat()]).toEqual(numbered(350));
	});

	test('pages that come newest first are not given out in part', async () => {
		await stage.control.setSwitches({ order: 'descending' });
		const trigger = polling();
		await trigger.poll();
		await stage.control.backlog(backlog);
		await expect(trigger.poll({ budgetMs: 0 })).rejects.toThrow('more waiting events');
		expect((await pollAll(trigger)).flat()).toEqual(numbered(350));
	});

	test('a host that does not say how long a poll may take', async () => {
		const trigger = polling();
		await trigger.poll({ budgetMs: null });
		await stage.control.backlog(backlog);
		expect(textsOf(await trigger.poll({ budgetMs: null }))).toEqual(numbered(350));
	});
});

describe('Polls that overlap', () => {
	const slow = { command: 'events-get', effect: 'delay', latencyMs: 100 } as const;

	test('give each event once: the later ones leave it to the first', async () => {
		const trigger = polling();
		await trigger.poll();
		await stage.control.incoming({ text: 'one' });
		await stage.control.addFault(slow);
		const polls = await trigger.pollTogether(3);
		expect(polls.map(textsOf)).toEqual([['one'], [], []]);

		await stage.control.incoming({ text: 'two' });
		expect(textsOf(await trigger.poll())).toEqual(['two']);
	});

	test('give each event once, also when each has its own copy of what is stored', async () => {
		const trigger = polling();
		await trigger.poll();
		await stage.control.incoming({ text: 'one' });
		await stage.control.addFault(slow);
		const polls = await Promise.all([trigger.poll(), trigger.poll()]);
		expect(polls.map(textsOf)).toEqual([['one'], []]);
	});

	test('note where to begin, each in its own copy of what is stored', async () => {
		await stage.control.incoming({ text: 'before' });
		await stage.control.addFault(slow);
		const trigger = polling();
		const [first, second] = [trigger.open(), trigger.open()];
		await Promise.all([trigger.pollTogether(1, {}, first), trigger.pollTogether(1, {}, second)]);
		for (const { workflow } of [first, second]) {
			expect(JSON.stringify(workflow.staticData)).toContain('"cursor"');
		}
	});

	test('do not keep the next poll from reading when the first fails', async () => {
		const trigger = polling();
		await trigger.poll();
		await stage.control.incoming({ text: 'one' });
		await stage.control.addFault({
			command: 'events-get',
			effect: 'answer',
			status: 500,
			body: {},
		});
		const opened = trigger.open();
		await expect(trigger.pollTogether(2, {}, opened)).rejects.toThrow('WhatsGate');
		await stage.control.clearFaults();
		const [next = null] = await trigger.pollTogether(1, {}, opened);
		expect(textsOf(next)).toEqual(['one']);
	});
});
