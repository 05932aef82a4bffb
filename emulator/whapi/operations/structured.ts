import { z } from 'zod/v4';

import { buttonSchema, cardSchema, menuSchema, placeSchema } from '../../world/details';
import { fieldsOf } from '../body';
import { worldId } from '../ids';
import { amount, flag, parseFields, text } from '../input';
import { mediaOf } from '../mediaInput';
import {
	mediaFields,
	mentionFields,
	quotedFields,
	recipientOf,
	sendAndAnswer,
	senderFields,
} from '../sending';
import type { Content } from '../../world/content';
import { json, type Operation, type OperationContext } from './operation';

/** What a message of these kinds says besides whom it is for. */
type Structured = Pick<Content, 'type' | 'text' | 'details'> & Pick<Partial<Content>, 'mentions'>;

/** An operation that sends something that is neither plain text nor a file. */
function sends<T extends { to: string; quoted?: string | undefined }>(
	path: string,
	schema: z.ZodType<T>,
	contentOf: (request: T) => Structured,
): Operation {
	return json('POST', path, ({ whapi, body }: OperationContext) => {
		const session = whapi.readySession();
		const request = parseFields(schema, fieldsOf(body));
		return sendAndAnswer(whapi, session, {
			chat: recipientOf(whapi, session, request.to),
			media: null,
			...contentOf(request),
			...quotedFields(whapi, request.quoted),
		});
	});
}

const locationSchema = z.object({
	...senderFields,
	...placeSchema.shape,
	latitude: amount.pipe(placeSchema.shape.latitude),
	longitude: amount.pipe(placeSchema.shape.longitude),
	preview: z.string().optional(),
	accuracy: amount.optional(),
	speed: amount.optional(),
	degrees: amount.optional(),
	comment: z.string().default(''),
	view_once: flag.optional(),
});

function sendsLocation(type: 'location' | 'live_location'): Operation {
	return sends(`/messages/${type}`, locationSchema, (request) => ({
		type,
		text: request.comment,
		details: { kind: 'place', place: placeSchema.parse(request) },
	}));
}

const sendContact = sends(
	'/messages/contact',
	z.object({ ...senderFields, ...cardSchema.shape }),
	({ name, vcard }) => ({
		type: 'contact',
		text: name,
		details: { kind: 'cards', cards: [{ name, vcard }] },
	}),
);

const sendContacts = sends(
	'/messages/contact_list',
	z.object({ ...senderFields, list: z.array(cardSchema).min(1) }),
	({ list }) => ({
		type: 'contact_list',
		text: list.map(({ name }) => name).join(', '),
		details: { kind: 'cards', cards: list },
	}),
);

/** `count`: 1 = one answer, 0 = any number (2.2). */
const sendPoll = sends(
	'/messages/poll',
	z.object({
		...senderFields,
		title: text,
		options: z.array(text).min(2).max(12),
		count: amount.pipe(z.union([z.literal(0), z.literal(1)])).default(0),
	}),
	({ title, options, count }) => ({
		type: 'poll',
		text: title,
		details: { kind: 'poll', poll: { title, options, limit: count } },
	}),
);

const part = z.object({ text: z.string() }).optional();

/** `action` takes one of `buttons` and `list`; at most three quick replies (2.3). */
const interactiveSchema = z.object({
	...senderFields,
	header: part,
	body: part,
	footer: part,
	type: z.enum(['list', 'button']).default('button'),
	action: z.union([
		z.strictObject({
			buttons: z
				.array(buttonSchema)
				.min(1)
				.refine(
					(buttons) => buttons.filter(({ type }) => type === 'quick_reply').length <= 3,
					'at most 3 quick replies',
				),
		}),
		z.strictObject({ list: menuSchema }),
	]),
});

const sendInteractive = sends('/messages/interactive', interactiveSchema, (request) => {
	const { header, body, footer, action } = request;
	const frame = { header: header?.text ?? '', footer: footer?.text ?? '' };
	return {
		type: 'interactive',
		text: body?.text ?? '',
		details:
			'buttons' in action
				? { kind: 'buttons', ...frame, buttons: action.buttons }
				: { kind: 'menu', ...frame, menu: action.list },
	};
});

const linkPreviewSchema = z.object({
	...senderFields,
	...mentionFields,
	body: text.regex(/https?:\/\/\S/, 'must contain the link'),
	title: text,
	description: z.string().optional(),
	canonical: z.string().optional(),
	preview: z.string().optional(),
	media: mediaFields.media,
	mime_type: mediaFields.mime_type,
});

/** The picture of the preview is read and kept, but is no part of the message. */
const sendLinkPreview = json('POST', '/messages/link_preview', async ({ whapi, body }) => {
	const session = whapi.readySession();
	const request = parseFields(linkPreviewSchema, fieldsOf(body));
	if (request.media !== undefined || body.file) {
		const { media, mime_type: mimeType } = request;
		const input = { file: body.file, media, mimeType, fileName: undefined };
		whapi.media.add(await mediaOf(input, whapi.media), whapi.world.clock.now());
	}
	const { title, description, canonical } = request;
	const url = /https?:\/\/\S+/.exec(request.body)?.[0] ?? '';
	return sendAndAnswer(whapi, session, {
		chat: recipientOf(whapi, session, request.to),
		type: 'link_preview',
		text: request.body,
		media: null,
		details: { kind: 'link', link: { title, url, description, canonical } },
		mentions: request.mentions.map(worldId),
		...quotedFields(whapi, request.quoted),
	});
});

/** Places, contacts, polls, buttons and menus, links (2.2, 2.3). */
export const structuredOperations: Operation[] = [
	sendsLocation('location'),
	sendsLocation('live_location'),
	sendContact,
	sendContacts,
	sendPoll,
	sendInteractive,
	sendLinkPreview,
];
