import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { askingOperation } from '../../../shared/sendAndWait/ask';
import type { Asking, LinkedQuestion } from '../../../shared/sendAndWait/ask';
import { APPROVE, DECLINE } from '../../../shared/sendAndWait/pages';
import { buttonId } from '../../../shared/sendAndWait/pressed';
import { WhapiClient } from '../../client';
import { recipientParameter } from '../../descriptions';
import { toChatId } from '../../recipient';

const quickRepliesOption: INodeProperties = {
	displayName: 'Quick Reply Buttons',
	name: 'quickReplies',
	type: 'boolean',
	default: false,
	description:
		'Whether to add buttons to the message, for an approval. They work while a workflow with a Whapi Trigger for messages of this channel is active in this n8n. WhatsApp does not show buttons on every phone; the link works always.',
};

/** The buttons of an approval; null where the question has none, or their ids would be too long. */
function buttonsOf(secret: string, { approval, link }: LinkedQuestion): IDataObject[] | null {
	if (approval === null) return null;
	const labels = [
		{ answer: APPROVE, title: approval.approve },
		...(approval.decline === null ? [] : [{ answer: DECLINE, title: approval.decline }]),
	];
	const buttons = labels.flatMap(({ answer, title }) => {
		const id = buttonId(secret, { answer, link });
		return id === null ? [] : [{ type: 'quick_reply', title, id }];
	});
	return buttons.length === labels.length ? buttons : null;
}

/** What Whapi.Cloud brings to Send and Wait: `POST /messages/text` and `/messages/interactive` (reference, 2.2, 2.3). */
export const asking: Asking<WhapiClient> = {
	properties: [recipientParameter],
	options: [quickRepliesOption],
	chatId: (parameters) => toChatId(parameters.locator('recipient'), 'recipient'),
	gatewayUrl: (client) => client.baseUrl,
	connect: async (functions) => await WhapiClient.connect(functions),
	async sendWithButtons(client, parameters, question) {
		if (!parameters.group('options').boolean('quickReplies')) return false;
		const buttons = buttonsOf(client.secret, question);
		if (buttons === null) return false;
		const to = toChatId(parameters.locator('recipient'), 'recipient');
		const message = { type: 'button', body: { text: question.text }, action: { buttons } };
		await client.send('/messages/interactive', { to, ...message });
		return true;
	},
	async sendText(client, parameters, body) {
		const to = toChatId(parameters.locator('recipient'), 'recipient');
		// The preview would be one of the answer page.
		await client.send('/messages/text', { to, body, no_link_preview: true });
	},
};

/** Message > Send and Wait for Response */
export const sendAndWait = askingOperation(asking);
