import { channelOperations } from './channel';
import { mediaOperations } from './media';
import { messageOperations } from './messages';
import type { Operation } from './operation';
import { mediaMessageOperations } from './sendMedia';
import { sendText } from './text';

/** All operations of the API that the emulator knows (section 2). */
export const operations: readonly Operation[] = [
	...channelOperations,
	sendText,
	...mediaMessageOperations,
	...messageOperations,
	...mediaOperations,
];
