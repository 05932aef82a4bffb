import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packPackage, startN8n } from '../../host';
import { announce, signedIn, started, versions } from './running';

/** Packs the package and starts each n8n with it, once for all test files. */
export default async function globalSetup(): Promise<void> {
	const onProgress = (line: string) => {
		process.stdout.write(`${line}\n`);
	};
	onProgress('\nBuilding the package …');
	const packed = await packPackage();
	const folder = await mkdtemp(join(tmpdir(), 'whatsapp-gateways-e2e-'));
	started.cleanUp.push(packed.remove, async () => {
		await rm(folder, { recursive: true, force: true });
	});
	const { tarball } = packed;
	const filesFolder = join(folder, 'files');
	await mkdir(filesFolder);
	const env = { N8N_RESTRICT_FILE_ACCESS_TO: filesFolder };
	const starting = versions.map(async (version) => {
		const dataFolder = join(folder, version);
		const n8n = await startN8n({ version, dataFolder, tarball, env, onProgress });
		started.n8ns.push(n8n);
		void n8n.ended.then((how) => {
			if (!started.isOver) onProgress(`n8n ${version} ended in the middle of the tests: ${how}`);
		});
		const { rest } = await signedIn(n8n.url);
		return [version, { url: rest.url, cookie: rest.signedInCookie, logFile: n8n.logFile }] as const;
	});
	const n8ns = Object.fromEntries(await Promise.all(starting));
	announce({ tarball, filesFolder, n8ns });
}
