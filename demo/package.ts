import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { packPackage, projectFolder, type OnProgress } from '../host';

/** All that `npm run build` and `npm pack` read. */
const sources = [
	'nodes',
	'credentials',
	'icons',
	'package.json',
	'tsconfig.json',
	'tsconfig.build.json',
	'gulpfile.js',
	'README.md',
	'LICENSE',
];

/** Every file at or below a path, in an order of its own. */
async function filesBelow(path: string): Promise<string[]> {
	const entries = await readdir(path, { withFileTypes: true, recursive: true });
	return entries
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name))
		.sort();
}

/** A digest that changes when a file of the package does. */
async function digestOfSources(): Promise<string> {
	const hash = createHash('sha256');
	for (const source of sources) {
		const path = join(projectFolder, source);
		const files = source.includes('.') || source === 'LICENSE' ? [path] : await filesBelow(path);
		for (const file of files)
			hash.update(relative(projectFolder, file)).update(await readFile(file));
	}
	return hash.digest('hex').slice(0, 16);
}

/**
 * The package as npm would install it, built anew only when its sources have changed.
 * @param folder keeps the newest one
 * @returns path of the tarball
 */
export async function packedIn(folder: string, onProgress: OnProgress): Promise<string> {
	const name = `${await digestOfSources()}.tgz`;
	await mkdir(folder, { recursive: true });
	const kept = await readdir(folder);
	if (kept.includes(name)) return join(folder, name);
	onProgress('Building the package (usually 5 to 20 seconds) …');
	const packed = await packPackage();
	try {
		for (const old of kept) await rm(join(folder, old));
		// Under another name until it is whole.
		await copyFile(packed.tarball, join(folder, `${name}.part`));
		await rename(join(folder, `${name}.part`), join(folder, name));
	} finally {
		await packed.remove();
	}
	return join(folder, name);
}
