/** Workflows that ask a person by Send and Wait, and what a person does with the question. */

import { itemsOf, waitFor, type Execution, type Workflow, type WorkflowFile } from '../../host';
import type { Bench } from './bench';
import type { GatewayUnderTest } from './gateways';
import { actionNode, last, line, noOp, triggerNode } from './workflows';

/** Name of the node that asks. */
export const asker = 'Ask';

/** Parameters of a question with two buttons: "Yes & go", and "No". */
export const twoButtons = {
	approvalOptions: {
		values: { approvalType: 'double', approveLabel: 'Yes & go', disapproveLabel: 'No' },
	},
};

/** A message comes in, its sender is asked. */
function askingWorkflow(
	gateway: GatewayUnderTest,
	parameters: Record<string, unknown>,
): WorkflowFile {
	const ask = actionNode(gateway, asker, {
		resource: 'message',
		operation: 'sendAndWait',
		recipient: { __rl: true, mode: 'id', value: '={{ $json.chatId }}' },
		message: '=You wrote <b>{{ $json.text }}</b>: right?',
		...parameters,
	});
	return line(triggerNode(gateway, { mode: 'webhook' }), ask, noOp());
}

/** A question that an execution waits for. */
export interface Asked {
	workflow: Workflow;
	/** The text of the message. */
	text: string;
	link: string;
}

/** Activates such a workflow, writes to the demo phone and gives the question that came back. */
export async function ask(
	bench: Bench,
	gateway: GatewayUnderTest,
	parameters: Record<string, unknown>,
): Promise<Asked> {
	const workflow = await bench.addActive(askingWorkflow(gateway, parameters));
	await bench.control.incoming({ text: 'Tea' });
	const execution = await untilItWaits(bench, workflow);
	const sent = await bench.control.messages({ fromMe: true });
	const question = sent.find(({ text }) => text.includes(`/webhook-waiting/${execution.id}/`));
	const text = question?.text ?? '';
	return { workflow, text, link: linkIn(text) };
}

/** The newest execution of a workflow, once it waits: a question goes out before that, and its link works after it. */
export async function untilItWaits({ client }: Bench, { id }: Pick<Workflow, 'id'>) {
	return await waitFor('the waiting execution', async () => {
		const [newest] = await client.listExecutions(id);
		return newest?.status === 'waiting' ? newest : undefined;
	});
}

/** The link of a question. */
export function linkIn(text = ''): string {
	return /https?:\/\/\S+/.exec(text)?.[0] ?? '';
}

/** Answers on the page, as its form does. */
export async function post(link: string, fields: Record<string, string>): Promise<Response> {
	return await fetch(link, {
		method: 'POST',
		body: new URLSearchParams(fields),
		redirect: 'manual',
	});
}

/** What somebody read who answered. */
export interface Reply {
	status: number;
	page: string;
}

/** Several answers at the same moment; gives what each of them reads. */
export async function postTogether(link: string, answers: string[]): Promise<Reply[]> {
	return await Promise.all(
		answers.map(async (answer) => {
			const response = await post(link, { answer });
			return { status: response.status, page: await response.text() };
		}),
	);
}

/** The answer that a reply says was taken, as its page shows it; undefined where it says nothing of that. */
export function takenIn({ status, page }: Reply): string | undefined {
	return status === 200 ? /<p>Your answer: (.*)<\/p>/.exec(page)?.[1] : undefined;
}

/**
 * Whether a reply says that its answer does not count. The node itself says so while it takes another one; later n8n
 * does, without asking the node: in one way while the execution runs on, in another one when it has ended.
 * @param taken The answer that counts, as its page shows it
 */
export function isTooLate({ status, page }: Reply, taken: string): boolean {
	if (status === 200) return page.includes('No action required');
	const byNode =
		page.includes('Somebody else was faster') && page.includes(`The answer: ${taken}<`);
	return status === 409 && (byNode || page.includes('is running already'));
}

/** The end of the newest execution, once it was a success. */
export async function outcome(
	{ client }: Pick<Bench, 'client'>,
	workflowId: string,
	timeoutMs?: number,
): Promise<Execution> {
	const look = async () => {
		const [newest] = await client.listExecutions(workflowId);
		return newest?.status === 'success' ? newest : undefined;
	};
	const { id } = await waitFor('the end of the execution', look, { timeoutMs });
	return await client.getExecution(id);
}

/** What came out of the workflow. */
export function answersIn(execution: Execution) {
	return itemsOf(execution, last).map(({ json }) => json);
}
