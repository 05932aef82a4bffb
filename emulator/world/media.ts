import { createHash, randomBytes } from 'node:crypto';

import type { Media, MessageType } from './types';

/** What is known of a file once it was read. */
interface FileContent {
	/** Length in bytes. */
	size: number;
	/** SHA-256 in hexadecimal. */
	sha256: string;
	/** Null when the file is too large to be kept. */
	bytes: Buffer | null;
}

/** Stores a file of which perhaps only size and SHA-256 are kept. */
export function storedMedia(
	mimeType: string,
	fileName: string | null,
	{ size, sha256, bytes }: FileContent,
): Media {
	return { mimeType, fileName, size, bytes, sha256, key: randomBytes(32).toString('base64') };
}

/** Stores a file; `fileName` is null for photos and voice notes that have none. */
export function newMedia(mimeType: string, fileName: string | null, bytes: Buffer): Media {
	const sha256 = createHash('sha256').update(bytes).digest('hex');
	return storedMedia(mimeType, fileName, { size: bytes.length, sha256, bytes });
}

/**
 * Bytes of plain base64, or null when the text is not strict base64 (a `data:` prefix, wrong length,
 * strange characters) or empty.
 */
export function decodeBase64(text: string): Buffer | null {
	if (text.length === 0 || text.length % 4 !== 0) return null;
	const unpadded = text.replace(/={1,2}$/, '');
	// A search for one forbidden character: a pattern over the whole text would overflow on large files.
	if (/[^A-Za-z0-9+/]/.test(unpadded)) return null;
	return Buffer.from(unpadded, 'base64');
}

/** True when the bytes begin like an OGG file. */
export function isOgg(bytes: Buffer): boolean {
	return bytes.subarray(0, 4).toString('latin1') === 'OggS';
}

/** The message type WhatsApp gives a file of this MIME type. */
export function typeOfMime(mimeType: string): MessageType {
	const [kind] = mimeType.split('/', 1);
	if (kind === 'image') return 'image';
	if (kind === 'video') return 'video';
	if (mimeType.startsWith('audio/ogg')) return 'voice';
	if (kind === 'audio') return 'audio';
	return 'document';
}
