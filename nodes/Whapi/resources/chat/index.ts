import type { Resource } from '../../../shared/operation';
import type { WhapiClient } from '../../client';
import { simplifyChat } from '../../simplify';
import { getMany } from '../getMany';
import { archive, deleteChat, get } from './operations';
import { update } from './update';

const getAll = getMany({
	plural: 'chats',
	description: 'List the chats with people and groups, with unread counts and labels',
	path: '/chats',
	key: 'chats',
	simplify: simplifyChat,
});

export const chat: Resource<WhapiClient> = {
	value: 'chat',
	name: 'Chat',
	operations: [getAll, get, update, archive, deleteChat],
	defaultOperation: getAll.value,
};
