import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { textOf } from '../../nodes/shared/json';
import type { TriggerWorkflow } from '../helpers/engine';
import { containing, takePauses } from './support';
import {
	channelId,
	commandsAt,
	group,
	hostFor,
	maria,
	queryOf,
	startStage,
	triggerWorkflow,
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

const list = 'GET /messages/list';

const polling = (more: INodeParameters = {}) =>
	triggerWorkflow(stage.host, { mode: 'polling', ...more });

const textsOf = (items: INodeExecutionData[] | null) => (items ?? []).map(({ json }) => json.text);

const numbered = (count: number, from = 1) =>
	Array.from({ length: count }, (_, index) => `Backlog ${from + index}`);

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

test('the first poll gives nothing of the backlog, however large, and asks only for its end', async () => {
	await stage.control.backlog({ count: 5000, until: at(0) });
	const trigger = polling();
	expect(await trigger.poll()).toBeNull();
	expect((await commandsAt(stage)).length).toBeLessThan(6);
	await stage.control.incoming({ text: 'New', time: at(1) });
	expect(await pollAll(trigger)).toEqual([['New']]);
});

test('a new message comes out as the webhook would have given it', async () => {
	const trigger = polling();
	await trigger.poll();
	const { message } = await stage.control.incoming({ text: 'Hi', time: at(0), from: maria, group });
	const items = await trigger.poll();
	expect(items).toMatchObject([
		{
			json: {
				gateway: 'whapi',
				account: channelId,
				event: 'messages.post',
				kind: 'message',
				messageId: message.ids.whapi,
				chatId: group,
				isGroup: true,
				from: maria,
				text: 'Hi',
				timestamp: at(0),
			},
		},
	]);
	const { items: given } = await trigger.run(items ?? [], 'trigger');
	expect(given.Trigger).toMatchObject([{ json: { text: 'Hi' } }]);
});

test.each([true, false])(
	'each message comes once, over pages, while more arrive (a wrong total: %s)',
	async (whapiWrongTotal) => {
		const { control } = stage;
		await control.setSwitches({ whapiWrongTotal });
		const trigger = polling();
		await control.backlog({ count: 30, perSecond: 20, until: at(0), text: 'Before' });
		await trigger.poll();
		await control.backlog({ count: 250, perSecond: 40, until: at(100) });
		for (const nth of [1, 2]) {
			const then = { incoming: [{ text: `Between ${nth}`, time: at(99 + nth) }] };
			await control.onRequest({ command: list, nth, then });
		}
		const first = await pollAll(trigger);
		// It happened a minute before the newest message, and the service tells of it only now.
		await control.incoming({ text: 'Late', time: at(41) });
		const then = await pollAll(trigger);
		const expected = [...numbered(250), 'Between 1', 'Between 2'];
		expect([...first.flat()].sort()).toEqual(expected.sort());
		expect(then).toEqual([['Late']]);
		expect(await trigger.poll()).toBeNull();
	},
);

test('a message that is inserted before pages already read is not lost', async () => {
	const { control } = stage;
	const trigger = polling();
	await control.incoming({ text: 'Before', time: at(0) });
	await trigger.poll();
	await control.backlog({ count: 250, perSecond: 5, until: at(100) });
	const then = { incoming: [{ text: 'In the past', time: at(60) }] };
	await control.onRequest({ command: list, nth: 1, then });
	const texts = (await pollAll(trigger)).flat();
	expect([...texts].sort()).toEqual([...numbered(250), 'In the past'].sort());
});

test('a poll without news is one request, which names the date and the order', async () => {
	const trigger = polling({ options: { overlapSeconds: 300 } });
	await stage.control.incoming({ text: 'A', time: at(0) });
	await trigger.poll();
	await stage.control.clearRequests();
	expect(await trigger.poll()).toBeNull();
	expect(await commandsAt(stage)).toEqual([list]);
	expect(await queryOf(stage, list)).toEqual({
		time_from: String(Date.parse(at(-301)) / 1000),
		count: '100',
		offset: '0',
		sort: 'asc',
	});
});

test('an error on the second page changes nothing, and the next poll gives everything', async () => {
	const { control } = stage;
	await control.incoming({ text: 'Old', time: at(0) });
	const trigger = polling();
	await trigger.poll();
	await control.backlog({ count: 250, until: at(300) });
	const before = trigger.stored;
	const body = { error: { code: 402, message: 'Trial version limit exceeded' } };
	const fault = { effect: 'answer', status: 402, body, skip: 1, times: 1 } as const;
	await control.addFault({ command: list, ...fault });
	await expect(trigger.poll()).rejects.toMatchObject({
		name: 'NodeApiError',
		message: 'Whapi.Cloud: Trial version limit exceeded',
	});
	expect(trigger.stored).toBe(before);
	expect(await pollAll(trigger)).toEqual([numbered(250)]);
});

test('an error of the very first poll emits nothing later', async () => {
	await stage.control.backlog({ count: 3, until: at(0) });
	const trigger = polling();
	const fault = { effect: 'answer', status: 401, body: {}, times: 1 } as const;
	await stage.control.addFault({ command: list, ...fault });
	await expect(trigger.poll()).rejects.toThrow('did not accept the token');
	expect(trigger.nodeData).not.toHaveProperty('cursor');
	expect(await pollAll(trigger)).toEqual([]);
});

test('own messages and noise are left out, and do not come later', async () => {
	const trigger = polling();
	await trigger.poll();
	await stage.control.incoming({ type: 'unknown', time: at(0) });
	await stage.control.incoming({ text: 'A', time: at(1) });
	await stage.control.phoneMessage({ to: vasily, text: 'Own' });
	expect(await pollAll(trigger)).toEqual([['A']]);
	const everything = polling({
		options: { startFrom: at(0), ignoreOwnMessages: false, ignoreSystemMessages: false },
	});
	expect(await pollAll(everything)).toEqual([[null, 'A', 'Own']]);
});

test('the token of another channel begins afresh', async () => {
	const trigger = polling();
	await stage.control.incoming({ text: 'A', time: at(0) });
	await trigger.poll();
	const ofAnother = { ...trigger.nodeData, tokenMark: 'another', channelId: 'MANTIS-PF238' };
	const channel = textOf(trigger.nodeData.channel)?.replace(channelId, 'MANTIS-PF238');
	trigger.stored = JSON.stringify({ 'node:Trigger': { ...ofAnother, channel } });
	await stage.control.backlog({ count: 5, until: at(60) });
	expect(await pollAll(trigger)).toEqual([]);
	expect(trigger.nodeData).toMatchObject({ channelId });
	await stage.control.incoming({ text: 'B', time: at(61) });
	expect(await pollAll(trigger)).toEqual([['B']]);
});

test('maxEvents cuts a backlog into polls, none lost', async () => {
	const trigger = polling({ options: { maxEvents: 60 } });
	await trigger.poll();
	await stage.control.backlog({ count: 250, until: at(0) });
	const polls = await pollAll(trigger);
	expect(polls.map(({ length }) => length)).toEqual([60, 60, 60, 60, 10]);
	expect(polls.flat()).toEqual(numbered(250));
});

test('startFrom takes the backlog from that date on', async () => {
	await stage.control.backlog({ count: 10, until: at(9) });
	const trigger = polling({ options: { startFrom: at(6) } });
	expect(await pollAll(trigger)).toEqual([numbered(4, 7)]);
});

test('pages are given out as far as they were read when time runs out', async () => {
	const trigger = polling();
	await trigger.poll();
	await stage.control.backlog({ count: 350, until: at(400) });
	const part = textsOf(await trigger.poll({ budgetMs: 0 }));
	expect(part.length).toBeGreaterThan(0);
	expect(part.length).toBeLessThan(350);
	expect([...part, ...(await pollAll(trigger)).flat()]).toEqual(numbered(350));
});

test('simplify off gives the messages as the service has them', async () => {
	const trigger = polling({ simplify: false });
	await trigger.poll();
	const { message } = await stage.control.incoming({ text: 'Raw', time: at(0) });
	const items = await trigger.poll();
	expect(items).toMatchObject([{ json: { id: message.ids.whapi, text: { body: 'Raw' } } }]);
});

test('events that only the webhook brings are refused before any call', async () => {
	await expect(polling({ events: ['chats.patch'] }).poll()).rejects.toMatchObject({
		message: 'Polling cannot read the chosen events: chats.patch',
		description: containing('messages.post'),
	});
	expect(await stage.control.requests()).toEqual([]);
});

test('webhook mode does not poll, and no token is said so', async () => {
	expect(await triggerWorkflow(stage.host, { mode: 'webhook' }).poll()).toBeNull();
	const host = await hostFor({ token: '' }, stage.emulator);
	const noToken = triggerWorkflow(host, { mode: 'polling' });
	await expect(noToken.poll()).rejects.toThrow('The credential has no token');
	expect(await stage.control.requests()).toEqual([]);
});

test('a test run gives the newest few messages and leaves the stored cursor alone', async () => {
	const trigger = polling();
	await stage.control.backlog({ count: 250, until: at(0) });
	await trigger.poll();
	const before = trigger.stored;
	const { items, error, staticData } = await trigger.run(undefined, 'manual');
	expect(error).toBeNull();
	expect(textsOf(items.Trigger ?? []).sort()).toEqual(numbered(5, 246).sort());
	expect(JSON.stringify(staticData)).toBe(before);
});
