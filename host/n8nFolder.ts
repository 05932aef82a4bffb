import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectFolder } from './pack';
import { runCommand } from './runCommand';

/** Name of the package, as n8n sees it in front of each node type. */
export const packageName = 'n8n-nodes-whatsapp-gateways';

/**
 * Puts the package where n8n keeps installed community packages, so that its node types are named as in production
 * (n8n-host.md, section 4.3).
 * @param userFolder n8n's `N8N_USER_FOLDER`
 * @param tarball what `npm pack` wrote
 */
export async function installPackage(userFolder: string, tarball: string): Promise<void> {
	const nodes = join(userFolder, '.n8n', 'nodes');
	const target = join(nodes, 'node_modules', packageName);
	await rm(target, { recursive: true, force: true });
	await mkdir(target, { recursive: true });
	await runCommand('tar', ['-xzf', tarball, '--strip-components=1', '-C', target], {
		cwd: projectFolder,
	});
	const listed = { name: 'installed-nodes', private: true, dependencies: { [packageName]: '*' } };
	await writeFile(join(nodes, 'package.json'), JSON.stringify(listed, null, '\t'));
}
