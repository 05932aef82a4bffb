/** n8n's own nodes, from an n8n that is installed in the cache: what a user would take in place of ours. */

import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';

import type { INodeType, VersionedNodeType } from 'n8n-workflow';

import { cacheFolder, hostVersions } from '../host';

/** The folder of n8n's nodes. */
export interface BaseNodes {
	folder: string;
	/** Of n8n. */
	version: string;
}

/** @returns The newest; null where no n8n is installed */
export async function findBaseNodes(): Promise<BaseNodes | null> {
	const cache = cacheFolder();
	const installed = existsSync(cache) ? await readdir(cache) : [];
	for (const version of hostVersions) {
		for (const name of installed.filter((name) => name.startsWith(`n8n-${version}-`))) {
			const folder = join(cache, name, 'node_modules/n8n-nodes-base/dist/nodes');
			if (existsSync(folder)) return { folder, version };
		}
	}
	return null;
}

function isVersioned(value: unknown): value is VersionedNodeType {
	return typeof value === 'object' && value !== null && 'nodeVersions' in value;
}

/**
 * One of n8n's nodes in its newest version.
 * @param path Below the folder of the nodes, e.g. `HttpRequest/HttpRequest.node.js`
 */
export function loadBaseNode({ folder }: BaseNodes, path: string): INodeType {
	const exported: unknown = createRequire(join(folder, 'x.js'))(join(folder, path));
	const name = basename(path, '.node.js');
	const found: unknown =
		typeof exported === 'object' && exported !== null ? Reflect.get(exported, name) : undefined;
	if (typeof found !== 'function') throw new Error(`${path} has no ${name}`);
	const made: unknown = Reflect.construct(found, []);
	if (!isVersioned(made)) throw new Error(`${path} has no versions`);
	return made.getNodeType();
}
