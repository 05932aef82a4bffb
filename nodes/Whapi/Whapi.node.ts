import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { formOf } from '../shared/operation';
import { runItems } from '../shared/runItems';
import { answerQuestion } from '../shared/sendAndWait/answer';
import { ANSWER_WEBHOOKS, WAITING_TOOLTIP } from '../shared/sendAndWait/form';
import { WhapiClient } from './client';
import { searchChats, searchGroups, searchLabels } from './listSearch';
import { resources } from './resources';
import { asking } from './resources/message/sendAndWait';

/** The action node for Whapi.Cloud: everything it can do is in `resources/`. */
export class Whapi implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Whapi',
		name: 'whapi',
		icon: { light: 'file:../../icons/whapi.svg', dark: 'file:../../icons/whapi.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["resource"] + ": " + $parameter["operation"] }}',
		description: 'Send WhatsApp messages and files and manage chats and groups through Whapi.Cloud',
		defaults: { name: 'Whapi' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'whapiApi', required: true }],
		waitingNodeTooltip: WAITING_TOOLTIP,
		webhooks: ANSWER_WEBHOOKS,
		properties: formOf(resources),
	};

	methods = { listSearch: { searchChats, searchGroups, searchLabels } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runItems(
			this,
			resources,
			async (functions) => await WhapiClient.connect(functions),
		);
	}

	/** The page where a person answers what Send and Wait asked. */
	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await answerQuestion(this, asking);
	}
}
