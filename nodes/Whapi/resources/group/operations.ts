/** Operations on one group (reference, 2.8). */

import { simplifyParameter } from '../../../shared/descriptions';
import { InvalidInput } from '../../../shared/errors';
import { textOf } from '../../../shared/json';
import type { Operation } from '../../../shared/operation';
import { inShape } from '../../../shared/results';
import type { WhapiClient } from '../../client';
import { pathOf } from '../../client';
import { groupParameter, participantsParameter } from '../../descriptions';
import { simplifyGroup } from '../../simplify';
import { requiredGroup, requiredParticipants, requiredText } from '../../values';

/** Group > Get: `GET /groups/{GroupID}` */
export const get: Operation<WhapiClient> = {
	value: 'get',
	name: 'Get',
	action: 'Get a group',
	description: 'Get one group with its participants',
	properties: [groupParameter, simplifyParameter],
	async execute(call) {
		const path = pathOf`/groups/${requiredGroup(call.parameters)}`;
		return inShape(call, [await call.client.get(path)], simplifyGroup);
	},
};

/** Group > Create: `POST /groups` */
export const create: Operation<WhapiClient> = {
	value: 'create',
	name: 'Create',
	action: 'Create a group',
	description: 'Create a group with people in it',
	properties: [
		{
			displayName: 'Subject',
			name: 'subject',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Order 1234',
			description: 'The name of the group',
		},
		participantsParameter,
		simplifyParameter,
	],
	async execute(call) {
		const { client, parameters } = call;
		const body = {
			subject: requiredText(parameters, 'subject', 'subject'),
			participants: requiredParticipants(parameters),
		};
		return inShape(call, [await client.change('POST', '/groups', body)], simplifyGroup);
	},
};

/** Group > Update: `PUT /groups/{GroupID}` */
export const update: Operation<WhapiClient> = {
	value: 'update',
	name: 'Update',
	action: 'Update a group',
	description: 'Change the subject or the description of a group',
	properties: [
		groupParameter,
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				{
					displayName: 'Description',
					name: 'description',
					type: 'string',
					default: '',
					description: 'What the group is about',
				},
				{
					displayName: 'Subject',
					name: 'subject',
					type: 'string',
					default: '',
					description: 'The name of the group',
				},
			],
		},
	],
	async execute({ client, parameters }) {
		const path = pathOf`/groups/${requiredGroup(parameters)}`;
		const { subject, description } = parameters.record('updateFields');
		if (subject === undefined && description === undefined) {
			throw new InvalidInput('Nothing is to be changed', 'Add a field under "Update Fields".');
		}
		await client.change('PUT', path, { subject, description });
		return { json: [{ success: true }] };
	},
};

/** Group > Leave: `DELETE /groups/{GroupID}` */
export const leave: Operation<WhapiClient> = {
	value: 'leave',
	name: 'Leave',
	action: 'Leave a group',
	description: 'Leave a group',
	properties: [groupParameter],
	async execute({ client, parameters }) {
		await client.change('DELETE', pathOf`/groups/${requiredGroup(parameters)}`);
		return { json: [{ success: true }] };
	},
};

/** Group > Get Invite: `GET /groups/{GroupID}/invite` */
export const getInvite: Operation<WhapiClient> = {
	value: 'getInvite',
	name: 'Get Invite',
	action: 'Get the invite of a group',
	description: 'Get the link that people join a group with',
	properties: [groupParameter],
	async execute({ client, parameters }) {
		const path = pathOf`/groups/${requiredGroup(parameters)}/invite`;
		const inviteCode = textOf((await client.get(path)).invite_code);
		const inviteLink = inviteCode === null ? null : `https://chat.whatsapp.com/${inviteCode}`;
		return { json: [{ inviteCode, inviteLink }] };
	},
};
