/** The part of an n8n that polls: keeps the static data as n8n does, and makes HTTP requests as it is told. */

import { randomUUID } from 'node:crypto';

import type {
	IDataObject,
	IHttpRequestOptions,
	INodeExecutionData,
	IPollFunctions,
} from 'n8n-workflow';
import { jsonParse } from 'n8n-workflow';

import { recordOf } from '../../../nodes/shared/json';
import { pollForEvents } from '../../../nodes/shared/trigger/poll';
import { nodeNamed } from '../../helpers/node';
import { standIn } from '../../helpers/standIn';
import type { Service } from './services';

/** What may be different from poll to poll. */
export interface PollCircumstances {
	parameters: IDataObject;
	/** n8n's time for the poll; null = an n8n that gives none. */
	budgetMs: number | null;
	isDiskFull: boolean;
	answer: (request: IHttpRequestOptions) => unknown;
}

const node = nodeNamed('Trigger');

/** An n8n with one workflow that polls. */
export class PollingHost {
	/** The node's static data in memory: one object as long as n8n runs. */
	private memory: IDataObject = {};
	/** The same in the database. */
	private stored = '{}';
	/** The first poll after each start belongs to the activation, which stores the static data in any case. */
	private isActivating = true;
	/** Another one for each n8n: the trigger tells the polls of a process apart by it. */
	private readonly workflowId = randomUUID();

	constructor(private readonly service: Service) {}

	/** The node's static data now. */
	get data(): IDataObject {
		return this.memory;
	}

	restart(): void {
		this.memory = recordOf(JSON.parse(this.stored));
		this.isActivating = true;
	}

	/** Something stores the static data. */
	store(): void {
		this.stored = JSON.stringify(this.memory);
	}

	/** @returns The items; null where the poll has given none */
	async poll(circumstances: PollCircumstances): Promise<INodeExecutionData[] | null> {
		const items = await pollForEvents(this.functions(circumstances), this.service.trigger);
		if (items !== null || this.isActivating) this.store();
		this.isActivating = false;
		return items?.[0] ?? null;
	}

	private functions(circumstances: PollCircumstances): IPollFunctions {
		const { parameters, budgetMs, isDiskFull, answer } = circumstances;
		const request = async (_type: string, options: IHttpRequestOptions) =>
			await Promise.resolve().then(() => answer(options));
		const prepareBinaryData = (_bytes: unknown, fileName?: string, mimeType = '') =>
			isDiskFull
				? Promise.reject(new Error('No space left on device'))
				: Promise.resolve({ data: '', mimeType, fileName });
		return standIn<IPollFunctions>({
			getNode: () => node,
			getWorkflow: () => ({ id: this.workflowId, name: 'Law', active: true }),
			getTimezone: () => 'America/New_York',
			getNodeParameter: (name: string) => parameters[name],
			getWorkflowStaticData: () => this.memory,
			getCredentials: <T extends object>() =>
				Promise.resolve(jsonParse<T>(JSON.stringify(this.service.credential))),
			getPollBudgetMs: budgetMs === null ? undefined : () => budgetMs,
			helpers: standIn<IPollFunctions['helpers']>({
				httpRequestWithAuthentication: request,
				prepareBinaryData,
			}),
		});
	}
}
