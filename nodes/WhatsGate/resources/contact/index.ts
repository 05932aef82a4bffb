import type { Resource } from '../../../shared/operation';
import type { WhatsGateClient } from '../../client';
import { check } from './check';

export const contact: Resource<WhatsGateClient> = {
	value: 'contact',
	name: 'Contact',
	operations: [check],
	defaultOperation: check.value,
};
