/** What is done to a message that is there already (reference, 2.5). */

import type { INodeProperties } from 'n8n-workflow';

import { simplifyParameter } from '../../../shared/descriptions';
import type { Operation } from '../../../shared/operation';
import { inShape } from '../../../shared/results';
import { withPause } from '../../../shared/sendForm';
import type { WhapiClient } from '../../client';
import { pathOf } from '../../client';
import { chatParameter, messageIdParameter, recipientParameter } from '../../descriptions';
import { toChatId } from '../../recipient';
import { simplifyMessage } from '../../simplify';
import { requiredChat, requiredMessageId, requiredText } from '../../values';

const SUCCESS = { json: [{ success: true }] };

/** Message > Edit: `POST /messages/text` with the id under `edit` */
export const edit: Operation<WhapiClient> = {
	value: 'edit',
	name: 'Edit',
	action: 'Edit a message',
	description: 'Replace the text of an own message',
	properties: [
		chatParameter,
		messageIdParameter,
		{
			displayName: 'New Text',
			name: 'text',
			type: 'string',
			typeOptions: { rows: 4 },
			default: '',
			required: true,
			placeholder: 'e.g. Your order comes at 5 pm.',
		},
		simplifyParameter,
	],
	async execute(call) {
		const { client, parameters } = call;
		const body = {
			to: requiredChat(parameters),
			edit: requiredMessageId(parameters),
			body: requiredText(parameters, 'text', 'new text'),
		};
		return inShape(call, [await client.send('/messages/text', body)], simplifyMessage);
	},
};

/** Message > Forward: `POST /messages/{MessageID}` */
export const forward: Operation<WhapiClient> = {
	value: 'forward',
	name: 'Forward',
	action: 'Forward a message',
	description: 'Send a message on to another person or group',
	properties: [messageIdParameter, recipientParameter, simplifyParameter],
	async execute(call) {
		const { client, parameters } = call;
		const id = requiredMessageId(parameters);
		const to = toChatId(parameters.locator('recipient'), 'recipient');
		const sent = await withPause(call, () => client.send(pathOf`/messages/${id}`, { to }));
		return inShape(call, [sent], simplifyMessage);
	},
};

/** Message > Delete: `DELETE /messages/{MessageID}` */
export const deleteMessage: Operation<WhapiClient> = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete a message',
	description: 'Delete a message',
	properties: [messageIdParameter],
	async execute({ client, parameters }) {
		await client.change('DELETE', pathOf`/messages/${requiredMessageId(parameters)}`);
		return { json: [{ deleted: true }] };
	},
};

/** Message > React: `PUT /messages/{MessageID}/reaction`; an empty emoji takes the reaction back. */
export const react: Operation<WhapiClient> = {
	value: 'react',
	name: 'React',
	action: 'React to a message',
	description: 'React to a message with an emoji, or take the reaction back',
	properties: [
		messageIdParameter,
		{
			displayName: 'Emoji',
			name: 'emoji',
			type: 'string',
			default: '',
			description: 'The emoji to react with. Leave empty to take the reaction back.',
		},
	],
	async execute({ client, parameters }) {
		const id = requiredMessageId(parameters);
		const emoji = parameters.text('emoji').trim();
		await client.change('PUT', pathOf`/messages/${id}/reaction`, { emoji });
		return SUCCESS;
	},
};

/** Message > Mark as Read: `PUT /messages/{MessageID}` */
export const markAsRead: Operation<WhapiClient> = {
	value: 'markAsRead',
	name: 'Mark as Read',
	action: 'Mark a message as read',
	description: 'Mark a message as read, so that the sender sees the blue ticks',
	properties: [messageIdParameter],
	async execute({ client, parameters }) {
		await client.change('PUT', pathOf`/messages/${requiredMessageId(parameters)}`);
		return SUCCESS;
	},
};

const pinnedForParameter: INodeProperties = {
	displayName: 'Pin',
	name: 'pinFor',
	type: 'options',
	options: [
		{ name: 'For a Day', value: 'day' },
		{ name: 'For a Month', value: 'month' },
		{ name: 'For a Week', value: 'week' },
		{ name: 'Unpin', value: 'unpin' },
	],
	default: 'week',
	description: 'How long the message stays on top of the chat',
};

/** Message > Pin: `POST` or `DELETE /messages/{MessageID}/pin` */
export const pin: Operation<WhapiClient> = {
	value: 'pin',
	name: 'Pin',
	action: 'Pin a message',
	description: 'Pin a message to the top of its chat, or unpin it',
	properties: [messageIdParameter, pinnedForParameter],
	async execute({ client, parameters }) {
		const path = pathOf`/messages/${requiredMessageId(parameters)}/pin`;
		const time = parameters.text('pinFor') || 'week';
		if (time === 'unpin') await client.change('DELETE', path);
		else await client.change('POST', path, { time });
		return SUCCESS;
	},
};

/** Message > Star: `PUT /messages/{MessageID}/star` */
export const star: Operation<WhapiClient> = {
	value: 'star',
	name: 'Star',
	action: 'Star a message',
	description: 'Star a message, or take the star away',
	properties: [
		messageIdParameter,
		{
			displayName: 'Starred',
			name: 'starred',
			type: 'boolean',
			default: true,
			description: 'Whether the message has a star',
		},
	],
	async execute({ client, parameters }) {
		const id = requiredMessageId(parameters);
		const starred = parameters.boolean('starred', true);
		await client.change('PUT', pathOf`/messages/${id}/star`, { starred });
		return SUCCESS;
	},
};
