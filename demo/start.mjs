// Starts the demo on a fresh clone: needs only Node and npm, installs the rest. Plain JavaScript without dependencies.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { clearInterval, setInterval } from 'node:timers';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const project = join(dirname(fileURLToPath(import.meta.url)), '..');

const help = `npm run demo                 n8n with the nodes and an emulated WhatsApp, until Ctrl+C
npm run demo -- --fresh      the same, without the data of earlier runs
npm run demo -- --no-open    does not open the pages in the browser
npm run demo -- --folder X   keeps its data in the folder X instead of .demo
npm run demo -- --check      tries every gateway and mode once and ends: exit code 0 = all well`;

/** Ends with a text. */
function refuse(text) {
	console.error(text);
	process.exit(1);
}

/** What the command line asks for; ends with a text when that is not clear. */
function readOptions() {
	const options = {
		check: { type: 'boolean', default: false },
		folder: { type: 'string', default: '.demo' },
		fresh: { type: 'boolean', default: false },
		help: { type: 'boolean', default: false, short: 'h' },
		'no-open': { type: 'boolean', default: false },
	};
	// Without the "--" before it npm takes an option for its own and leaves it in the environment.
	const { npm_config_check: check, npm_config_fresh: fresh, npm_config_open: open } = process.env;
	const taken = check ? 'check' : fresh ? 'fresh' : open !== undefined ? 'no-open' : null;
	if (taken) refuse(`npm kept --${taken} for itself. Write: npm run demo -- --${taken}`);
	try {
		return parseArgs({ options }).values;
	} catch (error) {
		// Node's own text names the option and then explains more than this command has.
		return refuse(`${error.message.split('. ')[0]}. There is:\n\n${help}`);
	}
}

/** Installs the project's tools unless they are there. */
async function installTools() {
	// npm writes this file last; older than the lock file means: installed for another lock file.
	const installed = join(project, 'node_modules', '.package-lock.json');
	const lockFile = join(project, 'package-lock.json');
	if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lockFile).mtimeMs) return;
	console.log("Installing the project's own tools (npm ci, usually 1 to 3 minutes) …");
	const began = Date.now();
	const heartbeat = setInterval(() => {
		console.log(`  still installing: ${Math.round((Date.now() - began) / 1000)} s so far`);
	}, 30_000);
	const npm = spawn('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
		cwd: project,
		stdio: ['ignore', 'ignore', 'inherit'],
		shell: process.platform === 'win32',
	});
	const [code] = await once(npm, 'close');
	clearInterval(heartbeat);
	if (code !== 0) refuse('npm ci did not succeed; its own text is above.');
}

/** Runs the demo itself and ends as it does. */
function run(options) {
	const tsx = pathToFileURL(join(project, 'node_modules', 'tsx', 'dist', 'loader.mjs')).href;
	const script = join(project, 'demo', 'main.ts');
	const child = spawn(process.execPath, ['--import', tsx, script, JSON.stringify(options)], {
		stdio: 'inherit',
	});
	// Ctrl+C reaches the child by itself; what is sent to this process alone is handed on.
	process.on('SIGINT', () => undefined);
	for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
	child.on('exit', (code, signal) => {
		// 130: ended by Ctrl+C, as shells tell it.
		process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 1);
	});
}

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
	refuse(`This needs Node 20.19 or newer; this is Node ${process.versions.node}.`);
}
const options = readOptions();
if (options.help) {
	console.log(help);
} else {
	await installTools();
	run(options);
}
