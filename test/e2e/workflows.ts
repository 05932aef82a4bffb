import { randomUUID } from 'node:crypto';
import { packageName, type WorkflowFile, type WorkflowNode } from '../../host';
import { seededSessions } from '../../emulator';

/** A resource locator's value, chosen by id. */
export function byId(value: string) {
	return { __rl: true, mode: 'id', value };
}

/** The emulated phone that the tests use. */
export const demoSession = byId(seededSessions.demo);

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
	const withCredential = type.startsWith(packageName);
	return {
		id: randomUUID(),
		name,
		type,
		typeVersion,
		position: [column * 200, 0],
		parameters,
		...(withCredential && { credentials: { whatsGateApi: { id: null, name: '' } } }),
	};
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

/** The WhatsGate trigger. */
export function whatsGateTrigger(parameters: Record<string, unknown>): WorkflowNode {
	const made = node(trigger, `${packageName}.whatsGateTrigger`, 1, {
		session: demoSession,
		...parameters,
	});
	return { ...made, webhookId: randomUUID() };
}

/** The WhatsGate action node, working with the demo phone. */
export function whatsGate(name: string, parameters: Record<string, unknown>): WorkflowNode {
	return node(name, `${packageName}.whatsGate`, 1, { session: demoSession, ...parameters });
}

/** A node that changes nothing, to see what reaches it. */
export function noOp(): WorkflowNode {
	return node(last, 'n8n-nodes-base.noOp', 1, {});
}

/** Trigger in webhook mode and a node behind it. */
export function webhookWorkflow(parameters: Record<string, unknown> = {}): WorkflowFile {
	return line(whatsGateTrigger({ mode: 'webhook', ...parameters }), noOp());
}

/** Trigger in polling mode, once a minute, and a node behind it. */
export function pollingWorkflow(parameters: Record<string, unknown> = {}): WorkflowFile {
	const pollTimes = { item: [{ mode: 'everyMinute' }] };
	return line(whatsGateTrigger({ mode: 'polling', pollTimes, ...parameters }), noOp());
}
