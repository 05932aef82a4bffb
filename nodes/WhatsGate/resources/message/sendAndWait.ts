import { askingOperation } from '../../../shared/sendAndWait/ask';
import type { Asking } from '../../../shared/sendAndWait/ask';
import { WhatsGateClient } from '../../client';
import { recipientParameter, sessionParameter } from '../../descriptions';
import { chatIdOf, toRecipient } from '../../recipient';
import { requiredSession } from '../../requiredSession';

/** What WhatsGate brings to Send and Wait: https://whatsgate.org/docs/api/send */
export const asking: Asking<WhatsGateClient> = {
	properties: [sessionParameter, recipientParameter],
	options: [],
	chatId: (parameters) => chatIdOf(toRecipient(parameters.locator('recipient'), 'recipient')),
	gatewayUrl: (client) => client.baseUrl,
	connect: async (functions) => await WhatsGateClient.connect(functions),
	async sendText(client, parameters, body) {
		const session = requiredSession(parameters);
		const recipient = toRecipient(parameters.locator('recipient'), 'recipient');
		await client.send(session, recipient, { type: 'text', body }, false);
	},
};

/** Message > Send and Wait for Response */
export const sendAndWait = askingOperation(asking);
