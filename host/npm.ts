import { existsSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { runCommand, type RunOptions } from './runCommand';

/** A Node executable, and the folder with its headers when it is known. */
export interface NodeRuntime {
	/** Path of the executable. */
	path: string;
	/** `v24.21.0` */
	version: string;
	/** Folder that holds `include/node`, for node-gyp; empty when node-gyp has to find the headers itself. */
	headers?: string;
}

/** npm's own script: with it, npm runs on a Node of our choice, and on Windows without a shell. */
function npmScript(): string {
	const places = [
		process.env.npm_execpath,
		join(dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js'),
		join(dirname(process.execPath), '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
		...(process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'npm')),
	];
	for (const place of places) {
		if (!place || !existsSync(place)) continue;
		const script = realpathSync(place);
		if (script.endsWith('npm-cli.js')) return script;
	}
	throw new Error('npm was not found. Install Node together with npm, or put npm into the PATH.');
}

/** PATH that has the folder of a Node executable in front. */
export function pathWith(node: NodeRuntime): string {
	return [dirname(node.path), process.env.PATH ?? ''].join(delimiter);
}

/**
 * Runs npm on the given Node. Gives its standard output.
 * @throws with the end of npm's output, see {@link runCommand}.
 */
export async function npm(node: NodeRuntime, args: string[], options: RunOptions): Promise<string> {
	const env: NodeJS.ProcessEnv = { ...process.env, ...options.env, PATH: pathWith(node) };
	if (node.headers) env.npm_config_nodedir = node.headers;
	return await runCommand(node.path, [npmScript(), ...args], { ...options, env });
}
