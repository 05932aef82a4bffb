/** Parameters that several operations of Whapi.Cloud share. */

import type { INodeProperties } from 'n8n-workflow';

import type { ChatLocator } from '../shared/descriptions';
import { chatLocator } from '../shared/descriptions';

const CHAT_IDS: Pick<ChatLocator, 'searchListMethod' | 'idPlaceholder' | 'withGroupNumber'> = {
	searchListMethod: 'searchChats',
	idPlaceholder: 'e.g. 919984351847@s.whatsapp.net',
	withGroupNumber: false,
};

/** Whom a message goes to. */
export const recipientParameter = chatLocator({
	...CHAT_IDS,
	name: 'recipient',
	displayName: 'Recipient',
	description: 'The person, group or channel that gets the message',
});

/** The chat that an operation is about. */
export const chatParameter = chatLocator({
	...CHAT_IDS,
	name: 'chat',
	displayName: 'Chat',
	description: 'The chat with a person or group',
});

/** The message that an operation is about. */
export const messageIdParameter: INodeProperties = {
	displayName: 'Message ID',
	name: 'messageId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. yqJRppZk7BI-wNoTwl0rVw',
	description: 'The messageId as triggers and this node give it',
};

/** The file at the service that an operation is about. */
export const mediaIdParameter: INodeProperties = {
	displayName: 'Media ID',
	name: 'mediaId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. jpeg-3a3239ccf5ed910966ea-80e5857521b16b',
	description:
		'The ID of a stored file, as a message has it under media and Media > Upload gives it',
};

/** The group that an operation is about. */
export const groupParameter: INodeProperties = {
	displayName: 'Group',
	name: 'group',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The group to work with',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a group...',
			typeOptions: { searchListMethod: 'searchGroups', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 120363271212442249@g.us',
		},
	],
};

/** People of a group. */
export const participantsParameter: INodeProperties = {
	displayName: 'Participants',
	name: 'participants',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. +7 999 111-22-33, 919984351847',
	description: 'Phone numbers or IDs of people, separated by commas',
};

/** The label that an operation is about. */
export const labelParameter: INodeProperties = {
	displayName: 'Label',
	name: 'label',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The label of WhatsApp Business',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a label...',
			typeOptions: { searchListMethod: 'searchLabels', searchable: true },
		},
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 3' },
	],
};
