import type { Resource } from '../../../shared/operation';
import type { WhatsGateClient } from '../../client';
import { getAll } from './getAll';
import { getHistory } from './getHistory';
import { markAsSeen, sendTyping } from './signals';

export const chat: Resource<WhatsGateClient> = {
	value: 'chat',
	name: 'Chat',
	operations: [getAll, getHistory, markAsSeen, sendTyping],
	defaultOperation: getAll.value,
};
