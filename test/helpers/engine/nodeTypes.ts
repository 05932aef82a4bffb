import { join } from 'node:path';

import { PackageDirectoryLoader } from 'n8n-core';
import type { INodeType, INodeTypes, IVersionedNodeType } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

const packageRoot = join(__dirname, '../../..');

/** The type of the node that test workflows begin with; it gives on what it gets. */
export const startType = 'test.start';

/** The package as n8n loads it: from `dist`, which `npm run build` makes. */
export async function loadPackage(folder = packageRoot): Promise<PackageDirectoryLoader> {
	const loader = new PackageDirectoryLoader(folder);
	await loader.loadAll();
	return loader;
}

const start: INodeType = {
	description: {
		displayName: 'Start',
		name: 'start',
		group: ['input'],
		version: 1,
		description: 'Gives on what it gets',
		defaults: { name: 'Start' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	},
	execute() {
		return Promise.resolve([this.getInputData()]);
	},
};

/** Node types beside those of the package, by their full names. */
export type OtherNodeTypes = Record<string, INodeType>;

/** The node types that workflows of the tests are made of: those of the package, the start node, and others. */
export class PackageNodeTypes implements INodeTypes {
	constructor(
		private readonly loader: PackageDirectoryLoader,
		private readonly others: OtherNodeTypes = {},
	) {}

	getByName(type: string): INodeType | IVersionedNodeType {
		if (type === startType) return start;
		const other = this.others[type];
		if (other !== undefined) return other;
		return this.loader.getNode(type.slice(`${this.loader.packageName}.`.length)).type;
	}

	getByNameAndVersion(type: string): INodeType {
		const nodeType = this.getByName(type);
		if ('nodeVersions' in nodeType) throw new Error(`${type} has several versions`);
		return nodeType;
	}

	getKnownTypes() {
		return {};
	}
}
