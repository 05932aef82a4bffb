import { setTimeout as sleep } from 'node:timers/promises';

import { waitFor } from '../../../host';
import type { Account } from '../ledger';
import type { Figure } from '../report';
import { ways } from '../ways';
import type { Scheduler, Stage } from './stage';
import { countsOf, figuresOf, type Stream } from './stream';

/** Waits for the middle between two polls of the classic scheduler, which come every ten seconds. */
async function betweenPolls(): Promise<void> {
	await sleep((15_000 - (Date.now() % 10_000)) % 10_000);
}

/**
 * The main process is killed and started again while events come. The classic scheduler: between two polls, for n8n
 * stores apart how far polling got and what it brought (a kill in between is tried by `npm run test:crash`). The durable
 * one stores both together: at any moment.
 */
export async function mainKilled(
	stage: Stage,
	stream: Stream,
	{ title }: Scheduler,
): Promise<Figure[]> {
	stage.onProgress(`${title}: killing the main process while events come …`);
	const { main } = stage.cluster;
	const offering = stream.offer(50, 2);
	await sleep(5000);
	if (title === 'classic') await betweenPolls();
	await main.kill('SIGKILL');
	const began = Date.now();
	await main.start();
	const seconds = ((Date.now() - began) / 1000).toFixed(0);
	const accounts = await stream.settle(await offering);
	return figuresOf(`${title}, main process killed and ${seconds} s away`, accounts);
}

/** Milliseconds that the gateways take for each message while a worker is killed. */
const sendingMs = 4000;

/** A worker is killed while it works. */
export async function workerKilled(stage: Stage, stream: Stream, title: string): Promise<Figure[]> {
	stage.onProgress(`${title}: killing a worker while it works …`);
	const { bench, cluster } = stage;
	const [worker] = cluster.workers;
	if (worker === undefined) throw new Error('The cluster has no worker.');
	for (const command of ['send', 'POST /messages/*']) {
		await bench.control.addFault({ command, effect: 'delay', latencyMs: sendingMs });
	}
	const before = await stage.executionsOn(worker);
	const inHand = async () => {
		const finished = (await worker.log()).matchAll(/Worker finished execution (\w+)/g);
		const ended = new Set([...finished].map(([, id]) => id));
		const begun = await stage.executionsOn(worker);
		return [...begun].filter((id) => !before.has(id) && !ended.has(id));
	};
	const offering = stream.offer(20, 4);
	const isAtWork = async () => ((await inHand()).length > 0 ? true : undefined);
	await waitFor('a worker at work', isAtWork, { timeoutMs: 120_000 });
	const [, events] = await Promise.all([worker.kill('SIGKILL'), offering]);
	const held = await inHand();
	await bench.control.clearFaults();

	const accounts = await stream.settle(events);
	const ends = await cluster.query<End>(
		'SELECT status, "workflowId" FROM execution_entity WHERE id::text = ANY($1)',
		[held],
	);
	await worker.start();
	return [
		...accounts.map((account) => afterWorker(title, account, stream, ends)),
		{
			measure: `${title}, executions that the killed worker had in hand: what became of them`,
			value: `${held.length}: ${ends.map(({ status }) => status).join(', ')}`,
			law: {
				text: 'it had some; n8n has ended each, none as a success',
				holds:
					held.length > 0 &&
					ends.every(({ status }) => !['success', 'new', 'running'].includes(status)),
			},
		},
	];
}

/** How an execution ended that a killed worker had in hand. */
interface End {
	status: string;
	workflowId: string;
}

/**
 * What a killed worker had in hand ends without a trace of its events (n8n 2.40.7 keeps the error in place of the data),
 * and is not done again. In webhook mode that is one event for each execution.
 */
function afterWorker(title: string, account: Account, stream: Stream, ends: End[]): Figure {
	const { way, lost, recordedAgain, answeredAgain, unanswered } = account;
	const inHand = ends.filter(({ workflowId }) => workflowId === stream.workflowOf(way)).length;
	const missing = lost.length + unanswered.length;
	const isTheWorkers = way.mode === 'webhook' ? missing <= inHand : missing === 0 || inHand > 0;
	return {
		measure: `${title}, worker killed at work: ${way.title}`,
		value: `${countsOf(account)}; the worker had ${inHand} in hand`,
		law: {
			text: 'none twice, none missing but what it had in hand',
			holds: isTheWorkers && recordedAgain.length === 0 && answeredAgain.length === 0,
		},
	};
}

/** All processes are restarted with other variables while events come; only polling can catch up with all of them. */
export async function restarted(
	stage: Stage,
	stream: Stream,
	title: string,
	env: Record<string, string>,
): Promise<Figure[]> {
	stage.onProgress(`${title}: restarting the cluster while events come …`);
	const offering = stream.offer(30, 1);
	await sleep(2000);
	await stage.cluster.restart(env);
	const polling = ways.filter(({ mode }) => mode === 'polling');
	return figuresOf(title, await stream.settle(await offering, polling));
}
