import { InvalidInput } from '../../../shared/errors';
import { recordsOf, textOf } from '../../../shared/json';
import type { Operation } from '../../../shared/operation';
import { CHECKS_IN_FLIGHT } from '../../../shared/operation';
import { phoneDigits } from '../../../shared/recipient';
import type { WhapiClient } from '../../client';
import { personId } from '../../recipient';
import { textList } from '../../values';

/** Contact > Check: `POST /contacts` (reference, 2.7). One call for all numbers of an item. */
export const check: Operation<WhapiClient> = {
	value: 'check',
	name: 'Check',
	action: 'Check phone numbers',
	description: 'Check whether phone numbers are on WhatsApp, before a message goes to them',
	inFlight: CHECKS_IN_FLIGHT,
	properties: [
		{
			displayName: 'Phone Numbers',
			name: 'phoneNumbers',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. +7 999 111-22-33, 919984351847',
			description: 'With the country code; several are separated by commas',
		},
	],
	async execute({ client, parameters }) {
		const numbers = textList(parameters, 'phoneNumbers').map(phoneDigits);
		if (numbers.length === 0) {
			throw new InvalidInput('No phone numbers are given', 'Enter one or more phone numbers.');
		}
		const { contacts } = await client.change('POST', '/contacts', { contacts: numbers });
		const answers = recordsOf(contacts);
		return {
			json: numbers.map((phoneNumber) => {
				const answer = answers.find(
					({ input }) => (textOf(input) ?? '').replace(/\D/g, '') === phoneNumber,
				);
				const exists = answer?.status === 'valid';
				const id = textOf(answer?.wa_id) ?? phoneNumber;
				return { phoneNumber, exists, chatId: exists ? personId(id) : null };
			}),
		};
	},
};
