/** Parameters that several operations of WhatsGate share. */

import type { INodeProperties } from 'n8n-workflow';

import type { ChatLocator } from '../shared/descriptions';
import { chatLocator } from '../shared/descriptions';

/** The session: which of the account's WhatsApp numbers to work with. */
export const sessionParameter: INodeProperties = {
	displayName: 'Session',
	name: 'session',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The linked WhatsApp account to work with',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a session...',
			typeOptions: { searchListMethod: 'searchSessions', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 6345454545454',
			hint: 'The WhatsappID from the session card on whatsgate.org',
		},
	],
};

const CHAT_IDS: Pick<ChatLocator, 'searchListMethod' | 'idPlaceholder' | 'withGroupNumber'> = {
	searchListMethod: 'searchChats',
	idPlaceholder: 'e.g. 79991112233@c.us',
	withGroupNumber: true,
};

/** Whom a message goes to. */
export const recipientParameter = chatLocator({
	...CHAT_IDS,
	name: 'recipient',
	displayName: 'Recipient',
	description: 'The person or group that gets the message',
});

/** The chat that an operation is about. */
export const chatParameter = chatLocator({
	...CHAT_IDS,
	name: 'chat',
	displayName: 'Chat',
	description: 'The chat with a person or group',
});
