/** Files as bodies of requests: read from n8n's binary data while they are sent, never held in memory whole. */

import { randomUUID } from 'node:crypto';

import type { BinaryHelperFunctions, IDataObject } from 'n8n-workflow';

import type { InvalidInput } from './errors';
import type { StoredFile } from './media';
import { unreadable } from './unreadable';

type FileStream = Awaited<ReturnType<BinaryHelperFunctions['getBinaryStream']>>;

/** A body that is being sent. */
export interface OpenUpload {
	body: FileStream;
	/** Why the file could not be read to its end; null as long as nothing is wrong with it. */
	failure: () => InvalidInput | null;
	/** Gives the file back, read or not. */
	close: () => void;
}

/** A file with what stands before and after it in the body. */
export class Upload {
	private constructor(
		private readonly file: StoredFile,
		readonly contentType: string,
		/** Of the whole body, in bytes. */
		readonly length: number,
		private readonly bodyOf: (chunks: AsyncIterable<Buffer>) => AsyncIterable<Buffer | string>,
	) {}

	/** The bytes of the file and nothing else. */
	static raw(file: StoredFile): Upload {
		return new Upload(file, file.mimeType, file.size, (chunks) => chunks);
	}

	/**
	 * JSON with the file in it as base64.
	 * @param around The JSON for a text that stands for the file
	 */
	static inJson(file: StoredFile, around: (data: string) => IDataObject): Upload {
		const place = randomUUID();
		const [before = '', after = ''] = JSON.stringify(around(place)).split(place);
		const length =
			Buffer.byteLength(before) + 4 * Math.ceil(file.size / 3) + Buffer.byteLength(after);
		return new Upload(file, 'application/json', length, async function* (chunks) {
			yield before;
			yield* base64Of(chunks);
			yield after;
		});
	}

	/** @throws InvalidInput where n8n does not have the file any more */
	async open(): Promise<OpenUpload> {
		const { file, bodyOf } = this;
		const source = await openStored(file);
		let failure: InvalidInput | null = null;
		const checked = async function* (chunks: AsyncIterable<Buffer>) {
			let size = 0;
			for await (const chunk of chunks) {
				size += chunk.length;
				if (size > file.size) break;
				yield chunk;
			}
			// A request that is over has ended the reading.
			if (size === file.size || body.destroyed) return;
			// The service was told another length: it would wait for the rest, or take half a file for the whole.
			failure = unreadable(file, new Error('it has another size than n8n has noted'));
			throw failure;
		};
		const body: FileStream = source.compose<FileStream>((chunks: AsyncIterable<Buffer>) =>
			bodyOf(checked(chunks)),
		);
		source.once('error', (error) => {
			if (!body.destroyed) failure ??= unreadable(file, error);
		});
		// Whoever sends the body hears of errors too, but not any more when its request is over.
		body.on('error', () => undefined);
		const close = () => {
			body.destroy();
			source.destroy();
		};
		return { body, failure: () => failure, close };
	}
}

/**
 * Base64 of bytes that come in pieces of any size: what is left of a group of three goes into the next piece.
 * @returns Pieces of text, to be put one behind the other
 */
export async function* base64Of(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
	let rest = Buffer.alloc(0);
	for await (const chunk of chunks) {
		const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
		const whole = bytes.length - (bytes.length % 3);
		if (whole > 0) yield bytes.toString('base64', 0, whole);
		rest = Buffer.from(bytes.subarray(whole));
	}
	if (rest.length > 0) yield rest.toString('base64');
}

/**
 * The first bytes of a file.
 * @throws InvalidInput where it cannot be read
 */
export async function beginningOf(file: StoredFile, count: number): Promise<Buffer> {
	const source = await openStored(file);
	const read = await readAtMost(source, count);
	source.destroy();
	if ('bytes' in read) return read.bytes;
	throw unreadable(file, read.error);
}

async function readAtMost(
	source: AsyncIterable<Buffer>,
	count: number,
): Promise<{ bytes: Buffer } | { error: unknown }> {
	let bytes = Buffer.alloc(0);
	try {
		for await (const chunk of source) {
			bytes = Buffer.concat([bytes, chunk]);
			if (bytes.length >= count) break;
		}
	} catch (error) {
		return { error };
	}
	return { bytes: bytes.subarray(0, count) };
}

async function openStored(file: StoredFile): Promise<FileStream> {
	const opened = await file.open().then(
		(stream) => ({ stream }),
		(error: unknown) => ({ error }),
	);
	if ('stream' in opened) return opened.stream;
	throw unreadable(file, opened.error);
}
