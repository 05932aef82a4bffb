import type { INodeParameters } from 'n8n-workflow';

import { startType, type Host } from './engine';

/** A resource locator's value. */
export function locator(mode: string, value: string): INodeParameters {
	return { __rl: true, mode, value };
}

/** A workflow of the start node, which gives on what it gets, and one node of ours with the name `Node`. */
export function actionWorkflow(
	host: Host,
	type: 'whapi' | 'whatsGate',
	credential: string,
	parameters: INodeParameters,
): Parameters<Host['workflow']>[0] {
	const packageName = host.loader.packageName;
	return {
		nodes: [
			{
				id: 'start',
				name: 'Start',
				type: startType,
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
			{
				id: 'node',
				name: 'Node',
				type: `${packageName}.${type}`,
				typeVersion: 1,
				position: [200, 0],
				parameters,
				credentials: { [credential]: { id: '1', name: 'Bench' } },
			},
		],
		connections: { Start: { main: [[{ node: 'Node', type: 'main', index: 0 }]] } },
	};
}
