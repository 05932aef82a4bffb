import { isGroupId } from '../../world/ids';
import type { Action, DeliveryState, Message, MessageOrigin } from '../../world/types';
import type { World } from '../../world/world';
import { contactIdOf, messageChatIdOf, messageIdOf } from '../ids';
import { contentOf, optionId } from './content';
import type { MediaContext } from './media';

/** The device that sends for the API, as in the samples. */
const apiDevice = 11;

/** What the shape of a message depends on. */
export interface MessageContext extends MediaContext {
	world: World;
}

/** A message as callbacks and lists show it (3.4). */
export type MessageObject = Record<string, unknown> & { id: string };

/** `source` (4). What another gateway sends comes from another linked device. */
function sourceOf(origin: MessageOrigin, type: string): string {
	if (type === 'unknown' || type === 'system') return 'system';
	if (origin === 'whapi') return 'api';
	return origin === 'whatsGate' ? 'web' : 'mobile';
}

/** What was typed on the phone has left it when the gateway hears of it (3.3). */
function statusOf({ origin, revoked }: Message, status: DeliveryState): string {
	if (revoked) return 'deleted';
	return origin === 'phone' && status === 'pending' ? 'sent' : status;
}

function quotedFields(message: Message, context: MessageContext): Record<string, unknown> {
	const { quotedKey, quotedId } = message;
	const quoted = quotedKey === null ? undefined : context.world.message(quotedKey);
	if (!quoted) return quotedId === null ? {} : { quoted_id: quotedId };
	const fields = { quoted_id: messageIdOf(quoted), quoted_author: contactIdOf(quoted.author) };
	const { details } = quoted;
	if (details?.kind === 'buttons') {
		// A message with buttons is quoted in a form of its own (sample reply_buttons).
		const buttons = details.buttons
			.filter(({ type }) => type === 'quick_reply')
			.map(({ type, title, id }) => ({ type, text: title, id: `ButtonsV3:${id}` }));
		const { header, footer } = details;
		const content = { header, body: quoted.text, footer, buttons };
		return { ...fields, quoted_content: content, quoted_type: 'hsm' };
	}
	const content = contentOf(quoted, context);
	return {
		...fields,
		...(content && { quoted_type: content.type, quoted_content: content.value }),
	};
}

function contextOf(message: Message, context: MessageContext): Record<string, unknown> | null {
	const fields = {
		...(message.forwarded && { forwarded: true, forwarding_score: 1 }),
		...(message.mentions.length > 0 && { mentions: message.mentions.map(contactIdOf) }),
		...quotedFields(message, context),
	};
	return Object.keys(fields).length > 0 ? fields : null;
}

/** The fields that messages and actions share. */
function frame(item: Message | Action, type: string, context: MessageContext) {
	const { chat, fromMe, origin, time, author, authorName } = item;
	const source = sourceOf(origin, type);
	return {
		id: messageIdOf(item),
		from_me: fromMe,
		type,
		chat_id: messageChatIdOf(chat),
		timestamp: Math.floor(time / 1000),
		source,
		...(source === 'api' && { device_id: apiDevice }),
		...(isGroupId(chat) && { chat_name: context.world.groups.get(chat)?.name }),
		from: contactIdOf(author),
		...(authorName !== null && source !== 'system' && { from_name: authorName }),
	};
}

/** A message. `status` is the delivery state to show. */
export function messageObject(
	message: Message,
	context: MessageContext,
	status: DeliveryState = message.status,
): MessageObject {
	const content = contentOf(message, context);
	const type = message.type === 'story' ? 'story' : (content?.type ?? message.type);
	const key = content?.type ?? message.type;
	const quoting = contextOf(message, context);
	const session = context.world.sessions.record(message.session);
	const labels = session ? context.world.labels(session) : new Map<string, unknown>();
	return {
		...frame(message, type, context),
		...(message.fromMe && { status: statusOf(message, status) }),
		...(content ? { [key]: content.value } : {}),
		...(message.type === 'unknown' && { starred: false }),
		...(quoting && { context: quoting }),
		...(message.reactions.size > 0 && { reactions: reactionsOf(message) }),
		...(message.labels.length > 0 && { labels: message.labels.map((id) => labels.get(id)) }),
		...(message.starred && { starred: true }),
	};
}

/** The fields of a reaction are not documented; these name who and what. */
function reactionsOf({ reactions }: Message) {
	return [...reactions].map(([author, emoji]) => ({ id: contactIdOf(author), emoji }));
}

/** An action as a message of type `action` (3.3, 3.4). */
export function actionObject(action: Action, context: MessageContext): MessageObject {
	return {
		...frame(action, 'action', context),
		// The timer's message comes from the system (sample action_ephemeral).
		...(action.kind === 'ephemeral' && { source: 'system' }),
		action: actionContent(action, context),
	};
}

function actionContent(action: Action, context: MessageContext): Record<string, unknown> {
	const { kind: type, target } = action;
	if (type === 'ephemeral') return { type, ephemeral: action.seconds };
	const fields = { ...(target && { target: messageIdOf(target) }), type };
	switch (type) {
		case 'reaction':
			return { ...fields, emoji: action.emoji };
		case 'vote':
			return { ...fields, votes: action.options.map(optionId) };
		case 'edit': {
			const edited = target && contentOf(target, context);
			const isText = target !== null && target.media === null;
			const content = isText ? { body: action.text } : { caption: action.text };
			return { ...fields, edited_type: edited?.type ?? 'text', edited_content: content };
		}
		default:
			return fields;
	}
}
