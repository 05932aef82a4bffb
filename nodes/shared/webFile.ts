/** A file to be sent that is fetched from a web address. */

import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { InvalidInput } from './errors';
import { networkCode } from './gatewayErrors';
import { isRecord, numberOf, textOf } from './json';
import type { FileContent } from './media';
import { bareMimeType, fileNameFor, mimeTypeFromName, UNKNOWN_TYPE } from './media';
import type { FileBody } from './streams';
import { isFileBody, readBody } from './streams';

const MIB = 1024 * 1024;

/**
 * Largest file that is fetched. WhatsGate takes a file as base64 inside one JSON body, so n8n holds it in its memory
 * several times; WhatsApp itself takes pictures and videos only far below this. Bytes.
 */
const LARGEST_WEB_FILE = 100 * MIB;

/** Until the address answers. Milliseconds. */
const ANSWER_TIMEOUT_MS = 60_000;

/** Until the whole file is there: the largest one over a line of 3 Mbit/s. Milliseconds. */
const WHOLE_TIMEOUT_MS = 5 * 60_000;

const CHECK_ADDRESS =
	'Check the address. Or fetch the file with an HTTP Request node and send it from binary data.';

/** What ends a download. */
interface Signals {
	deadline: AbortSignal;
	/** Of the execution. */
	cancelled: AbortSignal | undefined;
	/** Any of these, and that the rest of the answer is not wanted. */
	signal: AbortSignal;
}

/** @throws InvalidInput where it is no http(s) address */
export function checkFileUrl(url: string): void {
	if (URL.canParse(url) && ['http:', 'https:'].includes(new URL(url).protocol)) return;
	throw new InvalidInput(
		`"${url}" is not the address of a file`,
		'Give an address that begins with https:// or http://.',
	);
}

/**
 * Fetches a file. No credential of n8n goes there; redirects are followed.
 * @throws InvalidInput where it is no http(s) address, or the whole file cannot be had from it
 */
export async function fileFromUrl(functions: IExecuteFunctions, url: string): Promise<FileContent> {
	checkFileUrl(url);
	const cancelled = functions.getExecutionCancelSignal();
	const deadline = AbortSignal.timeout(WHOLE_TIMEOUT_MS);
	const closing = new AbortController();
	// The host closes the connection when this signal comes, whatever is left to read.
	const signal = AbortSignal.any([
		deadline,
		closing.signal,
		...(cancelled === undefined ? [] : [cancelled]),
	]);
	try {
		const signals = { signal, deadline, cancelled };
		return await readResponse(await open(functions, url, signals), url, signals);
	} finally {
		closing.abort();
	}
}

async function readResponse(
	{ status, headers, body }: WebResponse,
	url: string,
	signals: Signals,
): Promise<FileContent> {
	const { host, pathname } = new URL(url);
	if (status < 200 || status >= 300) {
		throw new InvalidInput(
			`The file could not be fetched: ${host} answered with status ${status}`,
			'Open the address in a browser that is not signed in. If it asks for a login, fetch the file with an HTTP Request node and send it from binary data.',
		);
	}
	const bytes = await wholeFile(body, signals, numberOf(headers['content-length']), host);
	if (bytes.length === 0) {
		throw new InvalidInput('The file at the address is empty', 'Check the address of the file.');
	}
	const named = decoded(pathname.split('/').pop() ?? '');
	const told = textOf(headers['content-type']);
	const mimeType =
		told === null || bareMimeType(told) === UNKNOWN_TYPE ? mimeTypeFromName(named) : told;
	return { bytes, mimeType: bareMimeType(mimeType), fileName: fileNameFor(named, mimeType) };
}

interface WebResponse {
	status: number;
	headers: IDataObject;
	body: FileBody;
}

async function open(
	functions: IExecuteFunctions,
	url: string,
	{ signal, cancelled }: Signals,
): Promise<WebResponse> {
	const outcome = await tryToOpen(functions, url, signal);
	if ('error' in outcome) {
		cancelled?.throwIfAborted();
		throw new InvalidInput(
			`The file could not be fetched from ${new URL(url).host}`,
			`${CHECK_ADDRESS} ${causeOf(outcome.error)}`,
		);
	}
	const { statusCode, headers, body } = isRecord(outcome.response) ? outcome.response : {};
	return {
		status: numberOf(statusCode) ?? 0,
		headers: isRecord(headers) ? headers : {},
		body: isFileBody(body) ? body : Buffer.alloc(0),
	};
}

async function tryToOpen(
	functions: IExecuteFunctions,
	url: string,
	abortSignal: AbortSignal,
): Promise<{ response: unknown } | { error: unknown }> {
	try {
		const response: unknown = await functions.helpers.httpRequest({
			method: 'GET',
			url,
			encoding: 'stream',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			timeout: ANSWER_TIMEOUT_MS,
			abortSignal,
		});
		return { response };
	} catch (error) {
		return { error };
	}
}

/** All bytes of a body that is not larger than may be, however large its header says it is. */
async function wholeFile(
	body: FileBody,
	{ signal, deadline, cancelled }: Signals,
	toldSize: number | null,
	host: string,
): Promise<Buffer> {
	if (toldSize !== null && toldSize > LARGEST_WEB_FILE) {
		throw tooLarge(host, `has ${(toldSize / MIB).toFixed(1)} MiB`);
	}
	const { bytes, end, error } = await readBody(body, LARGEST_WEB_FILE, signal);
	cancelled?.throwIfAborted();
	if (end === 'whole') return bytes;
	if (end === 'tooLarge') throw tooLarge(host, `has more than ${LARGEST_WEB_FILE / MIB} MiB`);
	if (deadline.aborted) {
		throw new InvalidInput(
			`The file at ${host} did not arrive within ${WHOLE_TIMEOUT_MS / 60_000} minutes`,
			`Nothing was sent. ${CHECK_ADDRESS}`,
		);
	}
	throw new InvalidInput(
		`The file at ${host} arrived only in part: the connection was cut`,
		`Nothing was sent. Try again later. ${causeOf(error)}`,
	);
}

function tooLarge(host: string, size: string): InvalidInput {
	return new InvalidInput(
		`The file at ${host} ${size}: at most ${LARGEST_WEB_FILE / MIB} MiB are fetched`,
		'Make the file smaller, or send its address as a text message.',
	);
}

function causeOf(error: unknown): string {
	const code = networkCode(error);
	const reason = error instanceof Error ? error.message : String(error);
	return `Cause: ${code === null ? reason : `${code}, ${reason}`}.`;
}

/** A percent sign that is no escape stays as it is. */
function decoded(text: string): string {
	return text.replace(/(%[0-9a-f]{2})+/gi, (escape) =>
		Buffer.from(escape.replaceAll('%', ''), 'hex').toString('utf8'),
	);
}
