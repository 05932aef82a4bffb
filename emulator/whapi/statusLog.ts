import { isGroupId, storiesId } from '../world/ids';
import type { ChatId, DeliveryState, Message } from '../world/types';
import { contactIdOf, messageChatIdOf, messageIdOf } from './ids';

/** Numbers of the states; 3 and 4 are documented, the others made up (3.3). */
const codes: Record<DeliveryState, number> = {
	failed: 0,
	pending: 1,
	sent: 2,
	delivered: 3,
	read: 4,
	played: 5,
};

/** A delivery state as callbacks tell it; the timestamp is a text of seconds (3.3). */
export function statusObject(message: Message, status: DeliveryState, time: number) {
	return {
		id: messageIdOf(message),
		code: codes[status],
		status,
		recipient_id: messageChatIdOf(message.chat),
		timestamp: String(Math.floor(time / 1000)),
	};
}

/** Somebody saw a story (`statuses.put`, 3.3). */
export function viewObject(message: Message, viewer: ChatId, time: number) {
	return { ...statusObject(message, 'read', time), viewer_id: contactIdOf(viewer) };
}

/** The states that each sent message went through, for `GET /statuses/{MessageID}`. */
export class StatusLog {
	private readonly entries = new Map<string, { status: DeliveryState; time: number }[]>();

	add({ key, status }: Message, time: number): void {
		const entries = this.entries.get(key) ?? [];
		this.entries.set(key, entries);
		entries.push({ status, time });
	}

	/** The last state, and who has it, in the form of the schema (response.statuses.get). */
	list(message: Message): Record<string, unknown>[] {
		const entries = this.entries.get(message.key) ?? [];
		return entries.map(({ status, time }) => ({
			id: messageIdOf(message),
			code: codes[status],
			status,
			...(!isGroupId(message.chat) &&
				message.chat !== storiesId && { viewer_id: contactIdOf(message.chat) }),
			timestamp: String(Math.floor(time / 1000)),
		}));
	}
}
