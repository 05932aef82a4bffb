import { bareTypes } from '../bareNode';
import { findBaseNodes } from '../baseNodes';
import { withEmulator, type RemoteEmulator } from '../emulator';
import { Host } from '../engine';
import { httpRequestTypes } from '../httpRequests';
import { inRounds, median, ratios, type BenchOptions, type Row } from '../measure';
import { pageSize, Polling, type Polled } from '../polling';
import { startChild } from '../processes/child';
import { polledBacklogSchema, type PollBacklogArgs } from '../processes/pollBacklogArgs';
import { quietRows } from './quietPolls';

/** Events that came while nobody polled. */
interface Backlog {
	count: number;
	/** 0 = no limit. */
	maxEvents: number;
	/** Events that share a second. */
	perSecond: number;
	rounds: number;
}

function backlogs(isQuick: boolean): Backlog[] {
	const all = { count: 10_000, maxEvents: 0, perSecond: 1, rounds: isQuick ? 5 : 15 };
	if (isQuick) return [all];
	const limited = { ...all, maxEvents: 1000, rounds: 5 };
	return [all, { ...all, count: 100_000, rounds: 9 }, limited, { ...limited, perSecond: 17 }];
}

async function backlogRows(
	polling: Polling,
	hasHttpRequest: boolean,
	{ count, maxEvents, perSecond, rounds }: Backlog,
): Promise<Row[]> {
	// Once for all of them: reading changes nothing at the gateway.
	await polling.prepare(count, perSecond);
	const polled: Polled[] = [];
	const drain = async () => {
		const all = await polling.drain(polling.trigger(maxEvents), count);
		if (all.events !== count) throw new Error(`${all.events} events came of ${count}`);
		polled.push(all);
		return all.milliseconds;
	};
	const isWhole = maxEvents === 0;
	const [trigger = [], plain = [], bare = [], http = []] = await inRounds(rounds, [
		drain,
		() => polling.readPlainly(count),
		() => polling.readBarely(count),
		...(isWhole && hasHttpRequest ? [() => polling.readByHttpRequest(count)] : []),
	]);
	const polls = polled[0]?.polls ?? 0;
	const what = `Backlog of ${count} at ${perSecond} a second, maxEvents ${maxEvents}`;
	const rows: Row[] = [
		{
			measure: `${what}: requests`,
			unit: 'requests',
			values: polled.slice(1).map(({ requests }) => requests),
			...(isWhole && { aim: { atMost: Math.ceil(count / pageSize) + 2 } }),
			note: `${polls} ${polls === 1 ? 'poll' : 'polls'}`,
		},
		{ measure: `${what}: trigger`, unit: 'ms', values: trigger },
		{ measure: `${what}: plain loop over all pages`, unit: 'ms', values: plain },
		{ measure: `${what}: n8n's request helper for each page`, unit: 'ms', values: bare },
		{
			measure: `${what}: request helper / plain loop`,
			unit: 'x',
			values: ratios(bare, plain),
			note: 'what n8n takes by itself',
		},
		{
			measure: `${what}: trigger / plain loop`,
			unit: 'x',
			values: ratios(trigger, plain),
			...(isWhole && { aim: { atMost: 1.3 }, limit: ratios(bare, plain) }),
		},
	];
	if (http.length === 0) return rows;
	return [
		...rows,
		{ measure: `${what}: HTTP Request for each page`, unit: 'ms', values: http },
		{
			measure: `${what}: trigger / HTTP Request`,
			unit: 'x',
			values: ratios(trigger, http),
			aim: { atMost: 1 },
		},
	];
}

/** By so much the resident memory differs between two runs of the same. MiB. */
const noiseMiB = 2;

async function memoryOver(args: PollBacklogArgs): Promise<number> {
	const child = await startChild('pollBacklog.ts', args, polledBacklogSchema);
	await child.end();
	const { idleMiB, peakMiB, events } = child.message;
	if (events !== args.maxEvents) throw new Error(`${events} events came with ${args.maxEvents}`);
	return peakMiB - idleMiB;
}

/** One poll of a small and of a large backlog: the limit, not the backlog, decides about the memory. */
async function memoryRows(
	{ url, whatsGate }: RemoteEmulator,
	{ isQuick, onProgress }: BenchOptions,
): Promise<Row[]> {
	const maxEvents = 1000;
	const [small, large] = [5000, isQuick ? 20_000 : 100_000];
	const rounds = isQuick ? 1 : 3;
	onProgress(`memory of a poll of ${small} and ${large} events, ${rounds} rounds`);
	const memoryOf = (count: number) => () => memoryOver({ url, whatsGate, maxEvents, count });
	const [ofSmall = [], ofLarge = []] = await inRounds(rounds, [memoryOf(small), memoryOf(large)], {
		warmUp: false,
	});
	const what = `A poll with maxEvents ${maxEvents}, peak memory over idle`;
	return [
		{ measure: `${what}: backlog of ${small}`, unit: 'MiB', values: ofSmall },
		{
			measure: `${what}: backlog of ${large}`,
			unit: 'MiB',
			values: ofLarge,
			aim: { atMost: Math.ceil(median(ofSmall) + noiseMiB) },
		},
	];
}

/** The WhatsGate Trigger in polling mode. */
export async function pollingRows(options: BenchOptions): Promise<Row[]> {
	const base = await findBaseNodes();
	return await withEmulator(async (emulator) => {
		const others = { ...bareTypes, ...(base === null ? {} : httpRequestTypes(base)) };
		const host = await Host.start({ whatsGateApi: emulator.whatsGate }, undefined, others);
		const polling = new Polling(emulator, host);
		const rows: Row[] = [];
		for (const backlog of backlogs(options.isQuick)) {
			options.onProgress(
				`backlog of ${backlog.count}, maxEvents ${backlog.maxEvents}, ${backlog.rounds} rounds`,
			);
			rows.push(...(await backlogRows(polling, base !== null, backlog)));
		}
		rows.push(...(await memoryRows(emulator, options)));
		options.onProgress('quiet polls and the stored state');
		return [...rows, ...(await quietRows(polling))];
	});
}
