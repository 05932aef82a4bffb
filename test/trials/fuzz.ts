import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';

import { pollingLaws } from '../laws/polling/laws';
import { Tally, type Law } from '../laws/run';
import { webhookLaws } from '../laws/webhook/laws';
import { report, runTrial, type Figure } from './report';

const help = `Tries the laws of both triggers on random scenarios, as long as you like.

  npm run test:fuzz                     about three minutes, with a seed by chance
  npm run test:fuzz -- --minutes 60
  npm run test:fuzz -- --seed 1         begins with the same scenarios each time`;

/** Scenarios of each law with one seed: few enough that a broken law is found again soon. */
const BATCH = 200;

// As in the Jest tests: dates of servers may not be taken for local ones.
process.env.TZ ??= 'Europe/Berlin';

/** A law with what was tried so far. */
interface Trial {
	law: Law;
	tally: Tally;
	/** What is wrong and how to see it again; null as long as the law holds. */
	broken: string | null;
}

function figure({ law, tally, broken }: Trial): Figure {
	const counts: Array<[count: number, of: string]> = [
		[tally.scenarios, 'scenarios'],
		[tally.turns, law.turns],
		[tally.requests, 'requests'],
		[tally.events, 'events'],
	];
	return {
		measure: law.name,
		value: counts
			.filter(([count]) => count > 0)
			.map(([count, of]) => `${count} ${of}`)
			.join(', '),
		law: { text: 'No scenario breaks it', holds: broken === null },
	};
}

/** One batch of a law. The seed and the size of the batch make the same scenarios again. */
async function tryOn(trial: Trial, seed: number): Promise<void> {
	const { law, tally } = trial;
	const found = await law.check({ seed, runs: BATCH, tally });
	if (found === null) return;
	trial.broken = found;
	console.error(`\nBroken: ${law.name}\n${found}`);
	console.error(
		`Again: LAW_SEED=${seed} LAW_RUNS=${BATCH} npx jest --selectProjects unit -t "${law.name}" -- test/unit/laws\n`,
	);
}

async function main(): Promise<boolean> {
	const { values } = parseArgs({
		options: {
			minutes: { type: 'string', default: '3' },
			seed: { type: 'string' },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) {
		console.log(help);
		return true;
	}
	const minutes = Number(values.minutes);
	const first = values.seed === undefined ? randomInt(2 ** 31) : Number(values.seed);
	if (!(minutes > 0) || !Number.isInteger(first)) throw new Error(help);

	const trials = [...pollingLaws, ...webhookLaws].map((law): Trial => ({
		law,
		tally: new Tally(),
		broken: null,
	}));
	console.log(`Seed ${first}, ${minutes} minutes`);
	const began = Date.now();
	const isTimeLeft = () => Date.now() - began < minutes * 60_000;
	let seed = first;
	for (; isTimeLeft(); seed++) {
		for (const trial of trials) {
			if (trial.broken === null && (seed === first || isTimeLeft())) await tryOn(trial, seed);
		}
	}
	const total = trials.reduce((sum, { tally }) => sum + tally.scenarios, 0);
	return report('fuzz', [
		...trials.map(figure),
		{ measure: 'All scenarios', value: total },
		{ measure: 'Seeds', value: `${first} to ${seed - 1}` },
		{ measure: 'Seconds', value: Math.round((Date.now() - began) / 1000) },
	]);
}

runTrial(main);
