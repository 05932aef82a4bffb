import { simplifyParameter } from '../../../shared/descriptions';
import { numberOf } from '../../../shared/json';
import type { Operation } from '../../../shared/operation';
import { inShape } from '../../../shared/results';
import type { WhatsGateClient } from '../../client';
import { chatParameter, sessionParameter } from '../../descriptions';
import { toRecipient } from '../../recipient';
import { requiredSession } from '../../requiredSession';
import { simplifyMessage } from '../../simplify';

/** Chat > Get History: https://whatsgate.org/docs/api/get-history. The order is not stated, so it is made here. */
export const getHistory: Operation<WhatsGateClient> = {
	value: 'getHistory',
	name: 'Get History',
	action: 'Get the history of a chat',
	description: 'Get the messages of a chat, oldest first: at most 100, none older than 90 days',
	properties: [sessionParameter, chatParameter, simplifyParameter],
	async execute(call) {
		const { client, parameters } = call;
		const session = requiredSession(parameters);
		const chat = toRecipient(parameters.locator('chat'), 'chat');
		const messages = await client.getHistory(session, chat);
		const byTime = messages
			.map((message) => ({ message, at: numberOf(message.timestamp) ?? 0 }))
			.sort((a, b) => a.at - b.at);
		return inShape(
			call,
			byTime.map(({ message }) => message),
			simplifyMessage,
		);
	},
};
