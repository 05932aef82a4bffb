import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { parse } from 'node:querystring';

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
	private readonly server = createServer((request, response) => {
		void this.receive(request, response);
	});

	private constructor() {}

	static async start(): Promise<WebhookServer> {
		const server = new WebhookServer();
		server.server.listen(0, '127.0.0.1');
		await once(server.server, 'listening');
		return server;
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

	private async receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const url = new URL(request.url ?? '/', this.url);
		const route = this.workflows.get(url.pathname);
		const answer = (status: number, body: unknown) => {
			response.statusCode = status;
			response.setHeader('content-type', 'application/json; charset=utf-8');
			response.end(JSON.stringify(body));
		};
		const text = await bodyOf(request);
		if (route === undefined || request.method !== 'POST') {
			answer(404, { message: 'The webhook is not registered' });
			return;
		}
		const body = parsed(text);
		if (body === null) {
			answer(422, { message: 'Failed to parse request body' });
			return;
		}
		this.calls++;
		try {
			const query = parse(url.search.slice(1));
			const result = await callNode(route.workflow, route.isTest, {
				request,
				response,
				query,
				body,
			});
			if (result.noWebhookResponse === true) return;
			if (result.workflowData !== undefined) {
				await this.beforeRecording();
				const items = result.workflowData[0] ?? [];
				this.recorded.push({ ...route, items });
			}
			answer(200, result.webhookResponse ?? { message: 'Webhook call received' });
		} catch (error) {
			answer(500, { message: error instanceof Error ? error.message : String(error) });
		}
	}
}

interface Call {
	request: IncomingMessage;
	response: ServerResponse;
	query: unknown;
	body: { value: unknown };
}

async function callNode(
	triggerWorkflow: TriggerWorkflow,
	isTest: boolean,
	{ request, response, query, body }: Call,
): Promise<IWebhookResponseData> {
	const { workflow, node, nodeType, save } = triggerWorkflow.open(isTest);
	const mode = isTest ? 'manual' : 'webhook';
	const additionalData = triggerWorkflow.host.additionalData(mode, {
		httpRequest: Object.assign(request, { body: body.value, query, params: {} }),
		httpResponse: withExpressMethods(response),
	});
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
	const result = await nodeType.webhook.call(context);
	save();
	return result;
}

/** The two methods of Express that nodes answer with. */
function withExpressMethods(response: ServerResponse) {
	return Object.assign(response, {
		status(code: number) {
			response.statusCode = code;
			return response;
		},
		json(body: unknown) {
			response.setHeader('content-type', 'application/json; charset=utf-8');
			response.end(JSON.stringify(body));
			return response;
		},
	});
}

async function bodyOf(request: IncomingMessage): Promise<string> {
	const parts: Buffer[] = [];
	for await (const part of request) parts.push(Buffer.from(z.instanceof(Uint8Array).parse(part)));
	return Buffer.concat(parts).toString('utf8');
}

/** Null where the text is no JSON. */
function parsed(text: string): { value: unknown } | null {
	try {
		const value: unknown = JSON.parse(text);
		return { value };
	} catch (error) {
		if (error instanceof SyntaxError) return null;
		throw error;
	}
}
