import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { npm } from './npm';
import { ownNode } from './node';

/** The package as npm would publish it. */
export interface PackedPackage {
	/** Path of the tarball, in a temporary folder. */
	tarball: string;
	/** Deletes the temporary folder. */
	remove: () => Promise<void>;
}

/** The clone's folder. */
export const projectFolder = join(__dirname, '..');

/** Builds the package and packs it outside the clone. */
export async function packPackage(): Promise<PackedPackage> {
	const cwd = projectFolder;
	await npm(ownNode(), ['run', 'build'], { cwd });
	const folder = await mkdtemp(join(tmpdir(), 'whatsapp-gateways-pack-'));
	await npm(ownNode(), ['pack', '--ignore-scripts', '--pack-destination', folder], { cwd });
	const [file] = (await readdir(folder)).filter((name) => name.endsWith('.tgz'));
	if (!file) throw new Error('npm pack wrote no tarball.');
	return {
		tarball: join(folder, file),
		remove: async () => {
			await rm(folder, { recursive: true, force: true });
		},
	};
}
