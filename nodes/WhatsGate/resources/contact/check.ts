import type { Operation } from '../../../shared/operation';
import { CHECKS_IN_FLIGHT } from '../../../shared/operation';
import { phoneDigits } from '../../../shared/recipient';
import type { WhatsGateClient } from '../../client';
import { sessionParameter } from '../../descriptions';
import { requiredSession } from '../../requiredSession';

/** Contact > Check: https://whatsgate.org/docs/api/request, command `check` */
export const check: Operation<WhatsGateClient> = {
	value: 'check',
	name: 'Check',
	action: 'Check a phone number',
	description: 'Check whether a phone number is on WhatsApp, before a message goes to it',
	inFlight: CHECKS_IN_FLIGHT,
	properties: [
		sessionParameter,
		{
			displayName: 'Phone Number',
			name: 'phoneNumber',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. +7 999 111-22-33',
			description: 'With the country code. Plus, spaces, dashes and brackets do not matter.',
		},
	],
	async execute({ client, parameters }) {
		const session = requiredSession(parameters);
		const phoneNumber = phoneDigits(parameters.text('phoneNumber'));
		const exists = await client.isOnWhatsApp(session, phoneNumber);
		return { json: [{ phoneNumber, exists, chatId: exists ? `${phoneNumber}@c.us` : null }] };
	},
};
