/** Who is in a group and who leads it (reference, 2.8). */

import type { IDataObject } from 'n8n-workflow';

import { textOf } from '../../../shared/json';
import type { Operation } from '../../../shared/operation';
import type { WhapiClient } from '../../client';
import { pathOf } from '../../client';
import { groupParameter, participantsParameter } from '../../descriptions';
import { requiredGroup, requiredParticipants } from '../../values';

type Change = Pick<Operation<WhapiClient>, 'value' | 'name' | 'action' | 'description'> & {
	method: 'POST' | 'PATCH' | 'DELETE';
	list: 'participants' | 'admins';
};

const textsOf = (value: unknown): string[] =>
	Array.isArray(value) ? value.flatMap((entry) => textOf(entry) ?? []) : [];

/** The answer names who could not be changed; for admins it names nobody. */
function outcome({ failed }: IDataObject) {
	const left = textsOf(failed);
	return { success: left.length === 0, failed: left };
}

function membersOperation({ method, list, ...operation }: Change): Operation<WhapiClient> {
	return {
		...operation,
		properties: [groupParameter, participantsParameter],
		async execute({ client, parameters }) {
			const path = pathOf`/groups/${requiredGroup(parameters)}/${list}`;
			const participants = requiredParticipants(parameters);
			return { json: [outcome(await client.change(method, path, { participants }))] };
		},
	};
}

export const addParticipants = membersOperation({
	value: 'addParticipants',
	name: 'Add Participants',
	action: 'Add participants to a group',
	description: 'Add people to a group',
	method: 'POST',
	list: 'participants',
});

export const removeParticipants = membersOperation({
	value: 'removeParticipants',
	name: 'Remove Participants',
	action: 'Remove participants from a group',
	description: 'Remove people from a group',
	method: 'DELETE',
	list: 'participants',
});

export const promote = membersOperation({
	value: 'promote',
	name: 'Promote',
	action: 'Promote participants to admins',
	description: 'Make participants of a group admins',
	method: 'PATCH',
	list: 'admins',
});

export const demote = membersOperation({
	value: 'demote',
	name: 'Demote',
	action: 'Demote admins to participants',
	description: 'Take the admin rights in a group from people',
	method: 'DELETE',
	list: 'admins',
});
