import { z } from 'zod/v4';

import type { FileInfo } from '../../world/details';
import type { MessageType } from '../../world/types';
import { fieldsOf } from '../body';
import { WhapiError, wrongParameter } from '../errors';
import { worldId } from '../ids';
import { parseFields } from '../input';
import { mediaOf } from '../mediaInput';
import { mediaFields, quotedFields, recipientOf, sendAndAnswer, senderFields } from '../sending';
import type { Operation, OperationContext } from './operation';

/** What a file of each message type must be (2.2; the groups are those of the agent skill). */
const acceptedTypes = {
	image: /^image\//,
	video: /^video\//,
	short: /^video\//,
	gif: /^video\/mp4\b/,
	audio: /^audio\//,
	voice: /^audio\//,
	document: /./,
	sticker: /^image\/webp\b/,
} satisfies Partial<Record<MessageType, RegExp>>;
type MediaType = keyof typeof acceptedTypes;

const mediaTypes: MediaType[] = [
	'image',
	'video',
	'short',
	'gif',
	'audio',
	'voice',
	'document',
	'sticker',
];

const requestSchema = z.object({ ...senderFields, ...mediaFields });
type MediaRequest = z.infer<typeof requestSchema>;

/** What the sender says about the file, as the world keeps it. */
export function fileInfoOf(request: Partial<MediaRequest>): FileInfo {
	const { width, height, seconds, animated, autoplay, waveform, preview } = request;
	const info = { width, height, seconds, animated, autoplay, waveform, preview };
	const given = Object.entries({ ...info, viewOnce: request.view_once }).filter(
		([, value]) => value !== undefined,
	);
	return Object.fromEntries(given);
}

async function send({ whapi, body }: OperationContext, type: MediaType, fields: unknown) {
	const session = whapi.readySession();
	const request = parseFields(requestSchema, fields);
	const chat = recipientOf(whapi, session, request.to);
	const media = await mediaOf(
		{
			file: body.file,
			media: request.media,
			mimeType: request.mime_type,
			fileName: request.filename,
		},
		whapi.media,
	);
	if (!acceptedTypes[type].test(media.mimeType)) {
		throw new WhapiError(415, 'Unsupported media type', media.mimeType);
	}
	// Only documents travel with a name on WhatsApp.
	const named = type === 'document' ? media : { ...media, fileName: null };
	const message = sendAndAnswer(whapi, session, {
		chat,
		type,
		text: request.caption,
		media: named,
		details: { kind: 'file', info: fileInfoOf(request) },
		mentions: request.mentions.map(worldId),
		...quotedFields(whapi, request.quoted),
	});
	return { status: 200, body: message };
}

/** `POST /messages/<type>` as JSON or form (2.2, 2.9). */
const sendOperations = mediaTypes.map((type): Operation => {
	const path = `/messages/${type}`;
	return { method: 'POST', path, run: (context) => send(context, type, fieldsOf(context.body)) };
});

/** `POST /messages/media/{type}`: the body is the file, the fields are in the query (2.9). */
const sendRaw: Operation = {
	method: 'POST',
	path: '/messages/media/{MediaMessageType}',
	rawBody: true,
	run: (context) => {
		const type = mediaTypes.find((one) => one === context.params['MediaMessageType']);
		if (type === undefined || type === 'short') throw wrongParameter('MediaMessageType');
		if (!context.body.file) throw wrongParameter('the body is empty');
		return send(context, type, context.query);
	},
};

export const mediaMessageOperations: Operation[] = [...sendOperations, sendRaw];
