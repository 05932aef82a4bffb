import { join } from 'node:path';
import { cacheFolder, copyRecipe, digestOf, fillOnce, type OnProgress } from './cache';
import { majorOf, nodeFor } from './node';
import { npm, pathWith, type NodeRuntime } from './npm';
import { runCommand } from './runCommand';
import { recipeOf, type HostVersion } from './versions';

/** An installed n8n. */
export interface Host {
	version: HostVersion;
	/** Folder that holds its `node_modules`. */
	folder: string;
	/** The Node that runs it. */
	node: NodeRuntime;
	/** n8n's start script. */
	script: string;
}

/** Settings of an installation. */
export interface InstallOptions {
	/** Gets a line for each step, with the time that it usually takes. */
	onProgress?: OnProgress;
}

const quiet = ['--no-audit', '--no-fund', '--no-update-notifier'];

/** Tells every half minute that a long step still goes on. */
async function withHeartbeat<T>(
	onProgress: OnProgress,
	what: string,
	work: Promise<T>,
): Promise<T> {
	const began = Date.now();
	const timer = setInterval(() => {
		const seconds = Math.round((Date.now() - began) / 1000);
		onProgress(`  still ${what}: ${seconds} s so far`);
	}, 30_000);
	try {
		return await work;
	} finally {
		clearInterval(timer);
	}
}

/** Installs from the lock file, compiles what has to be compiled and tries it. */
async function install(host: Host, onProgress: OnProgress): Promise<void> {
	const { folder, node, version } = host;
	const recipe = recipeOf(version);
	onProgress(`Installing n8n ${version} into ${folder} (once; usually ${recipe.usualTime}) …`);
	await copyRecipe(recipe.folder, folder);
	onProgress(`  n8n ${version}, 1 of 2: fetching the packages (usually 2 to 6 minutes)`);
	const fetched = npm(node, ['ci', '--ignore-scripts', ...quiet], { cwd: folder });
	await withHeartbeat(onProgress, `fetching n8n ${version}`, fetched);

	const native = recipe.rebuild;
	onProgress(
		`  n8n ${version}, 2 of 2: compiling ${native.join(' and ')} (usually 1 to 2 minutes)`,
	);
	// npm hands the clone's `ignore-scripts` down in the environment; here the scripts are wanted.
	const args = ['rebuild', '--ignore-scripts=false', ...quiet, ...native];
	await withHeartbeat(onProgress, `compiling for n8n ${version}`, npm(node, args, { cwd: folder }));
	for (const name of native) {
		await runCommand(node.path, ['-e', `require(${JSON.stringify(name)})`], { cwd: folder });
	}
	onProgress(`n8n ${version} is installed.`);
}

/**
 * Installs an n8n into the cache, or finds it there. The folder's name holds a digest of the lock file, so that a
 * changed lock file gives a new installation.
 * @throws with the end of npm's output when a step fails; the next call begins afresh.
 */
export async function installHost(
	version: HostVersion,
	options: InstallOptions = {},
): Promise<Host> {
	const onProgress = options.onProgress ?? (() => undefined);
	const recipe = recipeOf(version);
	const node = await nodeFor(version, onProgress);
	const key = digestOf(
		join(recipe.folder, 'package.json'),
		join(recipe.folder, 'package-lock.json'),
	);
	const system = `${process.platform}-${process.arch}-node${majorOf(node.version)}`;
	const folder = join(cacheFolder(), `n8n-${version}-${system}-${key}`);
	const host: Host = {
		version,
		folder,
		node,
		script: join(folder, 'node_modules', 'n8n', 'bin', 'n8n'),
	};
	await fillOnce(folder, onProgress, async () => {
		await install(host, onProgress);
	});
	return host;
}

/** The environment that makes a host's own Node the one that its child processes find. */
export function hostPath(host: Host): string {
	return pathWith(host.node);
}
