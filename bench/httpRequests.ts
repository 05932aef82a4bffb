/** WhatsGate's calls made by n8n's HTTP Request node, one item after the other, as a user would do without our node. */

import type { INode, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { loadBaseNode, type BaseNodes } from './baseNodes';
import type { RemoteEmulator } from './emulator';
import { runWorkflow, startType, type Host, type OtherNodeTypes } from './engine';

const loopType = 'n8n-nodes-base.splitInBatches';
const requestType = 'n8n-nodes-base.httpRequest';

/** The node types that the workflow needs. */
export function httpRequestTypes(base: BaseNodes): OtherNodeTypes {
	return {
		[loopType]: loadBaseNode(base, 'SplitInBatches/SplitInBatches.node.js'),
		[requestType]: loadBaseNode(base, 'HttpRequest/HttpRequest.node.js'),
	};
}

function node(name: string, type: string, version: number, parameters: INodeParameters): INode {
	return { id: name, name, type, typeVersion: version, position: [0, 0], parameters };
}

const to = (name: string) => [{ node: name, type: 'main' as const, index: 0 }];

/**
 * Start -> Loop Over Items -> HTTP Request -> back: the node alone sends all of its requests at once.
 * @param jsonBody An expression for the body of a call
 * @throws where a call fails
 */
export async function callByHttpRequest(
	host: Host,
	{ whatsGate: { baseUrl, apiKey } }: Pick<RemoteEmulator, 'whatsGate'>,
	command: string,
	jsonBody: string,
	input: INodeExecutionData[],
): Promise<void> {
	const request: INodeParameters = {
		method: 'POST',
		url: `${baseUrl}/${command}`,
		sendHeaders: true,
		headerParameters: { parameters: [{ name: 'X-Api-Key', value: apiKey }] },
		sendBody: true,
		contentType: 'json',
		specifyBody: 'json',
		jsonBody,
		options: {},
	};
	const workflow: Parameters<Host['workflow']>[0] = {
		nodes: [
			node('Start', startType, 1, {}),
			node('Loop', loopType, 3, { batchSize: 1, options: {} }),
			node('Request', requestType, 4.2, request),
		],
		connections: {
			Start: { main: [to('Loop')] },
			Loop: { main: [[], to('Request')] },
			Request: { main: [to('Loop')] },
		},
	};
	const { error } = await runWorkflow(host, workflow, { from: 'Start', input });
	if (error !== null) throw new Error(`${error.message} ${error.description ?? ''}`);
}
