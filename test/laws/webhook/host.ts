/** The part of an n8n that takes webhook calls: one database, processes that come and go. */

import type { INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { jsonParse } from 'n8n-workflow';

import { isRecord, recordOf } from '../../../nodes/shared/json';
import { receiveWebhook } from '../../../nodes/shared/trigger/receive';
import { nodeNamed } from '../../helpers/node';
import { standIn } from '../../helpers/standIn';
import type { CallResponse } from './response';
import type { WebhookService } from './services';
import { hook } from './services';

/** A call as it reaches n8n. */
export interface Call {
	body: unknown;
	secret: string;
	response: CallResponse;
}

/** What a call has led to so far. */
interface Called {
	result: IWebhookResponseData;
	save: () => void;
}

const node = nodeNamed('Trigger', { webhookId: hook.id });

/**
 * A process of n8n. What nodes keep in memory belongs to an id of the workflow, so each process of a scenario has another
 * one.
 */
export class Process {
	isRunning = true;

	constructor(readonly workflowId: string) {}
}

export class WebhookHost {
	/** The node's static data in the database. */
	stored: string;

	constructor(
		private readonly service: WebhookService,
		private readonly parameters = service.parameters,
	) {
		this.stored = JSON.stringify(service.registered);
	}

	/**
	 * Calls the node as n8n does: with a copy of the static data of the database.
	 * @returns `save` writes the copy back when it has changed, which n8n does once the execution is recorded
	 */
	async call(process: Process, call: Call): Promise<Called> {
		const data = recordOf(JSON.parse(this.stored));
		const before = this.stored;
		const { query, headers } = this.service.showing(call.secret);
		const functions = standIn<IWebhookFunctions>({
			getNode: () => node,
			getMode: () => 'webhook',
			getTimezone: () => 'America/New_York',
			getWorkflow: () => ({ id: process.workflowId, name: 'Workflow', active: true }),
			getWorkflowStaticData: () => data,
			getNodeParameter: (name: string) => this.parameters[name],
			getNodeWebhookUrl: () => hook.url,
			getBodyData: () => (isRecord(call.body) ? call.body : jsonParse(JSON.stringify(call.body))),
			getQueryData: () => query,
			getHeaderData: () => headers,
			getResponseObject: () => call.response.forNode,
			getCredentials: <T extends object>() =>
				Promise.resolve(jsonParse<T>(JSON.stringify(this.service.credential))),
			helpers: standIn<IWebhookFunctions['helpers']>({
				prepareBinaryData: (_bytes: unknown, fileName?: string, mimeType = '') =>
					Promise.resolve({ data: '', mimeType, fileName }),
			}),
		});
		const result = await receiveWebhook(functions, this.service.trigger);
		const save = () => {
			const after = JSON.stringify(data);
			if (after !== before) this.stored = after;
		};
		return { result, save };
	}

	/** The model's ids of the events in these items. */
	idsOf(items: INodeExecutionData[]): string[] {
		return items.map(({ json }) => this.service.idOf(json));
	}
}
