import type { Resource } from '../../../shared/operation';
import type { WhatsGateClient } from '../../client';
import { getAll } from './getAll';

export const event: Resource<WhatsGateClient> = {
	value: 'event',
	name: 'Event',
	operations: [getAll],
	defaultOperation: getAll.value,
};
