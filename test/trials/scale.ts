import { parseArgs } from 'node:util';

import type { OnProgress } from '../../host';
import { ServiceMissing, servicesFromEnvironment } from '../../host/cluster';
import { report, runTrial, type Figure } from './report';
import { mainKilled, restarted, workerKilled } from './scale/crashes';
import { fromTheEditor } from './scale/editor';
import { Files } from './scale/files';
import { keep } from './scale/keep';
import { underLoad } from './scale/load';
import { questions } from './scale/questions';
import { repeats } from './scale/repeats';
import { schedulers, Stage, variablesOf, type Scheduler } from './scale/stage';
import { Stream } from './scale/stream';

const help = `npm run test:scale                 n8n in queue mode with PostgreSQL and Redis: all laws, with both schedulers
npm run test:scale -- --classic    polling woken by n8n's classic scheduler only
npm run test:scale -- --durable    polling woken by n8n's durable scheduler only
npm run test:scale -- --keep       starts everything, says where, and runs until Ctrl+C (classic unless --durable)

TRIAL_POSTGRES_URL   default postgres://postgres@127.0.0.1:5432/postgres
TRIAL_REDIS_URL      default redis://127.0.0.1:6379`;

/** Variables of the trial alone: n8n notices a killed worker after 30 to 90 seconds; here it shall be sooner. */
const impatience = {
	QUEUE_WORKER_LOCK_DURATION: '20000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '4000',
	QUEUE_WORKER_STALLED_INTERVAL: '5000',
};

/** Adds figures, and tells them at once: the table comes at the end only. */
function note(figures: Figure[], more: Figure[]): void {
	figures.push(...more);
	for (const { measure, value, law } of more) {
		const verdict = law === undefined ? '' : law.holds ? ' (holds)' : ` (BROKEN: ${law.text})`;
		console.log(`        ${measure}: ${value}${verdict}`);
	}
}

/** What is tried with the first scheduler; gives the stream of events that is still on. */
async function firstPass(stage: Stage, scheduler: Scheduler, figures: Figure[]): Promise<Stream> {
	const { title } = scheduler;
	const files = await Files.begin(stage);
	note(figures, await fromTheEditor(stage, scheduler));
	note(figures, await questions(stage));
	const stream = await Stream.open(stage);
	note(figures, await underLoad(stage, stream, { title, count: 100, perSecond: 10 }));
	note(figures, await repeats(stage, stream));
	note(figures, await files.end());
	note(figures, await mainKilled(stage, stream, scheduler));
	note(figures, await workerKilled(stage, stream, title));
	return stream;
}

/** The same cluster goes over to another scheduler; what does not depend on it is not tried again. */
async function nextPass(
	stage: Stage,
	stream: Stream,
	scheduler: Scheduler,
	figures: Figure[],
): Promise<void> {
	const { title } = scheduler;
	const env = { ...impatience, ...variablesOf(scheduler) };
	note(figures, await restarted(stage, stream, `restarted as ${title}`, env));
	note(figures, await underLoad(stage, stream, { title, count: 50, perSecond: 5 }));
	note(figures, await mainKilled(stage, stream, scheduler));
	await stream.close();
	note(figures, await fromTheEditor(stage, scheduler));
}

async function trial(stage: Stage, first: Scheduler, others: Scheduler[]): Promise<boolean> {
	const figures: Figure[] = [];
	try {
		const stream = await firstPass(stage, first, figures);
		for (const scheduler of others) await nextPass(stage, stream, scheduler, figures);
	} catch (error) {
		console.error(error);
		const law = { text: 'comes to its end', holds: false };
		figures.push({ measure: 'The trial', value: 'broke off', law });
	}
	return report('scale', figures);
}

async function main(): Promise<boolean> {
	const { values } = parseArgs({
		options: {
			keep: { type: 'boolean', default: false },
			durable: { type: 'boolean', default: false },
			classic: { type: 'boolean', default: false },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) {
		console.log(help);
		return true;
	}
	const began = Date.now();
	const onProgress: OnProgress = (text) => {
		console.log(`${((Date.now() - began) / 1000).toFixed(0).padStart(4)} s  ${text}`);
	};
	const chosen = schedulers.filter(({ title }) => values[title]);
	const wanted = chosen.length > 0 ? chosen : schedulers;
	const [first, ...others] = wanted;
	if (first === undefined) return false;
	const env = { ...(values.keep ? {} : impatience), ...variablesOf(first) };
	const stage = await Stage.open(servicesFromEnvironment(), env, onProgress);
	let isGood = false;
	try {
		if (values.keep) return await keep(stage);
		isGood = await trial(stage, first, others);
	} finally {
		await stage.close(!isGood);
	}
	return isGood;
}

runTrial(async () => {
	try {
		return await main();
	} catch (error) {
		if (!(error instanceof ServiceMissing)) throw error;
		// Nothing is wrong with the program: no stack.
		console.error(error.message);
		return false;
	}
});
