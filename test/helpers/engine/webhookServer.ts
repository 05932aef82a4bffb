import { once } from 'node:events';
import type { Server } from 'node:http';

import express, { type ErrorRequestHandler, type Request, type Response } from 'express';
import { WebhookContext } from 'n8n-core';
import type { INodeExecutionData, IWebhookData, IWebhookResponseData } from 'n8n-workflow';
import { z } from 'zod/v4';

import type { TriggerWorkflow } from './trigger';

/** An execution that a webhook call has started: what the webhook gave into the workflow. */
export interface Recorded {
	workflow: TriggerWorkflow;
	isTest: boolean;
	items: INodeExecutionData[];
}

/**
 * The web server of an n8n: takes calls of webhooks, records executions and answers after that, in n8n's way for the
 * response mode `onReceived`.
 */
export class WebhookServer {
	readonly recorded: Recorded[] = [];
	/** How many calls have reached a node since the last reset. */
	calls = 0;
	/** Runs before an execution is recorded: tests delay it, or let it fail. */
	beforeRecording: () => Promise<void> = () => Promise.resolve();
	private readonly workflows = new Map<string, { workflow: TriggerWorkflow; isTest: boolean }>();
	private constructor(private server: Server) {}

	static async start(): Promise<WebhookServer> {
		const app = express();
		const server = app.listen(0, '127.0.0.1');
		const webhookServer = new WebhookServer(server);
		app.use(express.json({ type: () => true, strict: false, limit: '16mb' }));
		app.use(async (request, response) => {
			await webhookServer.receive(request, response);
		});
		app.use(refuseBadJson);
		await once(server, 'listening');
		return webhookServer;
	}

	/** Without a slash at the end. */
	get url(): string {
		const { port } = z.object({ port: z.number() }).parse(this.server.address());
		return `http://127.0.0.1:${port}`;
	}

	/** Opens the routes of a workflow, for production and for tests. */
	serve(workflow: TriggerWorkflow): void {
		for (const isTest of [false, true]) {
			const { pathname } = new URL(workflow.url(isTest));
			this.workflows.set(pathname, { workflow, isTest });
		}
	}

	/** Lets executions wait for their recording until `release` is called. */
	holdRecording(): { release: () => void } {
		const gate = { release: () => {} };
		const open = new Promise<void>((resolve) => {
			gate.release = resolve;
		});
		this.beforeRecording = () => open;
		return gate;
	}

	/** Forgets workflows and executions. */
	reset(): void {
		this.workflows.clear();
		this.recorded.length = 0;
		this.calls = 0;
		this.beforeRecording = () => Promise.resolve();
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		this.server.close();
		await once(this.server, 'close');
	}

	private async receive(request: Request, response: Response): Promise<void> {
		const route = this.workflows.get(request.path);
		if (route === undefined || request.method !== 'POST') {
			response.status(404).json({ message: 'The webhook is not registered' });
			return;
		}
		this.calls++;
		try {
			const { result, save, lookAnew } = await callNode(
				route.workflow,
				route.isTest,
				request,
				response,
			);
			if (result.noWebhookResponse !== true && result.workflowData !== undefined) {
				lookAnew();
				await this.beforeRecording();
				const items = result.workflowData[0] ?? [];
				this.recorded.push({ ...route, items });
			}
			// As n8n 2.x does: it takes the answer, and keeps what has changed, once the execution is recorded.
			const answer: unknown = result.webhookResponse;
			save();
			if (result.noWebhookResponse === true) return;
			response.json(answer ?? { message: 'Webhook call received' });
		} catch (error) {
			const message = error instanceof Error ? error.message : String(error);
			response.status(500).json({ message });
		}
	}
}

/** As n8n answers a body that is no JSON. */
const refuseBadJson: ErrorRequestHandler = (_error, _request, response, _next) => {
	response.status(422).json({ message: 'Failed to parse request body' });
};

async function callNode(
	triggerWorkflow: TriggerWorkflow,
	isTest: boolean,
	httpRequest: Request,
	httpResponse: Response,
): Promise<{ result: IWebhookResponseData; save: () => void; lookAnew: () => void }> {
	const opened = triggerWorkflow.open(isTest);
	const { workflow, node, nodeType, lookAnew } = opened;
	const save = () => {
		if (workflow.staticData.__dataChanged === true) opened.save();
	};
	const mode = isTest ? 'manual' : 'webhook';
	const additionalData = triggerWorkflow.host.additionalData(mode, { httpRequest, httpResponse });
	const webhookDescription = nodeType.description.webhooks?.[0];
	if (webhookDescription === undefined || nodeType.webhook === undefined) {
		throw new Error('The node has no webhook');
	}
	const webhookData: IWebhookData = {
		httpMethod: 'POST',
		node: node.name,
		path: `${String(node.webhookId)}/webhook`,
		webhookDescription,
		workflowId: workflow.id,
		workflowExecuteAdditionalData: additionalData,
		isTest,
	};
	const context = new WebhookContext(workflow, node, additionalData, mode, webhookData, [], null);
	return { result: await nodeType.webhook.call(context), save, lookAnew };
}
