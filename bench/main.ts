import { parseArgs } from 'node:util';

import { verdict, type BenchOptions, type Row } from './measure';
import { machine, machineLine, saveResults, table } from './report';
import { checkRows } from './rows/checks';
import { fileRows } from './rows/files';
import { packageRows } from './rows/package';
import { pollingRows } from './rows/polling';
import { textRows } from './rows/texts';
import { webhookRows } from './rows/webhooks';

const parts: Record<string, (options: BenchOptions) => Promise<Row[]>> = {
	package: packageRows,
	texts: textRows,
	checks: checkRows,
	polling: pollingRows,
	files: fileRows,
	webhooks: webhookRows,
};

const help = `Measures the nodes beside what could be used instead.

  npm run bench                   everything
  npm run bench -- --quick        fewer rounds and smaller amounts
  npm run bench -- --only texts   one part: ${Object.keys(parts).join(', ')}; nothing is kept`;

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			quick: { type: 'boolean', default: false },
			only: { type: 'string' },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) {
		console.log(help);
		return;
	}
	const { only } = values;
	if (only !== undefined && !Object.hasOwn(parts, only)) {
		throw new Error(`There is no part "${only}".\n\n${help}`);
	}
	const began = Date.now();
	const options: BenchOptions = {
		isQuick: values.quick,
		onProgress: (line) => {
			console.error(`  ${line}`);
		},
	};
	const atStart = machine();
	const rows: Row[] = [];
	for (const [name, measure] of Object.entries(parts)) {
		if (only !== undefined && name !== only) continue;
		console.error(name);
		rows.push(...(await measure(options)));
	}
	const seconds = Math.round((Date.now() - began) / 1000);
	console.log(`\n${table(rows)}\n\n${machineLine(atStart)}; ${seconds} s`);
	if (only === undefined) {
		const file = await saveResults({ isQuick: values.quick, machine: atStart, seconds, rows });
		console.log(`Kept in ${file}`);
	}
	const missed = rows.filter((row) => verdict(row) === 'not met');
	if (missed.length > 0) {
		console.log(`Not met: ${missed.map(({ measure }) => measure).join('; ')}`);
		process.exitCode = 1;
	}
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
