import { createHash, randomBytes } from 'node:crypto';

import { itemsOf, waitFor, type Workflow, type WorkflowFile } from '../../../host';
import { byId, gateways, type GatewayUnderTest } from '../../e2e/gateways';
import { actionNode, line, node, trigger, triggerNode } from '../../e2e/workflows';
import type { Figure } from '../report';
import type { Stage } from './stage';

const mebibytes = 8;
const both = Object.values(gateways);

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** What the documents are sent with that came in through a gateway. */
const captionOf = ({ title }: GatewayUnderTest) => `In through ${title}`;

/**
 * Fetches the file of a message, lays the execution aside, and sends the file on through both gateways. Any worker
 * may take the execution up again: the file must be where all of them find it.
 */
function fileWorkflow(gateway: GatewayUnderTest): WorkflowFile {
	const start = triggerNode(gateway, { mode: 'webhook', options: { downloadMedia: true } });
	// What waits for 65 seconds at least leaves the worker's memory (n8n's Wait node).
	const wait = node('Wait', 'n8n-nodes-base.wait', 1.1, { amount: 66, unit: 'seconds' });
	const sends = both.map((to) =>
		actionNode(to, `To ${to.title}`, {
			resource: 'message',
			operation: 'send',
			recipient: byId(to.vasily),
			messageType: 'document',
			text: captionOf(gateway),
			mediaSource: 'binary',
			binaryPropertyName: 'data',
		}),
	);
	const targets = sends.map(({ name }) => ({ node: name, type: 'main', index: 0 }));
	const file = line(start, wait);
	return {
		...file,
		nodes: [...file.nodes, ...sends],
		connections: { ...file.connections, [wait.name]: { main: [targets] } },
	};
}

/** Executions that were laid aside with a file. */
export class Files {
	private constructor(
		private readonly stage: Stage,
		private readonly content: Buffer,
		private readonly workflows: Map<GatewayUnderTest, Workflow>,
	) {}

	/** Sends a message with a file to the demo phone and waits until both triggers have it, on a worker. */
	static async begin(stage: Stage): Promise<Files> {
		const { bench } = stage;
		stage.onProgress(`A file of ${mebibytes} MiB comes in through both gateways …`);
		const workflows = new Map<GatewayUnderTest, Workflow>();
		for (const gateway of both)
			workflows.set(gateway, await bench.addActive(fileWorkflow(gateway)));
		const content = randomBytes(mebibytes * 1024 * 1024);
		const media = {
			mimeType: 'application/pdf',
			fileName: 'large.pdf',
			base64: content.toString('base64'),
		};
		await bench.control.incoming({ text: 'A large file', media });
		for (const { id } of workflows.values()) {
			await waitFor('an execution that is laid aside', async () => {
				const [execution] = await bench.client.listExecutions(id);
				return execution?.status === 'waiting' ? execution : undefined;
			});
			await bench.client.deactivate(id);
		}
		return new Files(stage, content, workflows);
	}

	/** Waits until the executions were taken up again, and compares what was sent. */
	async end(): Promise<Figure[]> {
		const figures: Figure[] = [];
		for (const [gateway, { id }] of this.workflows) {
			figures.push(...(await this.compare(gateway, id)));
		}
		return figures;
	}

	private async compare(gateway: GatewayUnderTest, workflowId: string): Promise<Figure[]> {
		const { client, control } = this.stage.bench;
		const execution = await waitFor(
			'an execution that was taken up again',
			async () => {
				const [newest] = await client.listExecutions(workflowId);
				const isOver = newest?.status === 'success' || newest?.status === 'error';
				return isOver ? await client.getExecution(newest.id) : undefined;
			},
			{ timeoutMs: 120_000 },
		);
		const wanted = sha256(this.content);
		const sent = await control.messages({ fromMe: true, text: captionOf(gateway) });
		const arrived = both.filter(({ origin }) =>
			sent.some((one) => one.origin === origin && one.media?.sha256 === wanted),
		);
		const file = itemsOf(execution, trigger)[0]?.binary?.data;
		const shown = file === undefined ? '' : sha256(await client.readBinary(file));
		const { shares, allOnWorkers } = await this.stage.spreadOf(new Set([execution.id]));
		const workers = shares.filter((share) => share > 0).length;
		return [
			{
				measure: `${mebibytes} MiB in through ${gateway.title}, out through both gateways`,
				value: `${execution.status}; SHA-256 equal at ${arrived.map(({ title }) => title).join(' and ') || 'none'}; ${sent.length} sends`,
				law: { text: 'equal at both, sent once', holds: arrived.length === 2 && sent.length === 2 },
			},
			{
				measure: `${mebibytes} MiB in through ${gateway.title}, downloaded in the editor`,
				value: `SHA-256 ${shown === wanted ? 'equal' : 'different'}; had been on ${workers} worker${allOnWorkers ? '' : 's'}`,
				law: {
					text: 'the main process has what a worker stored',
					holds: shown === wanted && workers > 0,
				},
			},
		];
	}
}
