import type { Details } from './details';
import type { ChatId, Media, Message, MessageOrigin, MessageType } from './types';

/** What every message holds. */
export interface Content {
	type: MessageType;
	text: string;
	media: Media | null;
	quotedKey: string | null;
	quotedId: string | null;
	/** None when left out. */
	details?: Details | null;
	mentions?: ChatId[];
	/** False: a link in the text shows no preview. True when left out. */
	linkPreview?: boolean;
}

/** Who wrote a message, where and when. */
export type Provenance = Pick<
	Message,
	'chat' | 'fromMe' | 'author' | 'authorName' | 'forwarded' | 'time' | 'status' | 'origin'
>;

/** What another person writes. */
export interface IncomingContent extends Content {
	from: ChatId;
	/** New display name of the sender; left out = unchanged. */
	fromName?: string;
	/** The group it is written to, or `storiesId` for a story; left out = the sender's own chat. */
	group?: ChatId;
	/** Milliseconds since 1970. */
	time: number;
	forwarded: boolean;
}

/** What the session writes. */
export interface OutgoingContent extends Content {
	chat: ChatId;
	origin: MessageOrigin;
	/** False when left out. */
	forwarded?: boolean;
}
