import { Readable } from 'node:stream';

import { decodeBase64, newMedia, storedMedia } from '../world/media';
import type { Media } from '../world/types';
import { notFound, WhapiError, wrongParameter } from './errors';
import { readContent, type ReadFile } from './fileSink';
import type { MediaStore } from './mediaStore';

/** How a file was handed over (2.9). */
export interface MediaInput {
	/** A file that came as a form part or as the whole body. */
	file: ReadFile | null;
	/** URL, data URI, base64 or id of an uploaded file. */
	media: string | undefined;
	mimeType: string | undefined;
	fileName: string | undefined;
}

const idPattern = /^[A-Za-z0-9]+-[0-9A-Fa-f-]+$/;
const dataUriPattern = /^data:([^;,]+)((?:;[^;,]*)*),/;
const localHosts = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** The file that a request means; 400 when there is none or it cannot be read. */
export async function mediaOf(input: MediaInput, store: MediaStore): Promise<Media> {
	const { file, media } = input;
	if (file) {
		const name = input.fileName ?? file.fileName;
		return storedMedia(input.mimeType ?? file.mimeType, name, file);
	}
	if (media === undefined || media === '') throw wrongParameter('media is required');
	if (/^https?:\/\//i.test(media)) return await fromUrl(media, input);
	if (media.startsWith('data:')) return fromDataUri(media, input);
	if (media.length < 200 && idPattern.test(media)) return fromStore(media, input, store);
	return fromBase64(media, input);
}

function fromStore(id: string, input: MediaInput, store: MediaStore): Media {
	const stored = store.get(id);
	if (!stored) throw notFound('media');
	const { mimeType, fileName, ...content } = stored.media;
	return storedMedia(input.mimeType ?? mimeType, input.fileName ?? fileName, content);
}

function fromBase64(text: string, { mimeType, fileName }: MediaInput): Media {
	const bytes = decodeBase64(text);
	if (!bytes) throw wrongParameter('media is neither a URL, a data URI, a media id nor base64');
	if (!mimeType) throw wrongParameter('mime_type is required for base64');
	return newMedia(mimeType, fileName ?? null, bytes);
}

/** `data:<mime>;name=<name>;base64,<data>` */
function fromDataUri(uri: string, input: MediaInput): Media {
	const [head = '', mimeType = '', parameters = ''] = dataUriPattern.exec(uri.slice(0, 1000)) ?? [];
	const bytes = parameters.endsWith(';base64') ? decodeBase64(uri.slice(head.length)) : null;
	if (!bytes) throw wrongParameter('media is no data URI in base64');
	const named = /;name=([^;]*)/.exec(parameters)?.[1];
	const name = named === undefined ? null : decodeURIComponent(named);
	return newMedia(input.mimeType ?? mimeType, input.fileName ?? name, bytes);
}

/** Files of this machine are fetched; those of the internet are made up, for nothing is to leave it. */
async function fromUrl(address: string, input: MediaInput): Promise<Media> {
	const url = new URL(address);
	const lastPart = url.pathname.split('/').at(-1) ?? '';
	if (!localHosts.test(url.hostname)) {
		const mimeType = input.mimeType ?? typeOfEnding(lastPart);
		return newMedia(mimeType, input.fileName ?? null, Buffer.from(`A file of ${address}`));
	}
	const response = await fetch(url, { signal: AbortSignal.timeout(30_000) });
	if (!response.ok || !response.body) {
		throw new WhapiError(400, 'Failed to download media', `HTTP status ${response.status}`);
	}
	const content = await readContent(Readable.from(response.body));
	const mimeType = input.mimeType ?? response.headers.get('content-type') ?? typeOfEnding(lastPart);
	return storedMedia(mimeType, input.fileName ?? null, content);
}

const typesByEnding: Readonly<Record<string, string>> = {
	jpg: 'image/jpeg',
	jpeg: 'image/jpeg',
	png: 'image/png',
	gif: 'image/gif',
	webp: 'image/webp',
	mp4: 'video/mp4',
	mp3: 'audio/mpeg',
	ogg: 'audio/ogg; codecs=opus',
	oga: 'audio/ogg; codecs=opus',
	pdf: 'application/pdf',
};

function typeOfEnding(name: string): string {
	const ending = name.split('.').at(-1)?.toLowerCase() ?? '';
	return typesByEnding[ending] ?? 'application/octet-stream';
}
