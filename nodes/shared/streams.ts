/** Bodies of answers that come as streams, read within bounds: the host's timeout ends where the body begins. */

import type { BinaryHelperFunctions } from 'n8n-workflow';

import { isRecord } from './json';

/** The bytes of a file: all at once, or as a stream. */
export type FileBody = Parameters<BinaryHelperFunctions['binaryToBuffer']>[0];

type ByteStream = Exclude<FileBody, Buffer>;

export function isFileBody(value: unknown): value is FileBody {
	return Buffer.isBuffer(value) || (isRecord(value) && typeof value.pipe === 'function');
}

/** What was read, and why it ended. What is not whole may be the beginning only. */
export interface BodyRead {
	bytes: Buffer;
	end: 'whole' | 'tooLarge' | 'cut';
	/** What the host says of a stream that broke off. */
	error?: unknown;
}

/**
 * Ends a stream for whoever reads it. To destroy it is not enough: axios gives streams that wait for their next bytes
 * before they close, and a silent server never sends them.
 */
function breakOff(stream: ByteStream, error: Error): void {
	if (stream.destroyed) return;
	// Without a listener an error event would end n8n.
	stream.once('error', () => undefined);
	stream.emit('error', error);
	stream.destroy();
}

/** Ends a stream with an error unless it is over in time, so that whoever reads it does not wait for ever. */
export function endAfter(body: FileBody, ms: number, makeError: () => Error): void {
	if (Buffer.isBuffer(body)) return;
	const deadline = AbortSignal.timeout(ms);
	const end = () => {
		breakOff(body, makeError());
	};
	deadline.addEventListener('abort', end);
	body.once('close', () => {
		deadline.removeEventListener('abort', end);
	});
}

/**
 * Reads a body until it ends, has more bytes than may be, or the signal ends it. The rest is not read.
 * @param most Bytes
 */
export async function readBody(
	body: FileBody,
	most: number,
	signal: AbortSignal,
): Promise<BodyRead> {
	if (Buffer.isBuffer(body)) {
		return { bytes: body, end: body.length > most ? 'tooLarge' : 'whole' };
	}
	const end = () => {
		breakOff(body, new Error('The reading was ended'));
	};
	signal.addEventListener('abort', end);
	if (signal.aborted) end();
	const read = await collect(body, most);
	signal.removeEventListener('abort', end);
	return read;
}

async function collect(stream: ByteStream, most: number): Promise<BodyRead> {
	const source: AsyncIterable<unknown> = stream;
	const parts: Buffer[] = [];
	let size = 0;
	try {
		for await (const part of source) {
			const bytes = Buffer.isBuffer(part) ? part : Buffer.from(String(part));
			parts.push(bytes);
			size += bytes.length;
			if (size > most) return { bytes: Buffer.concat(parts), end: 'tooLarge' };
		}
	} catch (error) {
		return { bytes: Buffer.concat(parts), end: 'cut', error };
	}
	return { bytes: Buffer.concat(parts), end: 'whole' };
}
