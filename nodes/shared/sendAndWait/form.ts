/** The form of Message > Send and Wait for Response. Names and values are those of n8n's own nodes. */

import type { INodeProperties, IWebhookDescription } from 'n8n-workflow';

import { optionsCollection } from '../descriptions';

function page(httpMethod: 'GET' | 'POST'): IWebhookDescription {
	return {
		name: 'default',
		httpMethod,
		responseMode: 'onReceived',
		responseData: '',
		path: '={{ $nodeId }}',
		restartWebhook: true,
		isFullPath: true,
	};
}

/** The page that a question's link leads to, and what its buttons send. It lives as long as the execution waits. */
export const ANSWER_WEBHOOKS: IWebhookDescription[] = [page('GET'), page('POST')];

/** Shown at a node that waits. */
export const WAITING_TOOLTIP =
	'={{ $parameter["operation"] === "sendAndWait" ? "The workflow goes on when the person has answered" : "" }}';

export const messageParameter: INodeProperties = {
	displayName: 'Message',
	name: 'message',
	type: 'string',
	typeOptions: { rows: 4 },
	required: true,
	default: '',
	placeholder: 'e.g. Order 1042 for 250 EUR: shall we deliver it?',
	description: 'The question. A link to answer it is put below.',
};

export const responseTypeParameter: INodeProperties = {
	displayName: 'Response Type',
	name: 'responseType',
	type: 'options',
	options: [
		{
			name: 'Approval',
			value: 'approval',
			description: 'The person presses a button: approve, or one of approve and decline',
		},
		{ name: 'Free Text', value: 'freeText', description: 'The person types an answer' },
	],
	default: 'approval',
	description: 'How the person answers, on the page that the link opens',
};

export const approvalParameter: INodeProperties = {
	displayName: 'Approval Options',
	name: 'approvalOptions',
	type: 'fixedCollection',
	placeholder: 'Add option',
	displayOptions: { show: { responseType: ['approval'] } },
	default: {},
	options: [
		{
			displayName: 'Values',
			name: 'values',
			values: [
				{
					displayName: 'Type of Approval',
					name: 'approvalType',
					type: 'options',
					options: [
						{ name: 'Approve and Disapprove', value: 'double' },
						{ name: 'Approve Only', value: 'single' },
					],
					default: 'single',
				},
				{
					displayName: 'Approve Button Label',
					name: 'approveLabel',
					type: 'string',
					default: 'Approve',
				},
				{
					displayName: 'Disapprove Button Label',
					name: 'disapproveLabel',
					type: 'string',
					displayOptions: { show: { approvalType: ['double'] } },
					default: 'Decline',
				},
			],
		},
	],
};

export const limitWaitTimeOption: INodeProperties = {
	displayName: 'Limit Wait Time',
	name: 'limitWaitTime',
	type: 'fixedCollection',
	default: {},
	description:
		'How long to wait. After that the workflow goes on without an answer, with the items that this node got.',
	options: [
		{
			displayName: 'Values',
			name: 'values',
			values: [
				{
					displayName: 'Amount',
					name: 'resumeAmount',
					type: 'number',
					typeOptions: { minValue: 0, numberPrecision: 2 },
					displayOptions: { show: { limitType: ['afterTimeInterval'] } },
					default: 45,
					description: 'How many of the unit to wait',
				},
				{
					displayName: 'Limit Type',
					name: 'limitType',
					type: 'options',
					options: [
						{ name: 'After Time Interval', value: 'afterTimeInterval' },
						{ name: 'At Specified Time', value: 'atSpecifiedTime' },
					],
					default: 'afterTimeInterval',
					description: 'What ends the waiting',
				},
				{
					displayName: 'Max Date and Time',
					name: 'maxDateAndTime',
					type: 'dateTime',
					displayOptions: { show: { limitType: ['atSpecifiedTime'] } },
					default: '',
					description: 'When the workflow goes on without an answer',
				},
				{
					displayName: 'Unit',
					name: 'resumeUnit',
					type: 'options',
					options: [
						{ name: 'Days', value: 'days' },
						{ name: 'Hours', value: 'hours' },
						{ name: 'Minutes', value: 'minutes' },
					],
					displayOptions: { show: { limitType: ['afterTimeInterval'] } },
					default: 'minutes',
				},
			],
		},
	],
};

const confirmOption: INodeProperties = {
	displayName: 'Confirm in Chat',
	name: 'confirmInChat',
	type: 'boolean',
	default: false,
	description:
		'Whether to write into the chat how the question was answered, so that everybody who sees it there knows',
};

/**
 * The collection `options`.
 * @param more Options that only this gateway has
 */
export function waitOptions(more: INodeProperties[]): INodeProperties {
	return optionsCollection([confirmOption, limitWaitTimeOption, ...more]);
}
