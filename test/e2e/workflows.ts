import { randomUUID } from 'node:crypto';
import { packageName, type WorkflowFile, type WorkflowNode } from '../../host';
import type { GatewayUnderTest } from './gateways';

/** Name of the trigger in the workflows below. */
export const trigger = 'Trigger';
/** Name of the last node in the workflows below. */
export const last = 'Last';

let column = 0;

/** A node; the position is of no importance. */
export function node(
	name: string,
	type: string,
	typeVersion: number,
	parameters: Record<string, unknown>,
): WorkflowNode {
	column += 1;
	const position = [column * 200, 0];
	return { id: randomUUID(), name, type, typeVersion, position, parameters };
}

/** A workflow of nodes in one line. */
export function line(...nodes: WorkflowNode[]): WorkflowFile {
	const links = nodes.slice(1).map((next, index) => {
		const from = nodes[index]?.name ?? '';
		return [from, { main: [[{ node: next.name, type: 'main', index: 0 }]] }] as const;
	});
	return {
		name: `Test ${randomUUID()}`,
		nodes,
		connections: Object.fromEntries(links),
		settings: { executionOrder: 'v1' },
	};
}

/** A node of the package that works with the demo phone. */
function ownNode(
	gateway: GatewayUnderTest,
	name: string,
	type: string,
	parameters: Record<string, unknown>,
): WorkflowNode {
	const all = { ...gateway.parameters, ...parameters };
	const credentials = { [gateway.credentialType]: { id: null, name: '' } };
	return { ...node(name, `${packageName}.${type}`, 1, all), credentials };
}

/** The trigger of a gateway. */
export function triggerNode(
	gateway: GatewayUnderTest,
	parameters: Record<string, unknown>,
): WorkflowNode {
	return { ...ownNode(gateway, trigger, gateway.trigger, parameters), webhookId: randomUUID() };
}

/** The action node of a gateway. */
export function actionNode(
	gateway: GatewayUnderTest,
	name: string,
	parameters: Record<string, unknown>,
): WorkflowNode {
	return ownNode(gateway, name, gateway.action, parameters);
}

/** The node that a manual run begins with. */
export function startNode(): WorkflowNode {
	return node('Start', 'n8n-nodes-base.manualTrigger', 1, {});
}

/** A node that changes nothing, to see what reaches it. */
export function noOp(): WorkflowNode {
	return node(last, 'n8n-nodes-base.noOp', 1, {});
}

/** Trigger in webhook mode and a node behind it. */
export function webhookWorkflow(
	gateway: GatewayUnderTest,
	parameters: Record<string, unknown> = {},
): WorkflowFile {
	return line(triggerNode(gateway, { mode: 'webhook', ...parameters }), noOp());
}

/** Trigger in polling mode, once a minute, and a node behind it. */
export function pollingWorkflow(
	gateway: GatewayUnderTest,
	parameters: Record<string, unknown> = {},
): WorkflowFile {
	const pollTimes = { item: [{ mode: 'everyMinute' }] };
	return line(triggerNode(gateway, { mode: 'polling', pollTimes, ...parameters }), noOp());
}

/** Poll times that do not come in a test: n8n polls when the workflow is activated, and then no more. */
export const onceAYear = { item: [{ mode: 'custom', cronExpression: '0 0 1 1 *' }] };

/** Poll times of every ten seconds: a minute is the least for one of them, but there may be several. */
export const everyTenSeconds = {
	item: [0, 10, 20, 30, 40, 50].map((second) => ({
		mode: 'custom',
		cronExpression: `${second} * * * * *`,
	})),
};
