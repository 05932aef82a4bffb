import { channelOperations } from './channel';
import { chatOperations } from './chats';
import { contactOperations } from './contacts';
import { groupOperations } from './groups';
import { labelOperations } from './labels';
import { mediaOperations } from './media';
import { messageOperations } from './messages';
import type { Operation } from './operation';
import { presenceOperations } from './presences';
import { mediaMessageOperations } from './sendMedia';
import { storyOperations } from './stories';
import { structuredOperations } from './structured';
import { sendText } from './text';

/** All operations of the API that the emulator knows (section 2). */
export const operations: readonly Operation[] = [
	...channelOperations,
	sendText,
	...mediaMessageOperations,
	...structuredOperations,
	...storyOperations,
	...messageOperations,
	...chatOperations,
	...contactOperations,
	...presenceOperations,
	...groupOperations,
	...labelOperations,
	...mediaOperations,
];
