import { z } from 'zod/v4';

import type { ParticipantChange } from '../../world/events';
import { changeParticipants } from '../../world/groups';
import type { Group } from '../../world/types';
import { fieldsOf } from '../body';
import { WhapiError } from '../errors';
import { contactIdOf, worldId } from '../ids';
import { contactId, parseFields } from '../input';
import { json, success, type Operation, type OperationContext } from './operation';

const schema = z.object({ participants: z.array(contactId).min(1) });

/** Gives the group of the path to an administrator. */
type GroupOf = (context: OperationContext) => { group: Group };

/** Adds or removes; the answer tells for whom it worked (response.groups.participants). */
function changeMembers(context: OperationContext, groupOf: GroupOf, change: 'add' | 'remove') {
	const { world } = context.whapi;
	const { group } = groupOf(context);
	const people = parseFields(schema, fieldsOf(context.body)).participants.map(worldId);
	const known = people.filter((id) => world.isOnWhatsApp(id));
	const done = changeParticipants(world, group, known, change);
	const failed = people.filter((id) => !done.includes(id));
	return {
		success: done.length > 0,
		processed: done.map(contactIdOf),
		failed: failed.map(contactIdOf),
	};
}

function changeRanks(
	context: OperationContext,
	groupOf: GroupOf,
	change: ParticipantChange & ('promote' | 'demote'),
) {
	const { group } = groupOf(context);
	const people = parseFields(schema, fieldsOf(context.body)).participants.map(worldId);
	const stranger = people.find((id) => group.participants.every((one) => one.id !== id));
	if (stranger !== undefined) {
		throw new WhapiError(404, 'Specified participant not found', contactIdOf(stranger));
	}
	changeParticipants(context.whapi.world, group, people, change);
	return success;
}

/** Participants and administrators of groups (2.8); the DELETEs carry a body. */
export function memberOperations(groupOf: GroupOf): Operation[] {
	const participants = '/groups/{GroupID}/participants';
	const admins = '/groups/{GroupID}/admins';
	return [
		json('POST', participants, (context) => changeMembers(context, groupOf, 'add')),
		json('DELETE', participants, (context) => changeMembers(context, groupOf, 'remove')),
		json('PATCH', admins, (context) => changeRanks(context, groupOf, 'promote')),
		json('DELETE', admins, (context) => changeRanks(context, groupOf, 'demote')),
	];
}
