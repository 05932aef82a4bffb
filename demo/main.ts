import { resolve } from 'node:path';
import { z } from 'zod/v4';
import { messageOf, projectFolder } from '../host';
import { runCheck } from './check';
import { runDemo } from './run';

/** What `start.mjs` has read from the command line. */
const optionsSchema = z.object({
	check: z.boolean(),
	folder: z.string(),
	fresh: z.boolean(),
	'no-open': z.boolean(),
});

async function main(): Promise<boolean> {
	const options = optionsSchema.parse(JSON.parse(process.argv[2] ?? ''));
	if (options.check) return await runCheck();
	const { fresh } = options;
	const folder = resolve(projectFolder, options.folder);
	return await runDemo({ folder, fresh, open: !options['no-open'] });
}

main().then(
	(ok) => {
		process.exitCode = ok ? 0 : 1;
	},
	(error: unknown) => {
		console.error(messageOf(error));
		process.exitCode = 1;
	},
);
