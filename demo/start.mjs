// Starts the demo on a fresh clone: needs only Node and npm, installs the rest. Plain JavaScript without dependencies.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const project = join(dirname(fileURLToPath(import.meta.url)), '..');

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
	console.error(`This needs Node 20.19 or newer; this is Node ${process.versions.node}.`);
	process.exit(1);
}

/** npm writes this file last; older than the lock file means: installed for another lock file. */
const installed = join(project, 'node_modules', '.package-lock.json');
const lockFile = join(project, 'package-lock.json');
if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(lockFile).mtimeMs) {
	console.log("Installing the project's own tools (npm ci, usually 1 to 3 minutes) …");
	const result = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
		cwd: project,
		stdio: ['ignore', 'ignore', 'inherit'],
		shell: process.platform === 'win32',
	});
	if (result.status !== 0) {
		console.error('npm ci did not succeed; its own text is above.');
		process.exit(1);
	}
}

const tsx = pathToFileURL(join(project, 'node_modules', 'tsx', 'dist', 'loader.mjs')).href;
const script = join(project, 'demo', 'main.ts');
const child = spawn(process.execPath, ['--import', tsx, script, ...process.argv.slice(2)], {
	stdio: 'inherit',
});

// Ctrl+C reaches the child by itself; what is sent to this process alone is handed on.
process.on('SIGINT', () => undefined);
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => {
	process.exitCode = code ?? 1;
});
