/** The lists that the editor offers for chats, groups and labels. */

import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { toNodeError } from '../shared/errors';
import { textOf } from '../shared/json';
import { listResults } from '../shared/listResults';
import { WhapiClient } from './client';
import { simplifyChat } from './simplify';

/** Lists of thousands of chats are searched, not scrolled. */
const MOST_ENTRIES = 5000;

async function search(
	functions: ILoadOptionsFunctions,
	filter: string | undefined,
	read: (client: WhapiClient) => Promise<IDataObject[]>,
): Promise<INodeListSearchResult> {
	try {
		const entries = await read(await WhapiClient.connect(functions));
		const items = entries.map((entry) => {
			const { isGroup } = simplifyChat(entry);
			const id = textOf(entry.id) ?? '';
			return { name: `${textOf(entry.name) ?? id}${isGroup ? ' (group)' : ''}`, value: id };
		});
		return listResults(items, filter);
	} catch (error) {
		throw toNodeError(functions.getNode(), error);
	}
}

export async function searchChats(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await search(
		this,
		filter,
		async (client) => await client.list('/chats', 'chats', MOST_ENTRIES),
	);
}

export async function searchGroups(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await search(
		this,
		filter,
		async (client) => await client.list('/groups', 'groups', MOST_ENTRIES),
	);
}

export async function searchLabels(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await search(this, filter, async (client) => await client.getBare('/labels'));
}
