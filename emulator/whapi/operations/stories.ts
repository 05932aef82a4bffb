import { z } from 'zod/v4';

import { storiesId } from '../../world/ids';
import { fieldsOf } from '../body';
import { notFound, WhapiError } from '../errors';
import { amount, flag, pagingFields, parseFields, text, texts } from '../input';
import { page } from '../listing';
import { mediaOf } from '../mediaInput';
import { itemObject, partOf } from '../messageLog';
import { mediaFields, sendAndAnswer } from '../sending';
import { json, type Operation, type OperationContext } from './operation';
import { fileInfoOf } from './sendMedia';

/** Who sees a story: all contacts when both are left out (2.4). */
const audienceFields = { contacts: texts.optional(), exclude_contacts: texts.optional() };

const textSchema = z.object({
	...audienceFields,
	caption: text,
	background_color: z.string().optional(),
	caption_color: z.string().optional(),
	font_type: z.string().optional(),
});

function storyText({ whapi, body }: OperationContext): unknown {
	const session = whapi.readySession();
	const { caption } = parseFields(textSchema, fieldsOf(body));
	return sendAndAnswer(whapi, session, {
		chat: storiesId,
		type: 'story',
		text: caption,
		media: null,
		linkPreview: false,
		quotedKey: null,
		quotedId: null,
	});
}

const mediaSchema = z.object({ ...mediaFields, ...audienceFields });

async function storyMedia({ whapi, body }: OperationContext, accepted: RegExp): Promise<unknown> {
	const session = whapi.readySession();
	const request = parseFields(mediaSchema, fieldsOf(body));
	const { media, mime_type: mimeType } = request;
	const input = { file: body.file, media, mimeType, fileName: undefined };
	const file = await mediaOf(input, whapi.media);
	if (!accepted.test(file.mimeType)) {
		throw new WhapiError(415, 'Unsupported media type', file.mimeType);
	}
	return sendAndAnswer(whapi, session, {
		chat: storiesId,
		type: 'story',
		text: request.caption,
		media: { ...file, fileName: null },
		details: { kind: 'file', info: fileInfoOf(request) },
		quotedKey: null,
		quotedId: null,
	});
}

const listSchema = z.object({
	...pagingFields,
	time_from: amount.optional(),
	time_to: amount.optional(),
	normal_types: flag.default(false),
	from_me: flag.optional(),
});

const list = json('GET', '/stories', ({ whapi, query }) => {
	whapi.readableSession();
	const request = parseFields(listSchema, query);
	const found = whapi.log.list({
		chat: storiesId,
		timeFrom: request.time_from,
		timeTo: request.time_to,
		fromMe: request.from_me,
		normalTypes: request.normal_types,
		sort: 'desc',
	});
	const { items, counters } = page(found, request, whapi.world.switches);
	const { context } = whapi;
	return { messages: items.map((item) => itemObject(item, context)), ...counters };
});

const get = json('GET', '/stories/{MessageID}', ({ whapi, params }) => {
	whapi.readableSession();
	const item = whapi.log.find(params['MessageID'] ?? '');
	if (!item || partOf(item).chat !== storiesId) throw notFound('story');
	return itemObject(item, whapi.context);
});

const picture = /^(image|video)\//;
const sound = /^audio\//;

/** Section 2.4: every way has two paths. */
export const storyOperations: Operation[] = [
	json('POST', '/messages/story/text', storyText),
	json('POST', '/stories/send/text', storyText),
	json('POST', '/messages/story/media', (context) => storyMedia(context, picture)),
	json('POST', '/stories/send/media', (context) => storyMedia(context, picture)),
	json('POST', '/messages/story/audio', (context) => storyMedia(context, sound)),
	json('POST', '/stories/send/audio', (context) => storyMedia(context, sound)),
	list,
	get,
];
