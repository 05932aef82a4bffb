import type { INodeProperties } from 'n8n-workflow';

import type { TriggerForm } from '../../shared/trigger/descriptions';
import { sessionParameter } from '../descriptions';

const webhookSession: INodeProperties = {
	...sessionParameter,
	displayOptions: { show: { mode: ['webhook'] } },
	description: 'The linked WhatsApp account whose events start the workflow',
};

const pollingSession: INodeProperties = {
	...sessionParameter,
	required: false,
	displayOptions: { show: { mode: ['polling'] } },
	description:
		'The linked WhatsApp account whose events start the workflow. Leave empty for all of them.',
};

/** What WhatsGate adds to the form of its trigger. */
export const form: TriggerForm = {
	account: [webhookSession, pollingSession],
	events: [
		{
			name: 'All Events',
			value: '*',
			description: 'Also those that this version of the node does not know',
		},
		{
			name: 'Disconnected',
			value: 'disconnect',
			description: 'WhatsApp was disconnected and the session removed',
		},
		{
			name: 'Error',
			value: 'error',
			description: 'Something went wrong, e.g. a queued message was not sent',
		},
		{
			name: 'Incoming Media File',
			value: 'media',
			description: 'A file came in. Incoming Message tells of it as well.',
		},
		{ name: 'Incoming Message', value: 'message', description: 'A message came in' },
		{
			name: 'Message Status Changed',
			value: 'ack',
			description: 'An own message was sent, delivered, read or played',
		},
		{
			name: 'Outgoing Message Created',
			value: 'create',
			description: 'An own message was written, on the phone or through the gateway',
		},
		{
			name: 'Queued Message Sent',
			value: 'sent',
			description: 'A message that was sent asynchronously has gone out',
		},
		{
			name: 'Session Ready',
			value: 'ready',
			description: 'The phone was linked and the session works',
		},
	],
	defaultEvents: ['message'],
	options: [
		{
			displayName: 'Take Over',
			name: 'takeOver',
			type: 'boolean',
			default: false,
			displayOptions: { show: { '/mode': ['webhook'] } },
			description:
				'Whether to replace a webhook that somebody else has set for the session. It is put back when the workflow is deactivated.',
		},
	],
};
