import { z } from 'zod/v4';

import { fieldsOf } from '../body';
import { notFound, WhapiError } from '../errors';
import { amount, flag, pagingFields, parseFields, text } from '../input';
import { page } from '../listing';
import { mediaOf } from '../mediaInput';
import { storedFile } from '../shapes/media';
import type { StoredFile } from '../mediaStore';
import { json, success, type Operation, type OperationContext } from './operation';

const uploadSchema = z.object({
	media: z.string().optional(),
	mime_type: text.optional(),
	filename: text.optional(),
	no_encode: flag.optional(),
});

/** A raw body, or JSON with a URL or base64 (2.9). A form is accepted too: it is not documented. */
const upload = json('POST', '/media', async ({ whapi, body }) => {
	whapi.readySession();
	const { media, mime_type, filename } = parseFields(uploadSchema, fieldsOf(body));
	const input = { file: body.file, media, mimeType: mime_type, fileName: filename };
	const stored = whapi.media.add(await mediaOf(input, whapi.media), whapi.world.clock.now());
	return { media: [{ id: stored.id }] };
});

const listSchema = z.object({
	...pagingFields,
	time_from: amount.optional(),
	time_to: amount.optional(),
	sort: z.enum(['asc', 'desc']).default('desc'),
});

const list = json('GET', '/media', ({ whapi, query }) => {
	whapi.readableSession();
	const request = parseFields(listSchema, query);
	const { time_from: from = 0, time_to: to = Infinity } = request;
	const found = whapi.media
		.all()
		.filter(({ time }) => time >= from * 1000 && Math.floor(time / 1000) <= to)
		.sort((a, b) => a.time - b.time);
	if (request.sort === 'desc') found.reverse();
	const { items, counters } = page(found, request, whapi.world.switches);
	return { files: items.map(storedFile), ...counters };
});

function asked({ whapi, params }: OperationContext): StoredFile {
	const stored = whapi.media.get(params['MediaID'] ?? '');
	if (!stored) throw notFound('media');
	return stored;
}

const download: Operation = {
	method: 'GET',
	path: '/media/{MediaID}',
	run: (context) => {
		context.whapi.readySession();
		const { media } = asked(context);
		if (!media.bytes) throw new WhapiError(404, 'The emulator keeps no file of this size');
		return { status: 200, body: undefined, file: { mimeType: media.mimeType, bytes: media.bytes } };
	},
};

/** Section 2.9, media storage. */
export const mediaOperations: Operation[] = [
	upload,
	list,
	download,
	json('DELETE', '/media/{MediaID}', (context) => {
		context.whapi.readySession();
		context.whapi.media.remove(asked(context).id);
		return success;
	}),
];
