/** The parameters and texts that every trigger node of the package has. */

import type {
	INodeProperties,
	INodePropertyOptions,
	INodeTypeDescription,
	IWebhookDescription,
} from 'n8n-workflow';
import { cronNodeOptions } from 'n8n-workflow';

import { optionsCollection, simplifyParameter } from '../descriptions';

/**
 * The webhook. In polling mode the method is empty, and then n8n opens no route (reference n8n-host, 2.1). The empty
 * `responseData` makes n8n give the answer of `webhook()`, after the execution is recorded.
 */
export const TRIGGER_WEBHOOK: IWebhookDescription = {
	name: 'default',
	httpMethod: '={{ $parameter["mode"] === "polling" ? "" : "POST" }}',
	responseMode: 'onReceived',
	responseData: '',
	path: 'webhook',
	ndvHideUrl: '={{ $parameter["mode"] === "polling" }}',
};

/**
 * Texts of the panel where a trigger is tested.
 * @param gatewayName E.g. "WhatsGate"
 */
export function triggerPanel(gatewayName: string): INodeTypeDescription['triggerPanel'] {
	return {
		header: '',
		executionsHelp: {
			inactive:
				'<b>While you build</b>, click "Execute step". In webhook mode n8n then waits for the next event: send a WhatsApp message to the connected number. In polling mode it fetches the newest events at once.<br><br><b>When it works</b>, publish (activate) the workflow. Then each event starts it by itself.',
			active:
				'<b>While you build</b>, click "Execute step" to see an event here. <br><br><b>The workflow is published</b>: each event starts it by itself. You find the runs under "Executions".',
		},
		activationHint: `Publish (activate) the workflow, and each event at ${gatewayName} starts it.`,
	};
}

const modeParameter: INodeProperties = {
	displayName: 'Mode',
	name: 'mode',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Polling',
			value: 'polling',
			description: 'New events are fetched at set times. Works everywhere, also behind a router.',
		},
		{
			name: 'Webhook',
			value: 'webhook',
			description: 'Events come at once. Needs an n8n that can be reached from the internet.',
		},
	],
	default: 'webhook',
	description: 'How events get from the gateway to n8n',
};

/** Twice the same name: n8n reads `pollTimes` in every mode, and in webhook mode it has to be there and empty. */
const pollTimesParameters: INodeProperties[] = [
	{
		displayName: 'Poll Times',
		name: 'pollTimes',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Poll Time' },
		displayOptions: { show: { mode: ['polling'] } },
		options: cronNodeOptions,
		default: { item: [{ mode: 'everyMinute' }] },
		description: 'When to ask for new events. Once a minute is as often as n8n can.',
		placeholder: 'Add Poll Time',
	},
	{
		displayName: 'Poll Times',
		name: 'pollTimes',
		type: 'hidden',
		displayOptions: { show: { mode: ['webhook'] } },
		default: {},
	},
];

const POLLING_ONLY = { show: { '/mode': ['polling'] } };

const commonOptions: INodeProperties[] = [
	{
		displayName: 'Chat Type',
		name: 'chatType',
		type: 'options',
		options: [
			{ name: 'All', value: 'all' },
			{ name: 'Contacts', value: 'contact' },
			{ name: 'Groups', value: 'group' },
		],
		default: 'all',
		description: 'Only messages from chats of this type',
	},
	{
		displayName: 'Download Media',
		name: 'downloadMedia',
		type: 'boolean',
		default: false,
		description: 'Whether to download the files of messages into the binary field "data"',
	},
	{
		displayName: 'Ignore Own Messages',
		name: 'ignoreOwnMessages',
		type: 'boolean',
		default: true,
		description:
			'Whether to leave out messages that the linked account itself sent, so that the workflow does not answer itself',
	},
	{
		displayName: 'Max Events',
		name: 'maxEvents',
		type: 'number',
		displayOptions: POLLING_ONLY,
		typeOptions: { minValue: 0 },
		default: 1000,
		description: 'Most events of one poll; the rest comes with the next one. 0 means no limit.',
	},
	{
		displayName: 'Overlap (Seconds)',
		name: 'overlapSeconds',
		type: 'number',
		displayOptions: POLLING_ONLY,
		typeOptions: { minValue: 0 },
		default: 120,
		description:
			'How far back each poll looks for events that showed up late. No event comes twice because of it.',
	},
	{
		displayName: 'Start From',
		name: 'startFrom',
		type: 'dateTime',
		displayOptions: POLLING_ONLY,
		default: '',
		description:
			'Where a new trigger begins. Empty means with the next event. Without effect once the trigger has read events.',
	},
];

/** What a gateway adds to the form of its trigger. */
export interface TriggerForm {
	/** Stands after the mode. */
	account: INodeProperties[];
	events: INodePropertyOptions[];
	defaultEvents: string[];
	options: INodeProperties[];
}

/** The form of a trigger node. */
export function triggerForm(form: TriggerForm): INodeProperties[] {
	const events: INodeProperties = {
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		required: true,
		default: [],
		description: 'What starts the workflow',
	};
	return [
		modeParameter,
		...form.account,
		{ ...events, options: form.events, default: form.defaultEvents },
		...pollTimesParameters,
		simplifyParameter,
		optionsCollection([...commonOptions, ...form.options]),
	];
}
