import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { withLock } from './lock';

/** Gets one line of text about what is being done. */
export type OnProgress = (line: string) => void;

/**
 * The folder that keeps installed hosts: `N8N_HOST_CACHE`, or a folder of ours in the cache folder that the system
 * gives to programs. It lies outside the clone, so that several clones share it.
 */
export function cacheFolder(): string {
	const own = process.env.N8N_HOST_CACHE;
	if (own) return own;
	const name = 'n8n-nodes-whatsapp-gateways';
	if (process.env.XDG_CACHE_HOME) return join(process.env.XDG_CACHE_HOME, name);
	if (process.platform === 'win32') {
		return join(process.env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), name, 'cache');
	}
	if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', name);
	return join(homedir(), '.cache', name);
}

/** A short digest over files: changes when one of them does. */
export function digestOf(...files: string[]): string {
	const hash = createHash('sha256');
	for (const file of files) hash.update(readFileSync(file));
	return hash.digest('hex').slice(0, 12);
}

/** Written last: a folder without it is what a broken installation left behind. */
const marker = '.complete';

/** Whether the folder holds a whole installation. */
export function isComplete(folder: string): boolean {
	return existsSync(join(folder, marker));
}

/**
 * Fills a folder of the cache once. A half-filled one is thrown away and filled again; when several processes want
 * the same folder, one fills it and the others wait.
 */
export async function fillOnce(
	folder: string,
	onProgress: OnProgress,
	fill: () => Promise<void>,
): Promise<void> {
	if (isComplete(folder)) return;
	const onWait = (holder: number) => {
		if (holder === process.pid) return;
		onProgress(`Process ${holder} is installing the same thing: waiting for it.`);
	};
	await withLock(`${folder}.lock`, onWait, async () => {
		if (isComplete(folder)) return;
		await rm(folder, { recursive: true, force: true });
		await mkdir(folder, { recursive: true });
		await fill();
		await writeFile(join(folder, marker), new Date().toISOString());
	});
}

/** Copies the two files that npm needs from a recipe's folder. */
export async function copyRecipe(from: string, to: string): Promise<void> {
	for (const file of ['package.json', 'package-lock.json']) {
		await writeFile(join(to, file), await readFile(join(from, file)));
	}
}
