import { z } from 'zod/v4';

import { labelChat, labelMessage, removeLabel, setLabel } from '../../world/chats';
import type { Chat, Label, Message, Session } from '../../world/types';
import { fieldsOf } from '../body';
import { notFound, WhapiError } from '../errors';
import { worldId } from '../ids';
import { parseFields, text } from '../input';
import { chatObject } from '../shapes/chat';
import { messageObject } from '../shapes/message';
import type { Whapi } from '../whapi';
import { json, success, type Operation, type OperationContext } from './operation';

/** The colours that exist (4). */
const colors = [
	...['salmon', 'lightskyblue', 'gold', 'plum', 'silver', 'mediumturquoise', 'violet'],
	...['goldenrod', 'cornflowerblue', 'greenyellow', 'cyan', 'lightpink', 'mediumaquamarine'],
	...['orangered', 'deepskyblue', 'limegreen', 'darkorange', 'lightsteelblue'],
	...['mediumpurple', 'rebeccapurple'],
];

const labelSchema = z.object({
	id: z.string().regex(/^\d{1,2}$/),
	name: text,
	color: z.enum(colors),
});

/** Chats and messages that carry a label. */
function associated(whapi: Whapi, session: Session, { id }: Label) {
	const all = whapi.world.chatsOf(session);
	const messages = all.flatMap((chat) => chat.messages);
	return {
		chats: all.filter(({ labels }) => labels.includes(id)),
		messages: messages.filter(({ labels }) => labels.includes(id)),
	};
}

/** The label of the path; 404 when there is none. */
function asked({ whapi, params }: OperationContext): { session: Session; label: Label } {
	const session = whapi.readySession();
	const label = whapi.world.labels(session).get(params['LabelID'] ?? '');
	if (!label) throw notFound('label');
	return { session, label };
}

/** A bare list without an envelope (2.8). */
const list = json('GET', '/labels', ({ whapi }) => {
	const session = whapi.readableSession();
	return [...whapi.world.labels(session).values()].map((label) => {
		const { chats, messages } = associated(whapi, session, label);
		return { ...label, count: chats.length + messages.length };
	});
});

const create = json('POST', '/labels', ({ whapi, body }) => {
	const session = whapi.readySession();
	const label = parseFields(labelSchema, fieldsOf(body));
	setLabel(whapi.world, session, label);
	return label;
});

const change = json('PATCH', '/labels/{LabelID}', (context) => {
	const { session, label } = asked(context);
	const changes = parseFields(labelSchema.omit({ id: true }).partial(), fieldsOf(context.body));
	const changed = { ...label, ...changes };
	setLabel(context.whapi.world, session, changed);
	return changed;
});

const get = json('GET', '/labels/{LabelID}', (context) => {
	const { whapi } = context;
	const { session, label } = asked(context);
	const { chats, messages } = associated(whapi, session, label);
	return {
		chats: chats.map((chat) => chatObject(session, chat, whapi.context)),
		messages: messages.map((message) => messageObject(message, whapi.context)),
	};
});

/** What `AssociationID` names: a chat or a message. */
function associationOf({ whapi, params }: OperationContext, session: Session): Chat | Message {
	const id = params['AssociationID'] ?? '';
	const chat = whapi.world.existingChat(session, worldId(id));
	if (chat) return chat;
	const item = whapi.log.find(id);
	if (item?.kind !== 'message') throw notFound('chat');
	return item.message;
}

function associate(context: OperationContext, on: boolean): unknown {
	const { world } = context.whapi;
	const { session, label } = asked(context);
	const target = associationOf(context, session);
	const done =
		'key' in target
			? labelMessage(target, label.id, on)
			: labelChat(world, session, target.id, label.id, on);
	if (!done && on) throw new WhapiError(409, 'Label association already exists');
	if (!done) throw notFound('label association');
	return success;
}

/** Section 2.8, labels. */
export const labelOperations: Operation[] = [
	list,
	create,
	change,
	get,
	json('DELETE', '/labels/{LabelID}', (context) => {
		const { session, label } = asked(context);
		removeLabel(context.whapi.world, session, label.id);
		return success;
	}),
	json('POST', '/labels/{LabelID}/{AssociationID}', (context) => associate(context, true)),
	json('DELETE', '/labels/{LabelID}/{AssociationID}', (context) => associate(context, false)),
];
