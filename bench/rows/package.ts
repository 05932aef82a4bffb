import { join } from 'node:path';

import { z } from 'zod/v4';

import { projectFolder } from '../../host';
import { npm } from '../../host/npm';
import { ownNode } from '../../host/node';
import manifest from '../../package.json';
import { findBaseNodes } from '../baseNodes';
import { inTurn, type BenchOptions, type Row } from '../measure';
import { startChild } from '../processes/child';

const packedSchema = z.array(z.object({ size: z.number() })).length(1);
const loadedSchema = z.object({ milliseconds: z.number() });

/** What npm would publish of the last build, in KiB. */
async function packedKiB(): Promise<number> {
	const args = ['pack', '--ignore-scripts', '--dry-run', '--json'];
	const output = await npm(ownNode(), args, { cwd: projectFolder });
	const [packed] = packedSchema.parse(JSON.parse(output));
	return (packed?.size ?? Number.NaN) / 1024;
}

/** n8n's own Telegram nodes in an installed host; null where there is none. */
async function telegramNodes(): Promise<{ files: string[]; version: string } | null> {
	const base = await findBaseNodes();
	if (base === null) return null;
	const { folder, version } = base;
	const names = ['Telegram', 'TelegramTrigger'];
	return { files: names.map((name) => join(folder, 'Telegram', `${name}.node.js`)), version };
}

async function loadTime(files: string[]): Promise<number> {
	const child = await startChild('load.mjs', files, loadedSchema);
	await child.end();
	return child.message.milliseconds;
}

/** The package itself: its size, and what loading its nodes costs when n8n starts. */
export async function packageRows(options: BenchOptions): Promise<Row[]> {
	options.onProgress('size of the package');
	const size: Row = {
		measure: 'Packed size',
		unit: 'KiB',
		values: [await packedKiB()],
		aim: { atMost: 100 },
	};
	const telegram = await telegramNodes();
	if (telegram === null) {
		const note = 'no n8n in the cache; `npm run demo` installs one';
		return [size, { measure: 'Loading the four nodes / Telegram', unit: 'x', values: [], note }];
	}
	const rounds = options.isQuick ? 2 : 11;
	options.onProgress(`loading nodes, ${rounds} rounds`);
	const own = manifest.n8n.nodes.map((file) => join(projectFolder, file));
	const pair = await inTurn(
		rounds,
		() => loadTime(own),
		() => loadTime(telegram.files),
	);
	return [
		size,
		{ measure: 'Loading our four nodes', unit: 'ms', values: pair.ours },
		{
			measure: `Loading the two Telegram nodes of n8n ${telegram.version}`,
			unit: 'ms',
			values: pair.other,
			note: 'with the helpers that they share with other nodes of n8n',
		},
		{
			measure: 'Our four nodes / the two Telegram nodes',
			unit: 'x',
			values: pair.ratios,
			aim: { atMost: 1 },
		},
	];
}
