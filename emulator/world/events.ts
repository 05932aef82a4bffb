import type { Action, Activity, ChatId, Group, Label, Message, Person, Session } from './types';

export const callStates = ['initiated', 'ringing', 'missed', 'canceled', 'answered'] as const;

/** One step of a phone call. */
export interface Call {
	id: string;
	session: string;
	from: ChatId;
	state: (typeof callStates)[number];
	/** Milliseconds since 1970. */
	time: number;
	video: boolean;
	group: boolean;
}

export const presenceStates = ['online', 'offline', 'typing', 'recording', 'pending'] as const;

/** What another person is doing right now. */
export interface Presence {
	session: string;
	person: ChatId;
	state: (typeof presenceStates)[number];
	/** Milliseconds since 1970; null when not known. */
	lastSeen: number | null;
}

/** How a gateway is to tell of an incoming message. */
export interface Delivery {
	/** Date of the gateway's event (milliseconds since 1970); the message's time when left out. */
	eventTime?: number;
	/** The event appears only after this many milliseconds. */
	appearAfterMs?: number;
	/** The event is listed and pushed this many times under the same id (1 when left out). */
	copies?: number;
	/** False: the event is listed but not pushed to a webhook. */
	push?: boolean;
}

export type ParticipantChange = 'add' | 'remove' | 'promote' | 'demote';

/** Everything that happens, for gateways and for the live stream. */
export type WorldEvent =
	| { kind: 'received'; message: Message; delivery: Delivery }
	| { kind: 'sent'; message: Message }
	| { kind: 'status'; message: Message }
	| { kind: 'action'; action: Action }
	/** Messages that are gone for this session; all of the chat when `messages` is null. */
	| { kind: 'removed'; session: string; chat: ChatId; messages: Message[] | null }
	| { kind: 'chat'; session: string; chat: ChatId; change: 'changed' | 'deleted' }
	| { kind: 'person'; person: Person; change: 'named' | 'changed' }
	| { kind: 'group'; group: Group; change: 'created' | 'changed' }
	| { kind: 'participants'; group: Group; people: ChatId[]; change: ParticipantChange }
	| { kind: 'label'; session: string; label: Label; change: 'set' | 'removed' }
	| { kind: 'call'; call: Call }
	| { kind: 'presence'; presence: Presence }
	| { kind: 'storyViewed'; message: Message; viewer: ChatId }
	| { kind: 'activity'; activity: Activity }
	| {
			kind: 'session';
			session: Session;
			change: 'created' | 'changed' | 'login' | 'lost' | 'removed';
	  };
