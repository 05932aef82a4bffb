import type { Resource } from '../../../shared/operation';
import type { WhapiClient } from '../../client';
import { simplifyGroup } from '../../simplify';
import { getMany } from '../getMany';
import { addParticipants, demote, promote, removeParticipants } from './members';
import { create, get, getInvite, leave, update } from './operations';

const getAll = getMany({
	plural: 'groups',
	description: 'List the groups with their participants',
	path: '/groups',
	key: 'groups',
	simplify: simplifyGroup,
});

export const group: Resource<WhapiClient> = {
	value: 'group',
	name: 'Group',
	operations: [
		getAll,
		get,
		create,
		update,
		leave,
		addParticipants,
		removeParticipants,
		promote,
		demote,
		getInvite,
	],
	defaultOperation: getAll.value,
};
