import type { Resource } from '../../../shared/operation';
import type { WhapiClient } from '../../client';
import { simplifyContact } from '../../simplify';
import { getMany } from '../getMany';
import { check } from './check';
import { get } from './get';

const getAll = getMany({
	plural: 'contacts',
	description: 'List the contacts of the channel',
	path: '/contacts',
	key: 'contacts',
	simplify: simplifyContact,
});

export const contact: Resource<WhapiClient> = {
	value: 'contact',
	name: 'Contact',
	operations: [getAll, get, check],
	defaultOperation: getAll.value,
};
