import { randomBytes } from 'node:crypto';

import type { ParticipantChange } from './events';
import type { ChatId, Group, Participant, Session } from './types';
import type { World } from './world';

/** An invite code: 22 letters and digits. */
export function newInviteCode(): string {
	return randomBytes(32)
		.toString('base64')
		.replace(/[^A-Za-z0-9]/g, '')
		.padEnd(22, '0')
		.slice(0, 22);
}

/** A group as it is right after it was made; `time` in milliseconds since 1970. */
export function newGroup(
	id: ChatId,
	name: string,
	owner: ChatId,
	participants: Participant[],
	time: number,
): Group {
	return {
		id,
		name,
		owner,
		participants,
		createdAt: time,
		namedAt: time,
		description: '',
		announcements: false,
		restricted: false,
		adminsAdd: false,
		approval: false,
		inviteCode: newInviteCode(),
	};
}

/** The parts of a group that somebody may change. */
export type GroupChanges = Partial<
	Pick<
		Group,
		| 'name'
		| 'description'
		| 'announcements'
		| 'restricted'
		| 'adminsAdd'
		| 'approval'
		| 'inviteCode'
	>
>;

/** Changes a group and tells it. */
export function changeGroup(world: World, group: Group, changes: GroupChanges): void {
	if (changes.name !== undefined && changes.name !== group.name) {
		group.namedAt = world.clock.now();
	}
	Object.assign(group, changes);
	world.emit({ kind: 'group', group, change: 'changed' });
}

/** Adds, removes, promotes or demotes people; gives those for whom it changed something. */
export function changeParticipants(
	world: World,
	group: Group,
	people: ChatId[],
	change: ParticipantChange,
): ChatId[] {
	const done = people.filter((id) => changeParticipant(group, id, change));
	if (done.length > 0) world.emit({ kind: 'participants', group, people: done, change });
	return done;
}

function changeParticipant(group: Group, id: ChatId, change: ParticipantChange): boolean {
	const found = group.participants.find((one) => one.id === id);
	switch (change) {
		case 'add':
			if (found) return false;
			group.participants.push({ id, admin: false, superAdmin: false });
			return true;
		case 'remove':
			if (!found) return false;
			group.participants = group.participants.filter((one) => one !== found);
			return true;
		case 'promote':
			if (!found || found.admin) return false;
			found.admin = true;
			return true;
		case 'demote':
			if (!found?.admin) return false;
			found.admin = false;
			found.superAdmin = false;
			return true;
	}
}

/** True when the session's number is an administrator of the group. */
export function isAdmin(world: World, session: Session, group: Group): boolean {
	const own = world.ownId(session);
	return group.participants.some((one) => one.id === own && (one.admin || one.superAdmin));
}
