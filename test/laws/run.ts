/** How laws are tried: the same ones by the tests and by the long run. */

import fc from 'fast-check';

/** A thrown value that is kept to be thrown later. */
export function asError(thrown: unknown): Error {
	return thrown instanceof Error ? thrown : new Error(String(thrown));
}

/** What the scenarios of a law have done so far. */
export class Tally {
	scenarios = 0;
	/** Polls or webhook calls. */
	turns = 0;
	/** HTTP requests that were answered. */
	requests = 0;
	/** Events that came out. */
	events = 0;
}

/** A law with the scenarios that it is tried on. */
export interface Law {
	name: string;
	/** What a scenario consists of. */
	turns: 'polls' | 'calls';
	/**
	 * Tries the law.
	 * @returns What is wrong, with the shrunk scenario, the seed and the path to it; null where the law holds
	 */
	check(options: LawOptions): Promise<string | null>;
}

export interface LawOptions {
	seed: number;
	/** How many scenarios a law of the share 1 is tried on. */
	runs: number;
	/** Leaves a scenario that breaks the law as large as it is. */
	endOnFailure?: boolean;
	tally?: Tally;
}

/**
 * A law of the scenarios of `arbitrary`.
 * @param law.share Its part of the scenarios; 1 = the usual number
 * @param play Plays a scenario; throws where the law breaks
 */
export function lawOf<T>(
	{ name, turns, share = 1 }: Pick<Law, 'name' | 'turns'> & { share?: number },
	arbitrary: fc.Arbitrary<T>,
	play: (scenario: T, tally: Tally) => Promise<void>,
): Law {
	return {
		name,
		turns,
		async check({ seed, runs, endOnFailure = false, tally = new Tally() }) {
			const property = fc.asyncProperty(arbitrary, async (scenario) => {
				tally.scenarios++;
				await play(scenario, tally);
			});
			const numRuns = Math.max(1, Math.round(runs * share));
			const details = await fc.check(property, {
				seed,
				numRuns,
				endOnFailure,
				includeErrorInReport: true,
			});
			return fc.defaultReportMessage(details) ?? null;
		},
	};
}

/**
 * The same scenarios each time, so that a change is judged by itself. `LAW_SEED=$RANDOM LAW_RUNS=5000` looks further; `LAW_SHRINK=no` saves the time for
 * making the scenario of a broken law small.
 */
export const usualRuns: LawOptions = {
	seed: Number(process.env.LAW_SEED ?? 20_261_122),
	runs: Number(process.env.LAW_RUNS ?? 400),
	endOnFailure: process.env.LAW_SHRINK === 'no',
};
