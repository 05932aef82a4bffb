import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { InvalidInput } from '../../../shared/errors';
import type { Operation } from '../../../shared/operation';
import type { Parameters } from '../../../shared/parameters';
import type { WhapiClient } from '../../client';
import { pathOf } from '../../client';
import { chatParameter } from '../../descriptions';
import { requiredChat } from '../../values';

const updateFields: INodeProperties = {
	displayName: 'Update Fields',
	name: 'updateFields',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	options: [
		{
			displayName: 'Disappearing Messages',
			name: 'ephemeral',
			type: 'options',
			options: [
				{ name: 'After 90 Days', value: 'quarter' },
				{ name: 'After a Day', value: 'day' },
				{ name: 'After a Week', value: 'week' },
				{ name: 'Off', value: 'none' },
			],
			default: 'none',
			description: 'When messages of the chat disappear',
		},
		{
			displayName: 'Mark Unread',
			name: 'markUnread',
			type: 'boolean',
			default: true,
			description: 'Whether the chat is marked as unread',
		},
		{
			displayName: 'Mute Until',
			name: 'muteUntil',
			type: 'dateTime',
			default: '',
			description: 'Until when the chat makes no sound. Leave empty to unmute it.',
		},
		{
			displayName: 'Pinned',
			name: 'pin',
			type: 'boolean',
			default: true,
			description: 'Whether the chat is pinned to the top',
		},
	],
};

/** Only what is to change may be sent (reference, 2.6); the mute is in milliseconds. */
function changes(parameters: Parameters, given: IDataObject, timeZone: string): IDataObject {
	const fields = parameters.group('updateFields');
	const body: IDataObject = {};
	if ('pin' in given) body.pin = fields.boolean('pin');
	if ('muteUntil' in given) body.mute_until = fields.dateTime('muteUntil', timeZone) ?? 0;
	if ('markUnread' in given) body.mark_unread = fields.boolean('markUnread');
	if ('ephemeral' in given) body.ephemeral = fields.text('ephemeral');
	return body;
}

/** Chat > Update: `PATCH /chats/{ChatID}` */
export const update: Operation<WhapiClient> = {
	value: 'update',
	name: 'Update',
	action: 'Update a chat',
	description: 'Pin, mute or mark a chat as unread, or change its disappearing messages',
	properties: [chatParameter, updateFields],
	async execute({ client, functions, parameters }) {
		const path = pathOf`/chats/${requiredChat(parameters)}`;
		const given = parameters.record('updateFields');
		const body = changes(parameters, given, functions.getTimezone());
		if (Object.keys(body).length === 0) {
			throw new InvalidInput('Nothing is to be changed', 'Add a field under "Update Fields".');
		}
		await client.change('PATCH', path, body);
		return { json: [{ success: true }] };
	},
};
