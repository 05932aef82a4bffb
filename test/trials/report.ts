import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { markdownTable } from '../../bench/report';
import { projectFolder } from '../../host';

/** One line of a trial's table. */
export interface Figure {
	/** What was counted or measured, with its unit where it has one. */
	measure: string;
	value: string | number;
	/** What must be true of it; a trial whose law is broken fails. */
	law?: { text: string; holds: boolean };
}

/**
 * Prints the table of a trial, and writes how many of its laws held into `.test-results/<name>.json` for `.ci/run`.
 * @param name E.g. `crash`
 * @returns Whether all laws hold
 */
export function report(name: string, figures: Figure[]): boolean {
	const lines = figures.map(({ measure, value, law }) => [
		measure,
		String(value),
		law?.text ?? '',
		law === undefined ? '' : law.holds ? 'holds' : 'BROKEN',
	]);
	console.log(`\n${markdownTable([['Measure', 'Value', 'Law', 'Verdict'], ...lines])}\n`);

	const laws = figures.flatMap(({ law }) => law ?? []);
	const passed = laws.filter(({ holds }) => holds).length;
	const failed = laws.length - passed;
	const folder = join(projectFolder, '.test-results');
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, `${name}.json`), JSON.stringify({ passed, failed }));
	console.log(`${name}: ${passed} laws hold, ${failed} broken`);
	return failed === 0;
}

/**
 * Runs a trial as a command: exit code 0 when all its laws hold, 1 when one is broken or the trial could not be made.
 * @param trial Gives whether all laws hold
 */
export function runTrial(trial: () => Promise<boolean>): void {
	trial().then(
		(ok) => {
			process.exitCode = ok ? 0 : 1;
		},
		(error: unknown) => {
			console.error(error);
			process.exitCode = 1;
		},
	);
}
