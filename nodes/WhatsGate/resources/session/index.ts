import type { Resource } from '../../../shared/operation';
import type { WhatsGateClient } from '../../client';
import { create } from './create';
import { getAll } from './getAll';
import { deleteSession, rename, setWebhook } from './manage';

export const session: Resource<WhatsGateClient> = {
	value: 'session',
	name: 'Session',
	operations: [getAll, create, deleteSession, rename, setWebhook],
	defaultOperation: getAll.value,
};
