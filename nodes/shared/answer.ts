/** Answers of a gateway, as n8n's request helper gives them. */

import { jsonParse } from 'n8n-workflow';

import { FileInJsonReader } from './fileInJson';
import { isRecord, numberOf, textOf } from './json';
import { endAfter, isFileBody, readBody } from './streams';

/** Of an answer that is an error, in place of a file, so much is read for its text. */
const ERROR_BODY_BYTES = 64 * 1024;
const ERROR_BODY_MS = 10_000;

export interface Answer {
	status: number;
	body: unknown;
	mimeType: string | null;
	location?: string;
	retryAfterMs?: number;
	/** The file that the JSON held. */
	file?: Buffer | null;
	/** Of the body, in bytes; 0 = not told. */
	size?: number;
}

/** What a try of a request came to. */
export type Outcome = { answer: Answer } | { error: unknown };

/**
 * Reads JSON with a file in it.
 * @returns null in place of the error where it was read to its end
 */
async function readFileInJson(
	body: AsyncIterable<unknown>,
	reader: FileInJsonReader,
): Promise<{ error: unknown } | null> {
	try {
		for await (const piece of body) {
			reader.push(Buffer.isBuffer(piece) ? piece : Buffer.from(String(piece)));
		}
		return null;
	} catch (error) {
		return { error };
	}
}

/** The answer; where it is an error that came as a stream, with the beginning of its text or JSON as the body. */
export async function withErrorRead(answer: Answer): Promise<Answer> {
	if (isSuccess(answer) || !isFileBody(answer.body)) return answer;
	const deadline = AbortSignal.timeout(ERROR_BODY_MS);
	const { bytes } = await readBody(answer.body, ERROR_BODY_BYTES, deadline);
	const text = bytes.toString('utf8');
	return { ...answer, body: jsonParse(text, { fallbackValue: text }) };
}

export function isSuccess({ status }: Answer): boolean {
	return status >= 200 && status < 300;
}

export function readAnswer(response: unknown): Answer {
	if (!isRecord(response)) return { status: 0, body: response, mimeType: null };
	const headers = isRecord(response.headers) ? response.headers : {};
	return {
		status: typeof response.statusCode === 'number' ? response.statusCode : 0,
		body: response.body,
		mimeType: textOf(headers['content-type']),
		size: numberOf(headers['content-length']) ?? undefined,
		location: textOf(headers.location) ?? undefined,
		retryAfterMs: retryAfterMs(textOf(headers['retry-after']), Date.now()),
	};
}

/** `Retry-After`: seconds, or a date (RFC 9110, 10.2.3). */
function retryAfterMs(value: string | null, now: number): number | undefined {
	if (value === null) return undefined;
	const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now;
	return Number.isNaN(ms) ? undefined : Math.max(ms, 0);
}

/**
 * The answer with its JSON read, and the file that stands in it as base64.
 * @param place The names that lead to the file's text
 * @param ms Within which it has to be there
 */
export async function withFileRead(
	answer: Answer,
	place: string[],
	ms: number,
	tooSlow: () => Error,
): Promise<Outcome> {
	const { body, size = 0 } = answer;
	if (!isSuccess(answer) || !isFileBody(body) || Buffer.isBuffer(body)) return { answer };
	endAfter(body, ms, tooSlow);
	const reader = new FileInJsonReader(place, size);
	const broken = await readFileInJson(body, reader);
	if (broken !== null) return broken;
	const { text, file } = reader.end();
	return { answer: { ...answer, body: jsonParse(text, { fallbackValue: text }), file } };
}
