/** Operations on one chat (reference, 2.6). */

import { simplifyParameter } from '../../../shared/descriptions';
import type { Operation } from '../../../shared/operation';
import { inShape } from '../../../shared/results';
import type { WhapiClient } from '../../client';
import { pathOf } from '../../client';
import { chatParameter } from '../../descriptions';
import { simplifyChat } from '../../simplify';
import { requiredChat } from '../../values';

/** Chat > Get: `GET /chats/{ChatID}` */
export const get: Operation<WhapiClient> = {
	value: 'get',
	name: 'Get',
	action: 'Get a chat',
	description: 'Get one chat with its unread count and labels',
	properties: [chatParameter, simplifyParameter],
	async execute(call) {
		const path = pathOf`/chats/${requiredChat(call.parameters)}`;
		return inShape(call, [await call.client.get(path)], simplifyChat);
	},
};

/** Chat > Archive: `POST /chats/{ChatID}` */
export const archive: Operation<WhapiClient> = {
	value: 'archive',
	name: 'Archive',
	action: 'Archive a chat',
	description: 'Move a chat to the archive, or back',
	properties: [
		chatParameter,
		{
			displayName: 'Archived',
			name: 'archive',
			type: 'boolean',
			default: true,
			description: 'Whether the chat is in the archive',
		},
	],
	async execute({ client, parameters }) {
		const path = pathOf`/chats/${requiredChat(parameters)}`;
		await client.change('POST', path, { archive: parameters.boolean('archive', true) });
		return { json: [{ success: true }] };
	},
};

/** Chat > Delete: `DELETE /chats/{ChatID}` */
export const deleteChat: Operation<WhapiClient> = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete a chat',
	description: 'Delete a chat with its messages',
	properties: [chatParameter],
	async execute({ client, parameters }) {
		await client.change('DELETE', pathOf`/chats/${requiredChat(parameters)}`);
		return { json: [{ deleted: true }] };
	},
};
