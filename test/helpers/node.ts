import type { INode } from 'n8n-workflow';

/** A node of which the code under test needs little more than a name. */
export function nodeNamed(name: string, more: Partial<INode> = {}): INode {
	return {
		id: 'node',
		name,
		type: 'node',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		...more,
	};
}
