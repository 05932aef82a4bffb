import { execFile } from 'node:child_process';
import { mkdtemp, readdir, realpath, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { npm } from '../../host/npm';
import { ownNode } from '../../host/node';

/** The package as npm would publish it, unpacked. */
export interface Unpacked {
	folder: string;
	/** Paths below the folder, with `/` between their parts. */
	files: string[];
	remove(): Promise<void>;
}

const projectFolder = join(__dirname, '../..');

/** Packs the checkout, whose `dist` is built already, and unpacks the tarball into a temporary folder. */
export async function unpackTarball(): Promise<Unpacked> {
	const home = await realpath(await mkdtemp(join(tmpdir(), 'whatsapp-gateways-package-')));
	const args = ['pack', '--ignore-scripts', '--pack-destination', home];
	await npm(ownNode(), args, { cwd: projectFolder });
	const tarball = (await readdir(home)).find((name) => name.endsWith('.tgz'));
	if (tarball === undefined) throw new Error('npm pack wrote no tarball');
	await promisify(execFile)('tar', ['-xzf', tarball], { cwd: home });
	// n8n brings n8n-workflow; here it comes from the project.
	await symlink(join(projectFolder, 'node_modules'), join(home, 'node_modules'), 'junction');
	const folder = join(home, 'package');
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	const files = entries
		.filter((entry) => entry.isFile())
		.map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
		.map((path) => path.replaceAll('\\', '/'));
	return {
		folder,
		files,
		remove: async () => {
			await rm(home, { recursive: true, force: true });
		},
	};
}
