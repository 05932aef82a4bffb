/**
 * The items that both gateways give when "Simplify" is on, so that a workflow moves from one gateway to the other
 * by replacing a node. A field that the gateway did not give is null, never missing.
 * They are types, not interfaces, because only a type can be given out as the JSON of an item.
 */

import type { IDataObject } from 'n8n-workflow';

export type GatewayName = 'whatsgate' | 'whapi';

export type EventKind =
	| 'message'
	| 'status'
	| 'chat'
	| 'contact'
	| 'group'
	| 'call'
	| 'presence'
	| 'label'
	| 'account'
	| 'error'
	| 'other';

export type MessageType =
	| 'text'
	| 'image'
	| 'video'
	| 'gif'
	| 'audio'
	| 'voice'
	| 'document'
	| 'sticker'
	| 'location'
	| 'contact'
	| 'poll'
	| 'reaction'
	| 'reply'
	| 'link'
	| 'action'
	| 'system'
	| 'unknown';

export type DeliveryStatus = 'pending' | 'sent' | 'delivered' | 'read' | 'played' | 'failed';

/** A file of a message, without its content. */
export type SimplifiedMedia = {
	/** E.g. `image/jpeg`; may carry parameters as in `audio/ogg; codecs=opus`. */
	mimeType: string | null;
	fileName: string | null;
	/** Bytes. */
	size: number | null;
	/** The gateway's id of the file, for a download by id. */
	id: string | null;
	/** Where the file can be fetched. */
	url: string | null;
};

/** A message: what send, history and get return, and the body of events of the kinds `message` and `status`. */
export type SimplifiedMessage = {
	/** The id that quoting, downloading and the like want. */
	messageId: string | null;
	/** The conversation: the other person or the group. Answers go there. */
	chatId: string | null;
	isGroup: boolean;
	/** Chat id of who wrote it; in a group the participant. */
	from: string | null;
	/** The name that the sender shows. */
	fromName: string | null;
	/** Chat id it went to. */
	to: string | null;
	/** Whether the linked account sent it, from the phone or through the gateway. */
	fromMe: boolean;
	type: MessageType;
	/** The text, or the caption of a file. */
	text: string | null;
	quotedMessageId: string | null;
	/** Type `reply`: the id of the button or row that was chosen, as it was given when sending. */
	replyId: string | null;
	/** Types `action` and `reaction`: what was done, in the gateway's word, e.g. `edit`, `delete`, `vote`. */
	action: string | null;
	/** Types `action` and `reaction`: the message it was done to. */
	targetMessageId: string | null;
	/** How far an own message got; null for messages of others. */
	status: DeliveryStatus | null;
	hasMedia: boolean;
	media: SimplifiedMedia | null;
	/** When it was sent: ISO 8601, UTC. */
	timestamp: string | null;
};

/** What every event carries. */
export type SimplifiedEventHead = {
	gateway: GatewayName;
	/** WhatsGate: the session (WhatsappID). Whapi.Cloud: the channel id. */
	account: string | null;
	/** The gateway's own name of the event: `message`, `chats.patch`. */
	event: string;
	kind: EventKind;
	eventId: string | null;
	/** When it happened: ISO 8601, UTC. */
	timestamp: string | null;
};

/** Events of the kinds `message` and `status`. */
export type SimplifiedMessageEvent = SimplifiedEventHead & SimplifiedMessage;

/** Events of the remaining kinds keep the gateway's own fields under `data`. */
export type SimplifiedOtherEvent = SimplifiedEventHead & { data: IDataObject };

export type SimplifiedParticipant = {
	id: string | null;
	admin: boolean;
};

/** A label of WhatsApp Business. */
export type SimplifiedLabel = {
	id: string | null;
	name: string | null;
	color: string | null;
};

/** A conversation with a person or a group. */
export type SimplifiedChat = {
	id: string | null;
	name: string | null;
	isGroup: boolean;
	/** Messages not read yet. */
	unread: number | null;
	/** ISO 8601, UTC. */
	lastActivity: string | null;
	pinned: boolean | null;
	muted: boolean | null;
	/** ISO 8601, UTC; null where the chat is not muted, muted for good, or the end is unknown. */
	mutedUntil: string | null;
	archived: boolean | null;
	/** Whether nothing can be sent to it. */
	readOnly: boolean | null;
	/** Groups only. */
	participants: SimplifiedParticipant[] | null;
	labels: SimplifiedLabel[] | null;
};

/** What happened to a chat; its fields are those after the change. */
export type SimplifiedChatEvent = SimplifiedEventHead &
	SimplifiedChat & {
		change: 'created' | 'updated' | 'deleted';
		/** Names of the gateway's fields that changed. */
		changes: string[];
		before: SimplifiedChat | null;
		after: SimplifiedChat | null;
	};

export type SimplifiedEvent = SimplifiedMessageEvent | SimplifiedChatEvent | SimplifiedOtherEvent;
