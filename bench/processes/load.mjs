// Loads node files as n8n does, in a fresh process: the argument is their paths as JSON. Tells the milliseconds.
// n8n itself has loaded n8n-workflow long before, so that is not counted.
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { performance } from 'node:perf_hooks';

const files = JSON.parse(process.argv[2]);
for (const file of files) createRequire(file)('n8n-workflow');

const begin = performance.now();
for (const file of files) {
	const exported = createRequire(file)(file);
	new exported[basename(file, '.node.js')]();
}
process.send({ milliseconds: performance.now() - begin });
process.disconnect();
