import { createHash } from 'node:crypto';

/** A file that was read to its end. */
export interface ReadFile {
	mimeType: string;
	/** Null when nobody told a name. */
	fileName: string | null;
	/** Length in bytes. */
	size: number;
	/** SHA-256 in hexadecimal. */
	sha256: string;
	/** Null when the file is larger than `keptSize`. */
	bytes: Buffer | null;
}

/** Files up to this size are kept; of larger ones only size and SHA-256. */
export const keptSize = 8 * 1024 * 1024;

/** Reads a stream of bytes without ever holding more than `keptSize` of it. */
export async function readContent(
	stream: AsyncIterable<unknown>,
): Promise<Pick<ReadFile, 'size' | 'sha256' | 'bytes'>> {
	const hash = createHash('sha256');
	let chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of stream) {
		const bytes = chunk instanceof Uint8Array ? chunk : Buffer.from(String(chunk));
		hash.update(bytes);
		size += bytes.length;
		if (size <= keptSize) chunks.push(Buffer.from(bytes));
		else chunks = [];
	}
	const bytes = size <= keptSize ? Buffer.concat(chunks) : null;
	return { size, sha256: hash.digest('hex'), bytes };
}
