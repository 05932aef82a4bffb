import { waitFor, type CredentialRef } from '../../host';
import type { ControlClient } from '../../emulator';
import type { WebhookTry } from '../../emulator/control/recordSchemas';
import type { OfferedEvent } from './offering';
import type { Site } from './site';
import { answeringWorkflow, type Way } from './ways';

/** Tries that the gateways make of a webhook call in all: the reference of WhatsGate, and the emulator for Whapi. */
const mostTries = { whatsGate: 4, whapi: 5 };

/** Stores and activates the answering workflow of each way; gives their ids. */
export async function addAnswering(
	{ client }: Site,
	ways: Way[],
	credentials: Record<string, CredentialRef>,
	parametersOf: (way: Way) => Record<string, unknown>,
): Promise<Map<Way, string>> {
	const ids = new Map<Way, string>();
	for (const way of ways) {
		const source = answeringWorkflow(way, parametersOf(way));
		const { id } = await client.importWorkflow(source, { credentials });
		await client.activate(id);
		ids.set(way, id);
	}
	return ids;
}

/** How many offered messages a gateway still tries to deliver to its webhook. */
function openCalls(offered: OfferedEvent[], tries: WebhookTry[], gateway: WebhookTry['gateway']) {
	const over = new Set<string>();
	for (const { gateway: origin, ok, attempt, messages } of tries) {
		if (origin !== gateway) continue;
		if (ok || attempt >= mostTries[origin]) for (const key of messages) over.add(key);
	}
	return offered.filter(({ key }) => !over.has(key)).length;
}

/**
 * Waits until each message is acknowledged or given up on all ways by webhook.
 * @param timeoutMs After so long without it the trial cannot be made
 */
export async function untilDelivered(
	control: ControlClient,
	ways: Way[],
	offered: OfferedEvent[],
	timeoutMs: number,
): Promise<void> {
	const look = async () => {
		const tries = await control.webhookTries();
		const isOver = ({ gateway }: Way) => openCalls(offered, tries, gateway.origin) === 0;
		return ways.every(isOver) ? true : undefined;
	};
	await waitFor('the end of the webhook calls', look, { timeoutMs, everyMs: 3000 });
}

/** Waits until no execution of a workflow runs. */
export async function untilIdle({ client }: Site, workflowId: string): Promise<void> {
	const look = async () => {
		const newest = await client.listExecutions(workflowId);
		const isBusy = newest.some(({ status }) => status === 'running' || status === 'new');
		return isBusy ? undefined : true;
	};
	await waitFor('the end of the executions', look, { timeoutMs: 600_000, everyMs: 500 });
}
