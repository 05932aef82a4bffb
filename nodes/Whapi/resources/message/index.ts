import type { Resource } from '../../../shared/operation';
import type { WhapiClient } from '../../client';
import { deleteMessage, edit, forward, markAsRead, pin, react, star } from './manage';
import { get, getAll } from './read';
import { send } from './send';
import { sendAndWait } from './sendAndWait';

export const message: Resource<WhapiClient> = {
	value: 'message',
	name: 'Message',
	operations: [
		send,
		sendAndWait,
		get,
		getAll,
		edit,
		deleteMessage,
		forward,
		react,
		markAsRead,
		pin,
		star,
	],
	defaultOperation: send.value,
};
