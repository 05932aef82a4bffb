import type { Callback } from '../whapi/webhooks';
import { chatIdOf, messageIdOf } from '../whapi/ids';
import type { EventRecord } from '../whatsGate/eventLog';
import { longId } from '../whatsGate/shapes';
import type { WhatsGate } from '../whatsGate/whatsGate';
import { isGroupId } from '../world/ids';
import type { Action, Activity, Group, Message, Person, Session } from '../world/types';
import type { World } from '../world/world';
import type {
	ActivityRecord,
	CallbackRecord,
	EventLogRecord,
	GroupRecord,
	MessageRecord,
	PersonRecord,
	SessionRecord,
} from './recordSchemas';

// From what the emulator keeps to what the control API returns.

export function messageRecord(message: Message, world: World): MessageRecord {
	const { media, reactions, votes, ...rest } = message;
	return {
		...rest,
		ids: {
			whatsGate: longId(world, message, world.switches.idsBackwards),
			whapi: messageIdOf(message),
		},
		reactions: [...reactions].map(([from, emoji]) => ({ from, emoji })),
		votes: [...votes].map(([from, options]) => ({ from, options })),
		isGroup: isGroupId(message.chat),
		media: media && {
			mimeType: media.mimeType,
			fileName: media.fileName,
			size: media.size,
			sha256: media.sha256,
		},
	};
}

/** Something done to a message or a chat, as the live stream shows it. */
export function actionRecord(action: Action, world: World) {
	const { target } = action;
	return {
		...action,
		id: messageIdOf(action),
		target: target && target.key,
		/** The message as it is now. */
		message: target && messageRecord(target, world),
		before: null,
	};
}

export function sessionRecord(session: Session, { webhooks }: WhatsGate): SessionRecord {
	const { id, account, name, status, number, pushName } = session;
	return { id, account, name, status, number, pushName, callback: webhooks.callback(id) };
}

export function activityRecord(activity: Activity): ActivityRecord {
	return activity;
}

export function eventRecord(record: EventRecord, { log }: WhatsGate): EventLogRecord {
	const { id, session, action, time, listed, copies, data } = record;
	const body = log.webhookForm(record);
	if (data.kind === 'media') body.event_data = '(a file)';
	return { id, session, action, time, listed, copies, body };
}

export function personRecord({ id, name }: Person): PersonRecord {
	return { id, ids: { whatsGate: id, whapi: chatIdOf(id) }, name };
}

export function groupRecord({ id, name, participants, announcements }: Group): GroupRecord {
	const members = participants.map((one) => ({ id: one.id, admin: one.admin || one.superAdmin }));
	return { id, name, participants: members, announcements };
}

export function callbackRecord(callback: Callback): CallbackRecord {
	return callback;
}
