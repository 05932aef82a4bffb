/** The lists that the editor offers for sessions and chats. */

import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { InvalidInput, toNodeError } from '../shared/errors';
import { textOf } from '../shared/json';
import { listResults } from '../shared/listResults';
import { readPages } from '../shared/paging';
import { Parameters } from '../shared/parameters';
import { WhatsGateClient } from './client';
import { simplifyChat, simplifySession } from './simplify';

const PAGE_SIZE = 100;

/** All sessions of the account: name, number and, where it is not READY, the status. */
export async function searchSessions(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	try {
		const client = await WhatsGateClient.connect(this);
		const sessions = await readPages(
			Infinity,
			({ unique_id }) => textOf(unique_id),
			async (page) => await client.getSessions({}, page, PAGE_SIZE),
		);
		const entries = sessions.map(simplifySession).map(({ id, name, chatId, isReady, status }) => {
			const number = textOf(chatId)?.split('@')[0];
			const notes = [number, isReady === true ? null : textOf(status)].filter(Boolean);
			const label = textOf(name) ?? textOf(id) ?? '';
			return {
				name: notes.length > 0 ? `${label} (${notes.join(', ')})` : label,
				value: textOf(id) ?? '',
			};
		});
		return listResults(entries, filter);
	} catch (error) {
		throw toNodeError(this.getNode(), error);
	}
}

/** The chats of the chosen session. */
export async function searchChats(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	try {
		const parameters = new Parameters((name) => this.getCurrentNodeParameter(name));
		const session = parameters.locator('session').value;
		if (session === '') {
			throw new InvalidInput('No session is chosen', 'Choose the session first, then the chat.');
		}
		const chats = await (await WhatsGateClient.connect(this)).getChats(session);
		const entries = chats
			.map((chat) => simplifyChat(chat, 0))
			.map(({ id, name, isGroup }) => ({
				name: `${name ?? id ?? ''}${isGroup ? ' (group)' : ''}`,
				value: id ?? '',
			}));
		return listResults(entries, filter);
	} catch (error) {
		throw toNodeError(this.getNode(), error);
	}
}
