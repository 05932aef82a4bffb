import { randomUUID } from 'node:crypto';

import { waitFor, type WorkflowFile } from '../../host';
import { gateways, type Callback } from '../../test/e2e/gateways';
import { line, webhookWorkflow } from '../../test/e2e/workflows';
import { Site, trialVersion } from '../../test/trials/site';
import { withEmulator } from '../emulator';
import { inRounds, ratios, type BenchOptions, type Row } from '../measure';

const gateway = gateways.whatsGate;

/** Calls at the same time, as from a gateway with several chats. */
const inFlight = 10;

const noOp = {
	id: 'end',
	name: 'End',
	type: 'n8n-nodes-base.noOp',
	typeVersion: 1,
	position: [220, 0] as [number, number],
	parameters: {},
};

/**
 * What a user would take: n8n's Webhook node, which answers at once and checks nothing.
 * @param typeVersion For its version 2 n8n 2.40.7 saves the isolate for expressions that every other node gets with each
 * call, and this node in version 1 (`webhookPhaseNeedsIsolate` in `live-webhooks`)
 */
function plainWebhook(typeVersion: 1 | 2, path: string): WorkflowFile {
	const webhook = {
		id: 'webhook',
		name: 'Webhook',
		type: 'n8n-nodes-base.webhook',
		typeVersion,
		position: [0, 0] as [number, number],
		webhookId: path,
		parameters: { httpMethod: 'POST', path, responseMode: 'onReceived', options: {} },
	};
	return { ...line(webhook, noOp), name: `Plain webhook ${typeVersion}` };
}

function ownWebhook(): WorkflowFile {
	const [trigger] = webhookWorkflow(gateway).nodes;
	if (trigger === undefined) throw new Error('The workflow has no trigger.');
	return { ...line(trigger, noOp), name: 'Own webhook' };
}

/** Ids that no other event has. */
let lastEvent = 1_000_000;

/** Delivers so many events, some at the same time. */
async function deliver({ url, headers }: Callback, count: number): Promise<void> {
	let left = count;
	const caller = async () => {
		while (left-- > 0) {
			const response = await fetch(url, {
				method: 'POST',
				headers: { ...headers, 'content-type': 'application/json' },
				body: JSON.stringify(gateway.message(++lastEvent)),
			});
			await response.text();
			if (!response.ok) throw new Error(`A call was answered with ${response.status}`);
		}
	};
	await Promise.all(Array.from({ length: inFlight }, caller));
}

/** A workflow that starts by webhook. */
class Receiver {
	private expected = 0;

	constructor(
		private readonly site: Site,
		private readonly workflowId: string,
		private readonly callback: Callback,
	) {}

	/** Events that are accepted and executed per second. */
	async perSecond(count: number): Promise<number> {
		const begin = performance.now();
		await deliver(this.callback, count);
		this.expected += count;
		const { client } = this.site;
		const look = async () => {
			const newest = await client.listExecutions(this.workflowId);
			const isBusy = newest.some(({ status }) => status === 'running' || status === 'new');
			return isBusy ? undefined : true;
		};
		await waitFor('the end of the executions', look, { timeoutMs: 120_000, everyMs: 100 });
		const seconds = (performance.now() - begin) / 1000;
		const all = await client.allExecutions(this.workflowId);
		const done = all.filter(({ status }) => status === 'success').length;
		if (done !== this.expected) throw new Error(`${done} executions of ${this.expected} events`);
		return count / seconds;
	}
}

/** Events by webhook into a real n8n: our trigger and n8n's Webhook node, each with an empty node behind it. */
export async function webhookRows({ isQuick, onProgress }: BenchOptions): Promise<Row[]> {
	const [rounds, count] = isQuick ? [2, 30] : [5, 100];
	return await withEmulator(async (emulator) => {
		onProgress(`n8n ${trialVersion} starts`);
		const site = await Site.open({ onProgress: () => undefined });
		try {
			const credentials = await site.addCredentials(emulator);
			const open = async (source: WorkflowFile) => {
				const { id } = await site.client.importWorkflow(source, { credentials });
				await site.client.activate(id);
				return id;
			};
			const openPlain = async (typeVersion: 1 | 2) => {
				const path = randomUUID();
				const id = await open(plainWebhook(typeVersion, path));
				return new Receiver(site, id, { url: `${site.n8n.url}/webhook/${path}`, headers: {} });
			};
			const ownId = await open(ownWebhook());
			const [callback] = await gateway.callbacks(emulator.control);
			if (callback === undefined) throw new Error('The trigger has set no callback');
			const receivers = [
				new Receiver(site, ownId, callback),
				await openPlain(2),
				await openPlain(1),
			];
			onProgress(`${count} events by webhook, ${rounds} rounds`);
			const [own = [], plain = [], asOthers = []] = await inRounds(
				rounds,
				receivers.map((receiver) => () => receiver.perSecond(count)),
			);
			const what = 'Webhook events accepted and executed';
			return [
				{ measure: `${what}: WhatsGate Trigger`, unit: '/s', values: own },
				{ measure: `${what}: n8n's Webhook node`, unit: '/s', values: plain },
				{
					measure: `${what}: Webhook node without n8n's shortcut for it`,
					unit: '/s',
					values: asOthers,
					note: 'version 1 of the node',
				},
				{
					measure: `${what}: Webhook node without its shortcut / with it`,
					unit: 'x',
					values: ratios(asOthers, plain),
					note: 'what n8n allows any other node',
				},
				{
					measure: `${what}: WhatsGate Trigger / Webhook node`,
					unit: 'x',
					values: ratios(own, plain),
					aim: { atLeast: 0.95 },
					limit: ratios(asOthers, plain),
					note: `n8n ${trialVersion}, ${inFlight} calls at a time`,
				},
			];
		} finally {
			await site.close(false);
		}
	});
}
