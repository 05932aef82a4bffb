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
import { WhatsGateClient } from './client';
import { searchChats, searchSessions } from './listSearch';
import { resources } from './resources';
import { asking } from './resources/message/sendAndWait';

/** The action node for WhatsGate: everything it can do is in `resources/`. */
export class WhatsGate implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'WhatsGate',
		name: 'whatsGate',
		icon: { light: 'file:../../icons/whatsGate.svg', dark: 'file:../../icons/whatsGate.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["resource"] + ": " + $parameter["operation"] }}',
		description: 'Send WhatsApp messages and files and read chats and events through WhatsGate',
		defaults: { name: 'WhatsGate' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'whatsGateApi', required: true }],
		waitingNodeTooltip: WAITING_TOOLTIP,
		webhooks: ANSWER_WEBHOOKS,
		properties: formOf(resources),
	};

	methods = { listSearch: { searchChats, searchSessions } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runItems(
			this,
			resources,
			async (functions) => await WhatsGateClient.connect(functions),
		);
	}

	/** The page where a person answers what Send and Wait asked. */
	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await answerQuestion(this, asking);
	}
}
