import {
	answersIn,
	ask,
	isTooLate,
	outcome,
	postTogether,
	takenIn,
	twoButtons,
	type Asked,
} from '../../e2e/asking';
import { gateways, type GatewayUnderTest } from '../../e2e/gateways';
import type { Figure } from '../report';
import type { Stage } from './stage';

/** The answers that count when two people press at the same moment, and how many were told that theirs does not. */
async function pressTogether({ link }: Asked) {
	const replies = await postTogether(link, ['approve', 'decline']);
	const taken = replies.flatMap((reply) => takenIn(reply) ?? []);
	const late = replies.filter((reply) => isTooLate(reply, taken[0] ?? '')).length;
	return { taken, late };
}

async function answered(stage: Stage, { title }: GatewayUnderTest, asked: Asked): Promise<Figure> {
	const { bench, cluster } = stage;
	const page = await fetch(asked.link);
	const { taken, late } = await pressTogether(asked);
	const execution = await outcome(bench, asked.workflow.id, 60_000);
	const [{ data } = { data: null }] = answersIn(execution);
	const { shares } = await stage.spreadOf(new Set([execution.id]));
	const workers = shares.filter((share) => share > 0).length;
	const isSame = JSON.stringify(data).includes(`"approved":${taken[0] !== 'No'}`);
	return {
		measure: `${title}: a question, asked on a worker, answered after the webhook process was killed`,
		value: `page ${page.status}; ${taken.length} of 2 answers taken, ${late} told so; ${JSON.stringify(data)}; on ${workers} workers`,
		law: {
			text: 'link at the proxy; one answer counts, and comes out; workers alone run it',
			holds:
				asked.link.startsWith(`${cluster.url}/webhook-waiting/`) &&
				page.status === 200 &&
				taken.length === 1 &&
				late === 1 &&
				isSame &&
				workers > 0,
		},
	};
}

/** Send and Wait: workers ask, the webhook process takes the answers, also one that was not there when it was asked. */
export async function questions(stage: Stage): Promise<Figure[]> {
	stage.onProgress('Asking a person through both gateways …');
	const asked: [GatewayUnderTest, Asked][] = [];
	for (const gateway of Object.values(gateways)) {
		const question = await ask(stage.bench, gateway, twoButtons);
		// The next message is for the other gateway's workflow alone.
		await stage.bench.client.deactivate(question.workflow.id);
		asked.push([gateway, question]);
	}
	for (const process of stage.cluster.webhooks) {
		await process.kill('SIGKILL');
		await process.start();
	}
	const figures: Figure[] = [];
	for (const [gateway, question] of asked) figures.push(await answered(stage, gateway, question));
	return figures;
}
