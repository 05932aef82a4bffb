import { randomInt } from 'node:crypto';

import { z } from 'zod/v4';

import { changeGroup, changeParticipants, isAdmin, newInviteCode } from '../../world/groups';
import type { ChatId, Group, Session } from '../../world/types';
import { fieldsOf } from '../body';
import { notFound, WhapiError } from '../errors';
import { worldId } from '../ids';
import { contactId, pagingSchema, parseFields, text } from '../input';
import { page } from '../listing';
import { quotedFields, recipientOf, sendAndAnswer, senderFields } from '../sending';
import { groupObject, newGroupObject } from '../shapes/chat';
import type { Whapi } from '../whapi';
import { json, success, type Operation, type OperationContext } from './operation';
import { memberOperations } from './members';

/** The group of the path; 404 when the channel is not in it. */
export function groupOf({ whapi, params }: OperationContext): { session: Session; group: Group } {
	const session = whapi.readySession();
	const group = whapi.world.groupOf(session, worldId(params['GroupID'] ?? ''));
	if (!group) throw notFound('group');
	return { session, group };
}

/** The same, for an action that only administrators may do; 403 for others. */
export function ruledGroup(context: OperationContext): { session: Session; group: Group } {
	const { session, group } = groupOf(context);
	if (!isAdmin(context.whapi.world, session, group)) {
		throw new WhapiError(403, 'No permission for this group action');
	}
	return { session, group };
}

function shown(whapi: Whapi, session: Session, group: Group) {
	return groupObject(group, whapi.world.existingChat(session, group.id));
}

const list = json('GET', '/groups', ({ whapi, query }) => {
	const { world } = whapi;
	const session = whapi.readableSession();
	const paging = parseFields(pagingSchema, query);
	const groups = [...world.groups.values()].filter(({ id }) => world.groupOf(session, id));
	const { items, counters } = page(groups, paging, world.switches);
	return { groups: items.map((group) => shown(whapi, session, group)), ...counters };
});

/** `unprocessed_participants`: those who are not on WhatsApp (2.8). */
const create = json('POST', '/groups', ({ whapi, body }) => {
	const { world } = whapi;
	const session = whapi.readySession();
	const schema = z.object({ subject: text, participants: z.array(contactId).min(1) });
	const { subject, participants } = parseFields(schema, fieldsOf(body));
	const own = world.ownId(session) ?? '';
	const people = participants.map(worldId).filter((id) => id !== own);
	const added = people.filter((id) => world.isOnWhatsApp(id));
	const members = added.map((id) => ({ id, admin: false, superAdmin: false }));
	const id = `120363${randomInt(1e11, 1e12)}@g.us`;
	const owner = { id: own, admin: true, superAdmin: true };
	const group = world.addGroup(id, subject, own, [owner, ...members]);
	world.chat(session, id).lastActivity = world.clock.now();
	const unprocessed = participants.filter((one) => !world.isOnWhatsApp(worldId(one)));
	return { ...newGroupObject(group), unprocessed_participants: unprocessed };
});

function byCode(whapi: Whapi, code: string): Group {
	const group = [...whapi.world.groups.values()].find(({ inviteCode }) => inviteCode === code);
	if (!group) throw notFound('group');
	return group;
}

const join = json('PUT', '/groups', ({ whapi, body }) => {
	const { world } = whapi;
	const own: ChatId = world.ownId(whapi.readySession()) ?? '';
	const { invite_code: code } = parseFields(z.object({ invite_code: text }), fieldsOf(body));
	const group = byCode(whapi, code);
	changeParticipants(world, group, [own], 'add');
	return { group_id: group.id };
});

const update = json('PUT', '/groups/{GroupID}', (context) => {
	const { world } = context.whapi;
	const { session, group } = groupOf(context);
	if (group.restricted && !isAdmin(world, session, group)) {
		throw new WhapiError(403, 'No permission for this group action');
	}
	const schema = z.object({ subject: text.optional(), description: z.string().optional() });
	const { subject, description } = parseFields(schema, fieldsOf(context.body));
	changeGroup(world, group, {
		...(subject !== undefined && { name: subject }),
		...(description !== undefined && { description }),
	});
	return success;
});

/** The field of a group that each setting means; `admins` switches it on. */
const settingFields = {
	send_messages: 'announcements',
	edit_group_info: 'restricted',
	approve_participants: 'approval',
	add_participants: 'adminsAdd',
} as const;

const settingSchema = z.object({
	setting: z.enum(['send_messages', 'edit_group_info', 'approve_participants', 'add_participants']),
	policy: z.enum(['anyone', 'admins']),
});

const settings = json('PATCH', '/groups/{GroupID}', (context) => {
	const { group } = ruledGroup(context);
	const { setting, policy } = parseFields(settingSchema, fieldsOf(context.body));
	changeGroup(context.whapi.world, group, { [settingFields[setting]]: policy === 'admins' });
	return success;
});

const leave = json('DELETE', '/groups/{GroupID}', (context) => {
	const { world } = context.whapi;
	const { session, group } = groupOf(context);
	changeParticipants(world, group, [world.ownId(session) ?? ''], 'remove');
	return success;
});

/** Info by code (2.8): `participantsCount` instead of the participants. */
const linkInfo = json('GET', '/groups/link/{InviteCode}', ({ whapi, params }) => {
	whapi.readySession();
	const group = byCode(whapi, params['InviteCode'] ?? '');
	const { participants, ...rest } = newGroupObject(group);
	return { ...rest, participantsCount: participants.length };
});

const inviteSchema = z.object({
	...senderFields,
	title: z.string().optional(),
	body: z.string().default('%URL%'),
});

/** Sends an invite; `%URL%` in the text becomes the link (2.2). */
const sendInvite = json('POST', '/groups/link/{InviteCode}', ({ whapi, params, body }) => {
	const session = whapi.readySession();
	const request = parseFields(inviteSchema, fieldsOf(body));
	const group = byCode(whapi, params['InviteCode'] ?? '');
	const link = `https://chat.whatsapp.com/${group.inviteCode}`;
	return sendAndAnswer(whapi, session, {
		chat: recipientOf(whapi, session, request.to),
		type: 'group_invite',
		text: request.body.replaceAll('%URL%', link),
		media: null,
		details: { kind: 'invite', code: group.inviteCode, title: request.title ?? group.name },
		...quotedFields(whapi, request.quoted),
	});
});

/** Section 2.8, groups. */
export const groupOperations: Operation[] = [
	list,
	create,
	join,
	json('GET', '/groups/{GroupID}', (context) => {
		context.whapi.readableSession();
		const { session, group } = groupOf(context);
		return shown(context.whapi, session, group);
	}),
	update,
	settings,
	leave,
	linkInfo,
	sendInvite,
	json('GET', '/groups/{GroupID}/invite', (context) => ({
		invite_code: ruledGroup(context).group.inviteCode,
	})),
	json('DELETE', '/groups/{GroupID}/invite', (context) => {
		const { group } = ruledGroup(context);
		changeGroup(context.whapi.world, group, { inviteCode: newInviteCode() });
		return success;
	}),
	...memberOperations(ruledGroup),
];
