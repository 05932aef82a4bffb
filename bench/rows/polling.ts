import { withEmulator } from '../emulator';
import { Host } from '../engine';
import { inTurn, type BenchOptions, type Row } from '../measure';
import { pageSize, Polling, type Polled } from '../polling';
import { quietRows } from './quietPolls';

/** `maxEvents` (0 = no limit) and events that share a second. */
const quickBacklogs = [
	[0, 1],
	[1000, 17],
] as const;
const backlogs = [...quickBacklogs, [1000, 1]] as const;

/** Ten thousand events that came while nobody polled. */
async function backlogRows(polling: Polling, options: BenchOptions): Promise<Row[]> {
	const count = 10_000;
	const rounds = options.isQuick ? 2 : 5;
	const rows: Row[] = [];
	const requestsAim = { atMost: Math.ceil(count / pageSize) + 2 };
	for (const [maxEvents, perSecond] of options.isQuick ? quickBacklogs : backlogs) {
		const what = `Backlog of ${count} at ${perSecond} a second, maxEvents ${maxEvents}`;
		options.onProgress(`${what}, ${rounds} rounds`);
		const polled: Polled[] = [];
		const pair = await inTurn(
			rounds,
			async () => {
				await polling.prepare(count, perSecond);
				const all = await polling.drain(polling.trigger(maxEvents), count);
				if (all.events !== count) throw new Error(`${all.events} events came of ${count}`);
				polled.push(all);
				return all.milliseconds;
			},
			async () => {
				await polling.prepare(count, perSecond);
				return await polling.readPlainly(count);
			},
		);
		const polls = polled[0]?.polls ?? 0;
		rows.push(
			{
				measure: `${what}: requests`,
				unit: 'requests',
				values: polled.slice(1).map(({ requests }) => requests),
				...(maxEvents === 0 && { aim: requestsAim }),
				note: `${polls} ${polls === 1 ? 'poll' : 'polls'}`,
			},
			{ measure: `${what}: trigger`, unit: 'ms', values: pair.ours },
			{ measure: `${what}: plain loop over all pages`, unit: 'ms', values: pair.other },
			{
				measure: `${what}: trigger / plain loop`,
				unit: 'x',
				values: pair.ratios,
				...(maxEvents === 0 && { aim: { atMost: 1.3, isLater: true } }),
			},
		);
	}
	return rows;
}

/** The WhatsGate Trigger in polling mode. */
export async function pollingRows(options: BenchOptions): Promise<Row[]> {
	return await withEmulator(async (emulator) => {
		const host = await Host.start({ whatsGateApi: emulator.whatsGate });
		const polling = new Polling(emulator, host);
		const backlog = await backlogRows(polling, options);
		options.onProgress('quiet polls and the stored state');
		return [...backlog, ...(await quietRows(polling))];
	});
}
