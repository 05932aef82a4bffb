import type { Call, Presence } from '../../world/events';
import { chatIdOf, contactIdOf } from '../ids';

/** A step of a call; the timestamp is in milliseconds and `from` has its suffix (3.3). */
export function callObject({ id, from, state, time, video, group }: Call): Record<string, unknown> {
	return {
		id,
		chat_id: chatIdOf(from),
		status: state,
		from: chatIdOf(from),
		timestamp: time,
		group_call: group,
		video_call: video,
		offline_call: false,
	};
}

/** What another person is doing (3.3). */
export function presenceObject({ person, state, lastSeen }: Presence): Record<string, unknown> {
	return {
		contact_id: contactIdOf(person),
		...(lastSeen !== null && { last_seen: Math.floor(lastSeen / 1000) }),
		status: state,
	};
}
