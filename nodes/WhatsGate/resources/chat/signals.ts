import type { Operation, OperationCall } from '../../../shared/operation';
import type { Recipient, WhatsGateClient } from '../../client';
import { chatParameter, sessionParameter } from '../../descriptions';
import { toRecipient } from '../../recipient';
import { requiredSession } from '../../requiredSession';

/** What a chat is shown: commands that take a chat and give nothing back. */
async function signal(
	{ parameters }: OperationCall<WhatsGateClient>,
	command: (session: string, chat: Recipient) => Promise<void>,
) {
	const session = requiredSession(parameters);
	await command(session, toRecipient(parameters.locator('chat'), 'chat'));
	return { json: [{ success: true }] };
}

/** Chat > Mark as Seen: https://whatsgate.org/docs/api/seen */
export const markAsSeen: Operation<WhatsGateClient> = {
	value: 'markAsSeen',
	name: 'Mark as Seen',
	action: 'Mark a chat as seen',
	description: 'Mark the latest messages of a chat as read, so that the sender sees the blue ticks',
	properties: [sessionParameter, chatParameter],
	execute: async (call) =>
		await signal(call, async (session, chat) => {
			await call.client.markAsSeen(session, chat);
		}),
};

/** Chat > Send Typing: https://whatsgate.org/docs/api/typing */
export const sendTyping: Operation<WhatsGateClient> = {
	value: 'sendTyping',
	name: 'Send Typing',
	action: 'Show typing in a chat',
	description: 'Show the other side that you are typing, for 15 seconds',
	properties: [sessionParameter, chatParameter],
	execute: async (call) =>
		await signal(call, async (session, chat) => {
			await call.client.sendTyping(session, chat);
		}),
};
