import { onlyCallback } from '../../e2e/bench';
import type { Callback, GatewayUnderTest } from '../../e2e/gateways';
import { push } from '../../e2e/push';
import type { Member } from '../../../host/cluster';
import type { Figure } from '../report';
import { ways, type Way } from '../ways';
import type { Stage } from './stage';
import type { Stream } from './stream';

/** Events of one round. */
const round = 10;

/** The events of a gateway that this file pushes, in place of the emulator: it repeats only what was not confirmed. */
class Repeater {
	private constructor(
		private readonly stage: Stage,
		private readonly gateway: GatewayUnderTest,
		private readonly workflowId: string,
		private readonly callback: Callback,
	) {}

	static async open(stage: Stage, stream: Stream, way: Way): Promise<Repeater> {
		const callback = await onlyCallback(stage.bench, way.gateway);
		return new Repeater(stage, way.gateway, stream.workflowOf(way), callback);
	}

	get title(): string {
		return this.gateway.title;
	}

	/** Ids that the emulator does not come to. */
	idsOf(roundNumber: number): number[] {
		return Array.from({ length: round }, (_, index) => 900_000 + roundNumber * round + index);
	}

	/** The callback as a certain webhook process serves it. */
	private at({ url }: Member): Callback {
		const { pathname, search } = new URL(this.callback.url);
		return { ...this.callback, url: `${url}${pathname}${search}` };
	}

	/** Pushes an event; gives whether it was confirmed. */
	async push(member: Member, id: number): Promise<boolean> {
		const { status, body } = await push(this.at(member), this.gateway.message(id, 'Repeat'));
		return status === 200 && body === JSON.stringify(this.gateway.acknowledgement(id));
	}

	async pushInTurn(member: Member, ids: number[]): Promise<number> {
		let confirmed = 0;
		for (const id of ids) if (await this.push(member, id)) confirmed += 1;
		return confirmed;
	}

	async countExecutions(): Promise<number> {
		return (await this.stage.countExecutions(this.workflowId)).all;
	}

	/** Executions that a task makes. */
	async madeBy(task: () => Promise<unknown>): Promise<number> {
		const before = await this.countExecutions();
		await task();
		return (await this.countExecutions()) - before;
	}
}

/** How many events had their execution in the database when the answer came. */
async function recordedWhenAnswered(repeater: Repeater, member: Member): Promise<Figure> {
	let recorded = 0;
	for (const id of repeater.idsOf(0)) {
		const made = await repeater.madeBy(async () => {
			if (!(await repeater.push(member, id))) throw new Error('An event was not confirmed.');
		});
		recorded += made;
	}
	return {
		measure: `${repeater.title}, webhook: recorded when the answer came`,
		value: `${recorded} of ${round}`,
		law: { text: 'all', holds: recorded === round },
	};
}

/** The same events once more, to the process as it is now. */
async function repeatedTo(repeater: Repeater, member: Member, title: string): Promise<Figure> {
	let confirmed = 0;
	const doubled = await repeater.madeBy(async () => {
		confirmed = await repeater.pushInTurn(member, repeater.idsOf(0));
	});
	return {
		measure: `${repeater.title}, webhook: repeats after ${title}`,
		value: `${confirmed} confirmed, ${doubled} recorded twice`,
		law: { text: `${round} confirmed, none twice`, holds: confirmed === round && doubled === 0 },
	};
}

/** What two webhook processes know of each other. */
async function acrossProcesses(
	repeater: Repeater,
	first: Member,
	second: Member,
): Promise<Figure[]> {
	const inTurn = await repeater.madeBy(async () => {
		for (const id of repeater.idsOf(1)) {
			await repeater.push(first, id);
			await repeater.push(second, id);
		}
	});
	const together = await repeater.madeBy(async () => {
		for (const id of repeater.idsOf(2)) {
			await Promise.all([repeater.push(first, id), repeater.push(second, id)]);
		}
	});
	const burst = repeater.idsOf(3);
	const afterBurst = await repeater.madeBy(async () => {
		await Promise.all(burst.map((id) => repeater.push(first, id)));
		await repeater.pushInTurn(second, burst);
	});
	const twice = (made: number) => `${made - round} of ${round} recorded twice`;
	const { title } = repeater;
	return [
		{
			measure: `${title}, webhook: event to one process, answered, repeat to the other`,
			value: twice(inTurn),
			law: { text: 'none twice', holds: inTurn === round },
		},
		{
			measure: `${title}, webhook: event to two processes at the same moment`,
			value: twice(together),
			law: { text: 'none missing', holds: together >= round },
		},
		{
			measure: `${title}, webhook: ${round} events at once to one process, all again to the other`,
			value: twice(afterBurst),
			law: { text: 'none missing', holds: afterBurst >= round },
		},
	];
}

/** Deliveries that a gateway repeats although n8n has answered, because the answer did not reach it. */
export async function repeats(stage: Stage, stream: Stream): Promise<Figure[]> {
	stage.onProgress(
		'Repeating deliveries: same process, killed and started process, two processes …',
	);
	const { cluster } = stage;
	const [first] = cluster.webhooks;
	if (first === undefined) throw new Error('The cluster has no webhook process.');
	const repeaters: Repeater[] = [];
	for (const way of ways.filter(({ mode }) => mode === 'webhook')) {
		repeaters.push(await Repeater.open(stage, stream, way));
	}
	const figures: Figure[] = [];
	for (const repeater of repeaters) figures.push(await recordedWhenAnswered(repeater, first));
	await first.kill('SIGKILL');
	const [second] = await Promise.all([cluster.add('webhook'), first.start()]);
	for (const repeater of repeaters) {
		figures.push(await repeatedTo(repeater, first, 'the webhook process was killed and started'));
		figures.push(...(await acrossProcesses(repeater, first, second)));
	}
	await cluster.remove(second);
	return figures;
}
