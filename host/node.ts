import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheFolder, copyRecipe, digestOf, fillOnce, type OnProgress } from './cache';
import { npm, type NodeRuntime } from './npm';
import { runCommand } from './runCommand';
import { recipeOf, type HostRecipe, type HostVersion } from './versions';

/** `[24, 21]` of `v24.21.0`. */
function numbersOf(version: string): [number, number] {
	const [major, minor] = version.replace(/^v/, '').split('.').map(Number);
	return [major ?? 0, minor ?? 0];
}

/** Major version of `v24.21.0`. */
export function majorOf(version: string): number {
	return numbersOf(version)[0];
}

/** Whether a Node version suits a recipe. */
export function suits(version: string, recipe: HostRecipe): boolean {
	const [major, minor] = numbersOf(version);
	const [minMajor, minMinor] = numbersOf(recipe.minNode);
	if (recipe.maxNodeMajor !== undefined && major > recipe.maxNodeMajor) return false;
	return major > minMajor || (major === minMajor && minor >= minMinor);
}

/** The folder with a Node's headers when they lie where an installation puts them. */
function headersBeside(nodePath: string): string | undefined {
	const folder = join(dirname(nodePath), '..');
	return existsSync(join(folder, 'include', 'node', 'node_api.h')) ? folder : undefined;
}

/** The Node that runs this program. Its headers are left to npm's own settings when there are any. */
export function ownNode(): NodeRuntime {
	const headers = process.env.npm_config_nodedir ? undefined : headersBeside(process.execPath);
	return { path: process.execPath, version: process.version, headers };
}

const npmNodeFolder = join(__dirname, 'node-24');

/** Installs Node 24 from the npm registry: a package that holds the executable and the headers, without scripts. */
async function installNode24(onProgress: OnProgress): Promise<NodeRuntime> {
	const platform = process.platform === 'win32' ? 'win' : process.platform;
	const name = `node-${platform}-${process.arch}`;
	const key = digestOf(join(npmNodeFolder, 'package-lock.json'));
	const folder = join(cacheFolder(), `node-24-${platform}-${process.arch}-${key}`);
	const home = join(folder, 'node_modules', name);
	const path = join(home, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
	await fillOnce(folder, onProgress, async () => {
		onProgress(`Installing Node 24 beside Node ${process.version} (about half a minute) …`);
		await copyRecipe(npmNodeFolder, folder);
		await npm(ownNode(), ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder });
		if (!existsSync(path)) {
			throw new Error(
				`There is no npm package with Node 24 for ${platform}-${process.arch}. Install Node 24 and start again with it.`,
			);
		}
	});
	const version = await runCommand(path, ['--version'], { cwd: folder });
	return { path, version: version.trim(), headers: headersBeside(path) };
}

/** The Node that an n8n version is installed and run with: this one when it suits, else Node 24 from npm. */
export async function nodeFor(version: HostVersion, onProgress: OnProgress): Promise<NodeRuntime> {
	if (suits(process.version, recipeOf(version))) return ownNode();
	return await installNode24(onProgress);
}
