import { simplifyParameter } from '../../../shared/descriptions';
import type { Operation } from '../../../shared/operation';
import { inShape } from '../../../shared/results';
import type { WhapiClient } from '../../client';
import { pathOf } from '../../client';
import { toParticipant } from '../../recipient';
import { simplifyContact } from '../../simplify';
import { requiredText } from '../../values';

/** Contact > Get: `GET /contacts/{ContactID}`, which takes digits only (reference, 2.7). */
export const get: Operation<WhapiClient> = {
	value: 'get',
	name: 'Get',
	action: 'Get a contact',
	description: 'Get the name and picture of a contact',
	properties: [
		{
			displayName: 'Contact',
			name: 'contact',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. +7 999 111-22-33',
			description: 'The phone number or the ID of the contact',
		},
		simplifyParameter,
	],
	async execute(call) {
		const id = toParticipant(requiredText(call.parameters, 'contact', 'contact'));
		return inShape(call, [await call.client.get(pathOf`/contacts/${id}`)], simplifyContact);
	},
};
