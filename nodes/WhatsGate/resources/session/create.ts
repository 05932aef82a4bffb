import { simplifyParameter } from '../../../shared/descriptions';
import { InvalidInput } from '../../../shared/errors';
import type { Operation } from '../../../shared/operation';
import { phoneDigits } from '../../../shared/recipient';
import type { WhatsGateClient } from '../../client';
import { webhookUrl } from './webhookUrl';
import { sessionsInShape } from './shape';

/** Session > Create: https://whatsgate.org/docs/api/session-create */
export const create: Operation<WhatsGateClient> = {
	value: 'create',
	name: 'Create',
	action: 'Create a session',
	description:
		'Begin to link a WhatsApp account. The answer has a link to a page with the QR code to scan with the phone.',
	properties: [
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Sales',
			description: 'A name of your choice for the session',
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'Link By',
					name: 'authType',
					type: 'options',
					options: [
						{ name: 'Pairing Code', value: 'CODE', description: 'A code to type on the phone' },
						{ name: 'QR Code', value: 'QR', description: 'A picture to scan with the phone' },
					],
					default: 'QR',
					description: 'How the phone is linked. A pairing code needs the option "Phone Number".',
				},
				{
					displayName: 'Phone Number',
					name: 'phoneNumber',
					type: 'string',
					default: '',
					placeholder: 'e.g. +7 999 111-22-33',
					description: 'The number to link, for a pairing code',
				},
				{
					displayName: 'Webhook URL',
					name: 'webhookUrl',
					type: 'string',
					default: '',
					placeholder: 'e.g. https://example.com/whatsgate',
					description:
						'Where events are sent. Not needed for the WhatsGate Trigger, which sets its own.',
				},
			],
		},
		simplifyParameter,
	],
	async execute(call) {
		const { client, parameters } = call;
		const name = parameters.text('name').trim();
		if (name === '') {
			throw new InvalidInput('The session has no name', 'Enter a name to know the session by.');
		}
		const options = parameters.group('options');
		const callback = webhookUrl(options) || undefined;
		const pairing =
			options.text('authType') === 'CODE'
				? { auth_type: 'CODE' as const, number: phoneDigits(options.text('phoneNumber')) }
				: {};
		return sessionsInShape(call, [await client.createSession({ name, callback, ...pairing })]);
	},
};
