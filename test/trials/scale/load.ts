import type { Figure } from '../report';
import type { Stage } from './stage';
import { figuresOf, type Stream } from './stream';

/** A steady stream of events on all ways at once, and which worker does how much of it. */
export async function underLoad(
	stage: Stage,
	stream: Stream,
	{ title, count, perSecond }: { title: string; count: number; perSecond: number },
): Promise<Figure[]> {
	stage.onProgress(`${title}: ${count} events, ${perSecond} a second, on all four ways …`);
	const events = await stream.offer(count, perSecond);
	const accounts = await stream.settle(events);
	const executions = await stream.executionsOf(events);
	const { shares, allOnWorkers } = await stage.spreadOf(executions);
	return [
		...figuresOf(`${title}, ${count} events at ${perSecond}/s`, accounts),
		{
			measure: `${title}, ${executions.size} executions: begun by each worker`,
			value: shares.join(' and '),
			law: {
				text: 'all on workers, each takes part',
				holds: allOnWorkers && shares.every((share) => share > 0),
			},
		},
	];
}
