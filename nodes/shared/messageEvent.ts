import type { SimplifiedEventHead, SimplifiedMessage, SimplifiedMessageEvent } from './model';

/**
 * A message as an event. Written out, because spreading two objects of this size takes ten times as long, and a poll
 * makes thousands of them.
 * @param timestamp When it happened
 */
export function messageEvent(
	head: Omit<SimplifiedEventHead, 'timestamp'>,
	message: SimplifiedMessage,
	timestamp: string | null,
): SimplifiedMessageEvent {
	return {
		gateway: head.gateway,
		account: head.account,
		event: head.event,
		kind: head.kind,
		eventId: head.eventId,
		timestamp,
		messageId: message.messageId,
		chatId: message.chatId,
		isGroup: message.isGroup,
		from: message.from,
		fromName: message.fromName,
		to: message.to,
		fromMe: message.fromMe,
		type: message.type,
		text: message.text,
		quotedMessageId: message.quotedMessageId,
		replyId: message.replyId,
		action: message.action,
		targetMessageId: message.targetMessageId,
		status: message.status,
		hasMedia: message.hasMedia,
		media: message.media,
	};
}
