import type {
	IExecuteFunctions,
	IHookFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { TRIGGER_WEBHOOK, triggerForm, triggerPanel } from '../shared/trigger/descriptions';
import { pollForEvents } from '../shared/trigger/poll';
import { receiveWebhook, webhookLifecycle } from '../shared/trigger/receive';
import { runTrigger } from '../shared/trigger/runTrigger';
import { form } from './trigger/form';
import { whapiTrigger } from './trigger/gateway';

/**
 * The trigger node for Whapi.Cloud: by webhook, or by polling with a stored date cursor. All four host functions are
 * needed for that in one node (reference n8n-host, 2.1).
 */
export class WhapiTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Whapi Trigger',
		name: 'whapiTrigger',
		icon: { light: 'file:../../icons/whapi.svg', dark: 'file:../../icons/whapi.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["mode"] + ": " + $parameter["events"].join(", ") }}',
		description: 'Starts the workflow when something happens on WhatsApp, through Whapi.Cloud',
		defaults: { name: 'Whapi Trigger' },
		triggerPanel: triggerPanel('Whapi.Cloud'),
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'whapiApi', required: true }],
		webhooks: [TRIGGER_WEBHOOK],
		properties: triggerForm(form),
	};

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await webhookLifecycle.exists(this, whapiTrigger);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await webhookLifecycle.create(this, whapiTrigger);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await webhookLifecycle.remove(this, whapiTrigger);
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receiveWebhook(this, whapiTrigger);
	}

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollForEvents(this, whapiTrigger);
	}

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runTrigger(this, whapiTrigger);
	}
}
