import { InvalidInput } from '../../../shared/errors';
import type { Operation } from '../../../shared/operation';
import { setCallback } from '../../callback';
import type { WhatsGateClient } from '../../client';
import { sessionParameter } from '../../descriptions';
import { requiredSession } from '../../requiredSession';
import { webhookUrl } from './webhookUrl';

/** Session > Delete: https://whatsgate.org/docs/api/session-delete */
export const deleteSession: Operation<WhatsGateClient> = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete a session',
	description: 'Log out of WhatsApp and remove the session for good. This cannot be undone.',
	properties: [sessionParameter],
	async execute({ client, parameters }) {
		await client.deleteSession(requiredSession(parameters));
		return { json: [{ deleted: true }] };
	},
};

/** Session > Rename: `set-name` on https://whatsgate.org/docs/api/request */
export const rename: Operation<WhatsGateClient> = {
	value: 'rename',
	name: 'Rename',
	action: 'Rename a session',
	description: 'Give a session another name',
	properties: [
		sessionParameter,
		{
			displayName: 'New Name',
			name: 'name',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Sales',
			description: 'The new name of the session',
		},
	],
	async execute({ client, parameters }) {
		const session = requiredSession(parameters);
		const name = parameters.text('name').trim();
		if (name === '') {
			throw new InvalidInput(
				'The new name is empty',
				'Enter the name that the session should have.',
			);
		}
		await client.renameSession(session, name);
		return { json: [{ success: true, id: session, name }] };
	},
};

/** Session > Set Webhook: `set-hook` on https://whatsgate.org/docs/api/webhook */
export const setWebhook: Operation<WhatsGateClient> = {
	value: 'setWebhook',
	name: 'Set Webhook',
	action: 'Set the webhook of a session',
	description: 'Set where the events of a session are sent, or switch that off',
	properties: [
		sessionParameter,
		{
			displayName:
				'A session has one webhook. This replaces it, also that of an active WhatsGate Trigger, which would get no events any more.',
			name: 'webhookNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Webhook URL',
			name: 'webhookUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://example.com/whatsgate',
			description: 'The address that events are sent to. Leave empty to switch the webhook off.',
		},
	],
	async execute({ client, parameters }) {
		const session = requiredSession(parameters);
		const url = webhookUrl(parameters);
		await setCallback(client, session, url);
		return { json: [{ success: true, id: session, webhookUrl: url || null }] };
	},
};
