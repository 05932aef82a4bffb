import type { Resource } from '../../../shared/operation';
import type { WhatsGateClient } from '../../client';
import { downloadMedia } from './downloadMedia';
import { send } from './send';
import { sendAndWait } from './sendAndWait';

export const message: Resource<WhatsGateClient> = {
	value: 'message',
	name: 'Message',
	operations: [send, sendAndWait, downloadMedia],
	defaultOperation: send.value,
};
