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
import { searchSessions } from './listSearch';
import { form } from './trigger/form';
import { whatsGateTrigger } from './trigger/gateway';

/**
 * The trigger node for WhatsGate: by webhook, or by polling with a stored date cursor. All four host functions are
 * needed for that in one node (reference n8n-host, 2.1).
 */
export class WhatsGateTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'WhatsGate Trigger',
		name: 'whatsGateTrigger',
		icon: { light: 'file:../../icons/whatsGate.svg', dark: 'file:../../icons/whatsGate.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["mode"] + ": " + $parameter["events"].join(", ") }}',
		description: 'Starts the workflow when something happens on WhatsApp, through WhatsGate',
		defaults: { name: 'WhatsGate Trigger' },
		triggerPanel: triggerPanel('WhatsGate'),
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'whatsGateApi', required: true }],
		webhooks: [TRIGGER_WEBHOOK],
		properties: triggerForm(form),
	};

	methods = { listSearch: { searchSessions } };

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await webhookLifecycle.exists(this, whatsGateTrigger);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await webhookLifecycle.create(this, whatsGateTrigger);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await webhookLifecycle.remove(this, whatsGateTrigger);
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receiveWebhook(this, whatsGateTrigger);
	}

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollForEvents(this, whatsGateTrigger);
	}

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runTrigger(this, whatsGateTrigger);
	}
}
