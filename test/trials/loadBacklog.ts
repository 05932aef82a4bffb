import { setTimeout as sleep } from 'node:timers/promises';

import { withEmulator, type RemoteEmulator } from '../../bench/emulator';
import { itemsOf, type CredentialRef } from '../../host';
import { last, pollingWorkflow } from '../e2e/workflows';
import { untilIdle } from './answering';
import { MemoryWatch } from './memory';
import type { Figure } from './report';
import type { Site } from './site';
import { eventsIn, ways, type Way } from './ways';

const pollingWays = ways.filter(({ mode }) => mode === 'polling');

/** Most events of one poll. */
const maxEvents = 5000;

/** Messages of the backlog that share one second: the overlap of a poll then holds 1,200. */
const perSecond = 10;

/** Before everything in the emulator's log. */
const beginning = '2020-01-01T00:00:00';

/** The numbers of the events that an execution has given on, in its order. */
async function eventsOf({ client }: Site, executionId: string): Promise<number[]> {
	const items = itemsOf(await client.getExecution(executionId), last);
	return items.flatMap(({ json }) => eventsIn(String(json.text)));
}

/** A poll that has brought nothing by then has nothing to bring. Milliseconds. */
const patienceMs = 30_000;

/** Polls until nothing is new; gives the milliseconds that it took until the last execution was over. */
async function drain(site: Site, way: Way, workflowId: string, count: number): Promise<number> {
	const begin = Date.now();
	const executions = async () => (await site.client.allExecutions(workflowId)).length;
	await site.client.activate(workflowId);
	for (let before = 0, end = begin; ;) {
		const now = await moreThan(before, executions);
		if (now === before) return end - begin;
		await untilIdle(site, workflowId);
		console.log(`${way.title}: poll ${now} of about ${Math.ceil(count / maxEvents)}`);
		[before, end] = [now, Date.now()];
		await site.pollNow(workflowId);
	}
}

/** n8n notes an execution some time after the workflow was switched on; the number as it was if none comes. */
async function moreThan(before: number, executions: () => Promise<number>): Promise<number> {
	const end = Date.now() + patienceMs;
	for (;;) {
		const now = await executions();
		if (now > before || Date.now() > end) return now;
		await sleep(200);
	}
}

async function wayFigures(
	site: Site,
	{ control }: RemoteEmulator,
	credentials: Record<string, CredentialRef>,
	way: Way,
	count: number,
): Promise<Figure[]> {
	const { title, gateway } = way;
	const source = pollingWorkflow(gateway, { options: { startFrom: beginning, maxEvents } });
	const { id } = await site.client.importWorkflow(source, { credentials });
	await control.clearRequests();
	const took = await drain(site, way, id, count);
	await site.client.deactivate(id);
	const requests = await control.requests({ command: gateway.pageCommand });

	const executions = (await site.client.allExecutions(id)).reverse();
	const events: number[] = [];
	const sizes: number[] = [];
	for (const { id: executionId } of executions) {
		const own = await eventsOf(site, executionId);
		sizes.push(own.length);
		events.push(...own);
	}
	const found = new Set(events);
	const lost = count - found.size;
	const again = events.length - found.size;
	const isOrdered = events.every((event, index) => index === 0 || event > (events[index - 1] ?? 0));
	return [
		{
			measure: `${title}: read`,
			value: `${found.size} in ${(took / 1000).toFixed(0)} s, ${Math.round((found.size * 1000) / took)} a second`,
		},
		{ measure: `${title}: executions`, value: sizes.length },
		{
			measure: `${title}: items of one execution`,
			value: `at most ${Math.max(...sizes)}`,
			law: { text: `at most ${maxEvents}`, holds: Math.max(...sizes) <= maxEvents },
		},
		{ measure: `${title}: requests for pages of 100`, value: requests.length },
		{ measure: `${title}: lost`, value: lost, law: { text: 'none', holds: lost === 0 } },
		{ measure: `${title}: doubled`, value: again, law: { text: 'none', holds: again === 0 } },
		{
			measure: `${title}: order of the chat`,
			value: isOrdered ? 'kept' : 'not kept',
			law: { text: 'as written', holds: isOrdered },
		},
	];
}

/**
 * A backlog that polling reads, each poll brought about by switching the workflow off and on.
 * @param count Messages of one chat
 */
export async function backlogLoad(site: Site, count: number): Promise<Figure[]> {
	return await withEmulator(async (emulator) => {
		await emulator.control.backlog({ count, perSecond, text: 'Event' });
		const credentials = await site.addCredentials(emulator);
		const figures: Figure[] = [{ measure: 'Backlog: messages', value: count }];
		const memory = new MemoryWatch(site.n8n.pid);
		for (const way of pollingWays) {
			figures.push(...(await wayFigures(site, emulator, credentials, way, count)));
		}
		return [...figures, ...(await memory.figures('Backlog'))];
	});
}
