import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { parseArgs, promisify } from 'node:util';

import { z } from 'zod/v4';

import { projectFolder } from '../../host';
import { mutations, type Mutation } from './mutationList';
import { report, runTrial, type Figure } from './report';

const help = `Puts bugs into a copy of the project, one after the other, and looks which tests notice.

  npm run test:mutations
  npm run test:mutations -- --only overlap    those with this word in their name`;

/** The tests of the cursor, of both modes of the triggers, and of the laws. */
const testFiles = [
	'test/unit/laws',
	'test/unit/nodes/shared/(cursor|deliveries|knownCount|readLog|serverDate)',
];

/** Enough scenarios to notice each of the bugs, and no time spent on making a scenario small. */
const environment = { LAW_RUNS: '60', LAW_SHRINK: 'no' };

const leftOut = ['node_modules', 'dist', '.git', '.test-results', '.demo', 'coverage'];

const resultSchema = z.object({
	numTotalTests: z.number(),
	numFailedTests: z.number(),
	testResults: z.array(
		z.object({
			message: z.string(),
			assertionResults: z.array(z.object({ status: z.string(), fullName: z.string() })),
		}),
	),
});

/** What the tests say. */
interface Outcome {
	tests: number;
	failed: string[];
}

/** A copy of the project that may be broken. */
class Copy {
	private constructor(private readonly folder: string) {}

	static async make(): Promise<Copy> {
		const folder = await mkdtemp(join(tmpdir(), 'mutations-'));
		await cp(projectFolder, folder, {
			recursive: true,
			filter: (source) => !leftOut.includes(relative(projectFolder, source).split(sep)[0] ?? ''),
		});
		await symlink(join(projectFolder, 'node_modules'), join(folder, 'node_modules'));
		return new Copy(folder);
	}

	async remove(): Promise<void> {
		await rm(this.folder, { recursive: true });
	}

	/** @returns What the tests say of the mutated project */
	async withMutation({ name, file, text, replacement }: Mutation): Promise<Outcome> {
		const path = join(this.folder, 'nodes', file);
		const original = await readFile(path, 'utf8');
		const found = original.split(text).length - 1;
		if (found !== 1) throw new Error(`"${name}": its text occurs ${found} times in nodes/${file}`);
		await writeFile(
			path,
			original.replace(text, () => replacement),
		);
		try {
			return await this.test();
		} finally {
			await writeFile(path, original);
		}
	}

	async test(): Promise<Outcome> {
		const output = join(this.folder, 'outcome.json');
		await rm(output, { force: true });
		const jest = join(this.folder, 'node_modules', 'jest', 'bin', 'jest.js');
		const options = ['--selectProjects', 'unit', '--json', '--outputFile', output];
		const run = promisify(execFile)(process.execPath, [jest, ...options, '--', ...testFiles], {
			cwd: this.folder,
			env: { ...process.env, ...environment },
			maxBuffer: 64 * 2 ** 20,
		});
		// Jest ends with 1 where a test fails; without an outcome it could not run at all.
		const ended = await run.then(
			() => '',
			(error: unknown) => String(error),
		);
		const written = await readFile(output, 'utf8').catch(() => null);
		if (written === null) throw new Error(`Jest has written no outcome: ${ended}`);
		const { numTotalTests, testResults } = resultSchema.parse(JSON.parse(written));
		const failed = testResults.flatMap(({ assertionResults, message }) =>
			assertionResults.length === 0 && message !== ''
				? ['(a file that does not load)']
				: assertionResults.flatMap(({ status, fullName }) => (status === 'failed' ? fullName : [])),
		);
		return { tests: numTotalTests, failed };
	}
}

function figure({ name }: Mutation, { failed }: Outcome): Figure {
	const named = failed.slice(0, 3).join('; ');
	const more = failed.length > 3 ? ` and ${failed.length - 3} more` : '';
	return {
		measure: name,
		value: failed.length === 0 ? 'no test' : `${named}${more}`,
		law: { text: 'Caught by a test', holds: failed.length > 0 },
	};
}

async function main(): Promise<boolean> {
	const { values } = parseArgs({
		options: { only: { type: 'string', default: '' }, help: { type: 'boolean', default: false } },
	});
	if (values.help) {
		console.log(help);
		return true;
	}
	const only = values.only.toLowerCase();
	const chosen = mutations.filter(({ name }) => name.toLowerCase().includes(only));
	const began = Date.now();
	const copy = await Copy.make();
	try {
		const { tests, failed } = await copy.test();
		const figures: Figure[] = [
			{
				measure: 'No mutation',
				value: failed.length === 0 ? `${tests} tests pass` : failed.join('; '),
				law: { text: 'No test fails', holds: tests > 0 && failed.length === 0 },
			},
		];
		for (const mutation of chosen) {
			const outcome = await copy.withMutation(mutation);
			console.log(`${mutation.name}: ${outcome.failed.length} of ${outcome.tests} tests fail`);
			figures.push(figure(mutation, outcome));
		}
		const seconds = Math.round((Date.now() - began) / 1000);
		return report('mutations', [...figures, { measure: 'Seconds', value: seconds }]);
	} finally {
		await copy.remove();
	}
}

runTrial(main);
