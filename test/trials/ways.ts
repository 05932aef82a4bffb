import type { WorkflowFile } from '../../host';
import { gateways, type GatewayUnderTest } from '../e2e/gateways';
import { actionNode, line, pollingWorkflow, webhookWorkflow } from '../e2e/workflows';

/** A way in which events reach n8n: a gateway and a mode of its trigger. */
export interface Way {
	/** E.g. `WhatsGate, polling`. */
	title: string;
	gateway: GatewayUnderTest;
	mode: 'webhook' | 'polling';
}

/** All four. Each gives every message to the demo phone, so one message goes all four ways. */
export const ways: Way[] = Object.values(gateways).flatMap((gateway) =>
	(['webhook', 'polling'] as const).map((mode) => ({
		title: `${gateway.title}, ${mode}`,
		gateway,
		mode,
	})),
);

/** What an answer says: which event, which way it came, and the execution that answers. */
export interface Answer {
	event: number;
	way: string;
	executionId: string;
}

/** The text of an event; events are numbered from 1 on. */
export const eventText = (event: number) => `Event ${event}`;

/** The events that a text names: a message, or the whole data of an execution. */
export function eventsIn(text: string): number[] {
	return [...new Set([...text.matchAll(/\bEvent (\d+)\b/g)].map(([, event]) => Number(event)))];
}

/** Reads the text of an answer; null where it is none. */
export function answerOf(text: string): Answer | null {
	const [, event, way = '', executionId = ''] =
		/^Event (\d+) by (.+) in execution (\w+)$/.exec(text) ?? [];
	return event === undefined ? null : { event: Number(event), way, executionId };
}

/** A workflow that answers each message once. */
export function answeringWorkflow(
	way: Way,
	triggerParameters: Record<string, unknown> = {},
): WorkflowFile {
	const { gateway, mode, title } = way;
	const source = mode === 'webhook' ? webhookWorkflow : pollingWorkflow;
	const [trigger] = source(gateway, triggerParameters).nodes;
	if (trigger === undefined) throw new Error('The workflow has no trigger.');
	const answer = actionNode(gateway, 'Answer', {
		resource: 'message',
		operation: 'send',
		recipient: { __rl: true, mode: 'id', value: '={{ $json.chatId }}' },
		messageType: 'text',
		text: `={{ $json.text }} by ${title} in execution {{ $execution.id }}`,
	});
	return { ...line(trigger, answer), name: `Answer: ${title}` };
}
