/** What n8n itself takes for calls: a node that makes them with n8n's request helper, and does nothing else. */

import type { IExecuteFunctions, INodeType } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { textOf } from '../nodes/shared/json';
import type { RemoteEmulator } from './emulator';
import { runWorkflow, startType, type Host, type OtherNodeTypes } from './engine';

const type = 'bench.bare';
const credential = 'whatsGateApi';

const bareNode: INodeType = {
	description: {
		displayName: 'Bare',
		name: 'bare',
		group: ['input'],
		version: 1,
		description: 'Makes a call for each item',
		defaults: { name: 'Bare' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: credential, required: true }],
		properties: [],
	},
	async execute(this: IExecuteFunctions) {
		for (const { json } of this.getInputData()) {
			await this.helpers.httpRequestWithAuthentication.call(this, credential, {
				method: 'POST',
				url: textOf(json.url) ?? '',
				body: json.body,
				json: true,
			});
		}
		return [this.getInputData()];
	},
};

/** The node types that {@link callBarely} needs. */
export const bareTypes: OtherNodeTypes = { [type]: bareNode };

/**
 * Makes calls to WhatsGate, one after the other.
 * @throws where a call fails
 */
export async function callBarely(
	host: Host,
	{ whatsGate: { baseUrl } }: Pick<RemoteEmulator, 'whatsGate'>,
	command: string,
	bodies: Array<Record<string, string | number>>,
): Promise<void> {
	const place = { typeVersion: 1, position: [0, 0] as [number, number], parameters: {} };
	const credentials = { [credential]: { id: '1', name: 'Bench' } };
	const workflow: Parameters<Host['workflow']>[0] = {
		nodes: [
			{ ...place, id: 'start', name: 'Start', type: startType },
			{ ...place, id: 'bare', name: 'Bare', type, credentials },
		],
		connections: { Start: { main: [[{ node: 'Bare', type: 'main', index: 0 }]] } },
	};
	const input = bodies.map((body) => ({ json: { url: `${baseUrl}/${command}`, body } }));
	const { error } = await runWorkflow(host, workflow, { from: 'Start', input });
	if (error !== null) throw new Error(`${error.message} ${error.description ?? ''}`);
}
