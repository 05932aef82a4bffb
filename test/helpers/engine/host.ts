import {
	ExecutionLifecycleHooks,
	ExternalSecretsProxy,
	type PackageDirectoryLoader,
} from 'n8n-core';
import type {
	IConnections,
	IDataObject,
	INode,
	IWorkflowBase,
	IWorkflowExecuteAdditionalData,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';

import { TestCredentials, type CredentialValues } from './credentials';
import { loadPackage, PackageNodeTypes, type OtherNodeTypes } from './nodeTypes';

/** The part of a workflow's JSON that decides what it does. */
export interface WorkflowJson {
	id?: string;
	nodes: INode[];
	connections: IConnections;
}

/** An n8n without database and web server: it has the package, the credentials of a test, and addresses. */
export class Host {
	private constructor(
		readonly loader: PackageDirectoryLoader,
		private readonly credentials: CredentialValues,
		/** Where others reach it, without a slash at the end. */
		readonly publicUrl: string,
		private readonly others: OtherNodeTypes,
	) {}

	/** @param others Node types that workflows may have beside those of the package */
	static async start(
		credentials: CredentialValues,
		publicUrl = 'http://localhost:5678',
		others: OtherNodeTypes = {},
	): Promise<Host> {
		return new Host(await loadPackage(), credentials, publicUrl, others);
	}

	/** The workflow as n8n makes it from its JSON, with the defaults of all parameters. */
	workflow(json: WorkflowJson, staticData: IDataObject = {}): Workflow {
		return new Workflow({
			id: json.id ?? 'workflow-of-the-test',
			nodes: structuredClone(json.nodes),
			connections: json.connections,
			active: true,
			nodeTypes: new PackageNodeTypes(this.loader, this.others),
			staticData,
			settings: { executionOrder: 'v1', timezone: 'UTC' },
		});
	}

	/** What n8n hands to the contexts of nodes. */
	additionalData(
		mode: WorkflowExecuteMode,
		more: Partial<IWorkflowExecuteAdditionalData> = {},
	): IWorkflowExecuteAdditionalData {
		const absent = () => {
			throw new Error('This is not part of the test engine');
		};
		const workflowData: IWorkflowBase = {
			id: 'workflow-of-the-test',
			name: 'Test',
			active: true,
			isArchived: false,
			createdAt: new Date(),
			updatedAt: new Date(),
			nodes: [],
			connections: {},
			activeVersionId: null,
		};
		return {
			credentialsHelper: new TestCredentials(this.loader, this.credentials),
			hooks: new ExecutionLifecycleHooks(mode, '1', workflowData),
			externalSecretsProxy: new ExternalSecretsProxy(),
			executionId: '1',
			executeWorkflow: absent,
			getRunExecutionData: absent,
			getRuntimeCredential: absent,
			startRunnerTask: absent,
			logAiEvent: absent,
			currentNodeExecutionIndex: 0,
			variables: {},
			restApiUrl: `${this.publicUrl}/rest`,
			instanceBaseUrl: this.publicUrl,
			formBaseUrl: `${this.publicUrl}/form`,
			formWaitingBaseUrl: `${this.publicUrl}/form-waiting`,
			formTestBaseUrl: `${this.publicUrl}/form-test`,
			webhookBaseUrl: `${this.publicUrl}/webhook`,
			webhookWaitingBaseUrl: `${this.publicUrl}/webhook-waiting`,
			webhookTestBaseUrl: `${this.publicUrl}/webhook-test`,
			mcpBaseUrl: `${this.publicUrl}/mcp`,
			mcpTestBaseUrl: `${this.publicUrl}/mcp-test`,
			...more,
		};
	}
}
