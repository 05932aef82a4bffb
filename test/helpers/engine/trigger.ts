import { HookContext, LoadOptionsContext, PollContext } from 'n8n-core';
import type {
	IDataObject,
	INode,
	INodeExecutionData,
	INodeListSearchResult,
	INodeParameters,
	IWebhookData,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { deepCopy, jsonParse } from 'n8n-workflow';

import type { Host, WorkflowJson } from './host';
import { runWorkflow, type RunResult } from './run';

const triggerName = 'Trigger';

/** What a test decides about a workflow with one trigger node. */
export interface TriggerOptions {
	/** Type without the package's name, e.g. `whatsGateTrigger`. */
	type: string;
	/** Name of its credential type. */
	credential: string;
	parameters: INodeParameters;
	/** Two workflows of one n8n have different ids. */
	workflowId?: string;
}

/** How n8n polls. */
export interface PollOptions {
	/** What it gives the poll, milliseconds; null = a host that does not say (n8n 1.x). */
	budgetMs?: number | null;
}

let lastWorkflow = 0;

/** A workflow with one trigger node, in the states that n8n keeps it in: active, being tested, polled. */
export class TriggerWorkflow {
	/** The workflow's static data as n8n stores it. */
	stored = '{}';
	/** The same for a test run, which n8n gives a copy that it throws away afterwards. */
	private storedForTest = '{}';
	readonly node: INode;
	readonly json: WorkflowJson;
	/** What the node has had n8n log while its webhook was set or taken away. */
	readonly warnings: string[] = [];

	constructor(
		readonly host: Host,
		{ type, credential, parameters, workflowId }: TriggerOptions,
	) {
		// Nodes remember deliveries by the workflow's id for the whole process.
		const id = workflowId ?? `workflow-${++lastWorkflow}`;
		this.node = {
			id: `node-of-${id}`,
			name: triggerName,
			type: `${host.loader.packageName}.${type}`,
			typeVersion: 1,
			position: [0, 0],
			webhookId: `webhook-of-${id}`,
			parameters,
			credentials: { [credential]: { id: '1', name: 'Test' } },
		};
		this.json = { id, nodes: [this.node], connections: {} };
	}

	/** The node's part of the static data. */
	get nodeData(): IDataObject {
		const all = jsonParse<Record<string, IDataObject | undefined>>(this.stored);
		return all[`node:${triggerName}`] ?? {};
	}

	/**
	 * The workflow with what is stored. `save` stores what it is now. `lookAnew` makes another workflow of the same data,
	 * as n8n 2.x does before it records an execution: from then on the data counts as unchanged.
	 */
	open(isTest = false) {
		const data = jsonParse<IDataObject>(isTest ? this.storedForTest : this.stored);
		const workflow = this.host.workflow(this.json, data);
		const node = workflow.getNode(triggerName);
		if (node === null) throw new Error('The workflow has no trigger');
		const nodeType = workflow.nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
		const save = () => {
			const text = JSON.stringify(workflow.staticData);
			if (isTest) this.storedForTest = text;
			else this.stored = text;
		};
		const lookAnew = () => {
			this.host.workflow(this.json, data);
		};
		return { workflow, node, nodeType, save, lookAnew };
	}

	/**
	 * One poll of an active workflow. What it has changed is stored even when it fails, as the worst host would do.
	 * @returns The items, or null where nothing is new
	 */
	async poll(options: PollOptions = {}): Promise<INodeExecutionData[] | null> {
		const [items = null] = await this.pollTogether(1, options);
		return items;
	}

	/**
	 * Polls that overlap: n8n's classic scheduler begins one also while the one before it still reads. They share the
	 * workflow and its static data.
	 * @param opened The workflow as it was left by polls before
	 */
	async pollTogether(
		count: number,
		{ budgetMs = 300_000 }: PollOptions = {},
		{ workflow, node, nodeType, save } = this.open(),
	): Promise<Array<INodeExecutionData[] | null>> {
		if (nodeType.poll === undefined) throw new Error('The node does not poll');
		const polls = Array.from({ length: count }, async () => {
			const additionalData = this.host.additionalData('trigger');
			const context = new PollContext(workflow, node, additionalData, 'trigger', 'activate');
			Object.assign(context, { getPollBudgetMs: budgetMs === null ? undefined : () => budgetMs });
			return (await nodeType.poll?.call(context))?.[0] ?? null;
		});
		try {
			return await Promise.all(polls);
		} finally {
			save();
		}
	}

	/** Sends items through the node into the workflow, as n8n does after a webhook call or a poll. */
	async run(
		input: INodeExecutionData[] | undefined,
		mode: WorkflowExecuteMode,
	): Promise<RunResult> {
		const staticData = jsonParse<IDataObject>(this.stored);
		const result = await runWorkflow(this.host, this.json, {
			from: triggerName,
			input,
			mode,
			staticData,
		});
		if (mode !== 'manual') this.stored = JSON.stringify(result.staticData);
		return result;
	}

	/** Publishes the workflow: looks for the webhook at the service and sets it where it is missing. */
	async activate(): Promise<void> {
		await this.setUp(false);
	}

	async deactivate(): Promise<void> {
		await this.callHook('delete', false);
	}

	/** Begins a test run that waits for a webhook call. */
	async listenForTest(): Promise<void> {
		this.storedForTest = this.stored;
		await this.setUp(true);
	}

	async endTest(): Promise<void> {
		await this.callHook('delete', true);
	}

	/** Address of the node's webhook at this n8n. */
	url(isTest = false): string {
		const base = `${this.host.publicUrl}/${isTest ? 'webhook-test' : 'webhook'}`;
		return `${base}/${String(this.node.webhookId)}/webhook`;
	}

	/** What the editor shows in a resource locator's list. */
	async list(method: string, filter?: string): Promise<INodeListSearchResult> {
		return await searchList(this.host, this.json, triggerName, method, filter);
	}

	private async setUp(isTest: boolean): Promise<void> {
		if (!(await this.callHook('checkExists', isTest))) await this.callHook('create', isTest);
	}

	private async callHook(
		hook: 'checkExists' | 'create' | 'delete',
		isTest: boolean,
	): Promise<boolean> {
		const { workflow, node, nodeType, save } = this.open(isTest);
		const mode = isTest ? 'manual' : 'trigger';
		const additionalData = this.host.additionalData(mode);
		const webhookDescription = nodeType.description.webhooks?.[0];
		if (webhookDescription === undefined) throw new Error('The node has no webhook');
		const webhookData: IWebhookData = {
			httpMethod: 'POST',
			node: node.name,
			path: `${String(node.webhookId)}/webhook`,
			webhookDescription,
			workflowId: workflow.id,
			workflowExecuteAdditionalData: additionalData,
			isTest,
		};
		const activation = isTest ? 'manual' : 'activate';
		const context = new HookContext(workflow, node, additionalData, mode, activation, webhookData);
		const unheard = () => undefined;
		const warn = (message: string) => this.warnings.push(message);
		const logger = { warn, error: unheard, info: unheard, debug: unheard };
		Object.defineProperty(context, 'logger', { value: logger });
		const method = nodeType.webhookMethods?.default?.[hook];
		if (method === undefined) throw new Error(`The node has no ${hook}`);
		try {
			return await method.call(context);
		} finally {
			save();
		}
	}
}

/** Asks a node for the entries of a list as the editor does. */
export async function searchList(
	host: Host,
	json: WorkflowJson,
	nodeName: string,
	method: string,
	filter?: string,
): Promise<INodeListSearchResult> {
	const workflow = host.workflow(json);
	const node = workflow.getNode(nodeName);
	if (node === null) throw new Error(`The workflow has no node ${nodeName}`);
	const nodeType = workflow.nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
	const search = nodeType.methods?.listSearch?.[method];
	if (search === undefined) throw new Error(`The node has no list ${method}`);
	const additionalData = host.additionalData('internal', {
		currentNodeParameters: deepCopy(node.parameters),
	});
	const context = new LoadOptionsContext(workflow, node, additionalData, '');
	return await search.call(context, filter);
}
