import { z } from 'zod/v4';
import { waitFor, type WaitOptions } from '../wait';
import { activateWorkflow, deactivateWorkflow } from './activation';
import {
	credentialSchema,
	credentialTestSchema,
	executionListSchema,
	listPageSchema,
	manualRunSchema,
	readExecution,
	storedExecutionSchema,
	workflowFileSchema,
	workflowSchema,
	type BinaryFile,
	type CredentialRef,
	type CredentialTest,
	type Execution,
	type ExecutionSummary,
	type ListPage,
	type ManualRun,
	type Workflow,
	type WorkflowFile,
} from './schemas';
import { RestSession } from './session';

/** The account that owns an n8n. The password needs 8 characters, a number and a capital letter. */
export interface Owner {
	email: string;
	firstName: string;
	lastName: string;
	password: string;
}

/** How a workflow file becomes a workflow. */
export interface ImportOptions {
	/** Credential per credential type; set at every node that names this type. */
	credentials?: Record<string, CredentialRef>;
	/** Changes the copy before it is stored, such as parameters of a node. */
	change?: (workflow: WorkflowFile) => void;
}

/** A list that a resource locator asks for. */
export interface ListRequest {
	/** Full type name, `n8n-nodes-x.y`. */
	nodeType: string;
	/** Name of the function under `methods.listSearch`. */
	method: string;
	/** Parameter that shows the list. */
	parameter: string;
	/** The node's parameters so far. */
	parameters: Record<string, unknown>;
	credentials: Record<string, CredentialRef>;
	/** What was typed into the search field. */
	filter?: string;
}

const settingsSchema = z.object({
	userManagement: z.object({ showSetupOnFirstLoad: z.boolean().optional() }),
});

/** Drives an n8n over its REST API in the way the editor does. Same calls for 1.x and 2.x. */
export class N8nClient {
	/** The signed-in connection, for calls that have no method here. */
	readonly rest: RestSession;

	/**
	 * @param url of the n8n, no slash at the end
	 * @param cookie of an earlier sign-in, see {@link RestSession.signedInCookie}: n8n takes five sign-ins in a minute
	 */
	constructor(url: string, cookie = '') {
		this.rest = new RestSession(url, cookie);
	}

	/** Makes the owner's account on a fresh n8n, else signs in with it. */
	async signIn(owner: Owner): Promise<void> {
		const settings = await this.rest.call(settingsSchema, 'GET', '/settings');
		if (settings.userManagement.showSetupOnFirstLoad) {
			await this.rest.call(z.unknown(), 'POST', '/owner/setup', owner);
			return;
		}
		const login = { emailOrLdapLoginId: owner.email, password: owner.password };
		await this.rest.call(z.unknown(), 'POST', '/login', login);
	}

	/** Stores a credential. */
	async createCredential(
		type: string,
		name: string,
		data: Record<string, unknown>,
	): Promise<CredentialRef> {
		return await this.rest.call(credentialSchema, 'POST', '/credentials', { type, name, data });
	}

	/** Changes a stored credential's fields. */
	async updateCredential(
		type: string,
		{ id, name }: CredentialRef,
		data: Record<string, unknown>,
	): Promise<void> {
		await this.rest.call(z.unknown(), 'PATCH', `/credentials/${id}`, { id, type, name, data });
	}

	/** Presses the credential's test button, with the fields given. */
	async testCredential(
		type: string,
		{ id, name }: CredentialRef,
		data: Record<string, unknown>,
	): Promise<CredentialTest> {
		const credentials = { id, name, type, data };
		return await this.rest.call(credentialTestSchema, 'POST', '/credentials/test', { credentials });
	}

	/** Stores a workflow from a file's content, inactive. */
	async importWorkflow(source: unknown, options: ImportOptions = {}): Promise<Workflow> {
		const file = workflowFileSchema.parse(source);
		for (const node of file.nodes) {
			for (const type of Object.keys(node.credentials ?? {})) {
				const credential = options.credentials?.[type];
				if (credential) node.credentials = { ...node.credentials, [type]: credential };
			}
		}
		options.change?.(file);
		return await this.rest.call(workflowSchema, 'POST', '/workflows', { ...file, active: false });
	}

	/** A stored workflow. */
	async getWorkflow(id: string): Promise<Workflow> {
		return await this.rest.call(workflowSchema, 'GET', `/workflows/${id}`);
	}

	/** All stored workflows: their ids and names. */
	async listWorkflows(): Promise<Array<{ id: string; name: string; active: boolean }>> {
		const schema = z.array(z.object({ id: z.string(), name: z.string(), active: z.boolean() }));
		return await this.rest.call(schema, 'GET', '/workflows');
	}

	/** All stored credentials: their ids, names and types. */
	async listCredentials(): Promise<Array<CredentialRef & { type: string }>> {
		const schema = z.array(credentialSchema.extend({ type: z.string() }));
		return await this.rest.call(schema, 'GET', '/credentials');
	}

	/** Saves changed nodes, connections or settings. On 2.x an active workflow runs on with its published version. */
	async saveWorkflow(workflow: Workflow): Promise<Workflow> {
		const { id, name, nodes, connections, settings } = workflow;
		const body = { name, nodes, connections, settings };
		return await this.rest.call(workflowSchema, 'PATCH', `/workflows/${id}`, body);
	}

	/**
	 * Activates ("publishes") the newest version and waits until its triggers work.
	 * @throws with the trigger's own text when one of them refuses
	 */
	async activate(id: string): Promise<void> {
		await activateWorkflow(this.rest, await this.getWorkflow(id));
	}

	/** Deactivates ("unpublishes") a workflow and waits until its triggers are off. */
	async deactivate(id: string): Promise<void> {
		await deactivateWorkflow(this.rest, id);
	}

	/** Archives and deletes a workflow; an active one is deactivated first. */
	async deleteWorkflow(id: string): Promise<void> {
		await this.deactivate(id);
		await this.rest.call(z.unknown(), 'POST', `/workflows/${id}/archive`, {});
		await this.rest.call(z.unknown(), 'DELETE', `/workflows/${id}`);
	}

	/**
	 * Executes a workflow by hand, beginning at a trigger.
	 * @returns the execution's id, or that n8n now waits for a call of the test webhook
	 */
	async runManually(id: string, triggerName: string): Promise<ManualRun> {
		// 1.x runs what the body holds, 2.x what is stored; each ignores the other's part.
		const workflowData = await this.getWorkflow(id);
		const body = { workflowData, triggerToStartFrom: { name: triggerName } };
		return await this.rest.call(manualRunSchema, 'POST', `/workflows/${id}/run`, body);
	}

	/** Stops waiting for a call of the test webhook. */
	async stopListening(id: string): Promise<void> {
		await this.rest.call(z.unknown(), 'DELETE', `/test-webhook/${id}`);
	}

	/**
	 * The newest executions of a workflow, newest first, at most 100.
	 * @param before only those that are older than this one
	 */
	async listExecutions(workflowId: string, before?: string): Promise<ExecutionSummary[]> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const older = before === undefined ? '' : `&lastId=${before}`;
		const path = `/executions?limit=100&filter=${filter}${older}`;
		return (await this.rest.call(executionListSchema, 'GET', path)).results;
	}

	/** All executions of a workflow, newest first. */
	async allExecutions(workflowId: string): Promise<ExecutionSummary[]> {
		const all: ExecutionSummary[] = [];
		for (;;) {
			const page = await this.listExecutions(workflowId, all.at(-1)?.id);
			if (page.length === 0) return all;
			all.push(...page);
		}
	}

	/** Stops an execution that runs or waits. */
	async stopExecution(id: string): Promise<void> {
		await this.rest.call(z.unknown(), 'POST', `/executions/${id}/stop`, {});
	}

	/** The data of an execution as n8n has stored them, also of one that was ended by a crash. */
	async getExecutionText(id: string): Promise<string> {
		return (await this.rest.call(storedExecutionSchema, 'GET', `/executions/${id}`)).data;
	}

	/** An execution with what its nodes gave out. */
	async getExecution(id: string): Promise<Execution> {
		return await readExecution(
			await this.rest.call(storedExecutionSchema, 'GET', `/executions/${id}`),
		);
	}

	/**
	 * Waits for executions of a workflow that have ended.
	 * @param count how many, all of them counted from the first
	 * @returns them, oldest first
	 */
	async waitForExecutions(
		workflowId: string,
		count: number,
		options: WaitOptions = {},
	): Promise<Execution[]> {
		const what = `${count} ended executions of workflow ${workflowId}`;
		const ended = await waitFor(
			what,
			async () => {
				const all = await this.listExecutions(workflowId);
				const done = all.filter(({ status }) => status !== 'running' && status !== 'new');
				return done.length >= count ? done : undefined;
			},
			options,
		);
		const oldestFirst = ended.sort((a, b) => Number(a.id) - Number(b.id));
		return await Promise.all(oldestFirst.map(async ({ id }) => await this.getExecution(id)));
	}

	/** The content of a file on an item, wherever n8n keeps it. */
	async readBinary(file: BinaryFile): Promise<Buffer> {
		if (!file.id) return Buffer.from(file.data, 'base64');
		const query = new URLSearchParams({ id: file.id, action: 'download' });
		return await this.rest.download(`/binary-data?${query.toString()}`);
	}

	/** Asks a node for the list behind a resource locator. */
	async listSearch(request: ListRequest): Promise<ListPage> {
		return await this.rest.call(
			listPageSchema,
			'POST',
			'/dynamic-node-parameters/resource-locator-results',
			{
				nodeTypeAndVersion: { name: request.nodeType, version: 1 },
				path: `parameters.${request.parameter}`,
				methodName: request.method,
				currentNodeParameters: request.parameters,
				credentials: request.credentials,
				filter: request.filter,
			},
		);
	}
}
