import type { IDataObject } from 'n8n-workflow';

import { limitParameters, simplifyParameter } from '../../../shared/descriptions';
import type { Operation } from '../../../shared/operation';
import type { Parameters } from '../../../shared/parameters';
import { inShape, wantedCount } from '../../../shared/results';
import type { WhatsGateClient } from '../../client';
import { sessionParameter } from '../../descriptions';
import { requiredSession } from '../../requiredSession';
import { simplifyChat } from '../../simplify';

/** Chat > Get Many: https://whatsgate.org/docs/api/get-chats. The service gives all chats; filters work here. */
export const getAll: Operation<WhatsGateClient> = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many chats',
	description: 'List the chats with people and groups, with unread counts and group participants',
	properties: [
		sessionParameter,
		...limitParameters,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add filter',
			default: {},
			options: [
				{
					displayName: 'Search',
					name: 'search',
					type: 'string',
					default: '',
					placeholder: 'e.g. Vasily',
					description: 'Only chats whose name or ID contains this text',
				},
				{
					displayName: 'Type',
					name: 'type',
					type: 'options',
					options: [
						{ name: 'All', value: 'all' },
						{ name: 'Contacts', value: 'contact' },
						{ name: 'Groups', value: 'group' },
					],
					default: 'all',
				},
				{
					displayName: 'Unread Only',
					name: 'unreadOnly',
					type: 'boolean',
					default: false,
					description: 'Whether to return only chats with messages that are not read yet',
				},
			],
		},
		simplifyParameter,
	],
	async execute(call) {
		const { client, parameters } = call;
		const session = requiredSession(parameters);
		const count = wantedCount(call);
		const matches = chatFilter(parameters.group('filters'));
		const chats = (await client.getChats(session)).filter(matches);
		const now = Date.now();
		return inShape(call, chats.slice(0, count), (chat) => simplifyChat(chat, now));
	},
};

function chatFilter(filters: Parameters): (chat: IDataObject) => boolean {
	const type = filters.text('type') || 'all';
	const unreadOnly = filters.boolean('unreadOnly');
	const search = filters.text('search').trim().toLowerCase();
	return (chat) => {
		const { name, id, isGroup, unread } = simplifyChat(chat, 0);
		if (type !== 'all' && isGroup !== (type === 'group')) return false;
		if (unreadOnly && !unread) return false;
		return `${name ?? ''}\n${id ?? ''}`.toLowerCase().includes(search);
	};
}
