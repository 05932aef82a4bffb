/** Files: into n8n's binary data and out of it. */

import type { BinaryHelperFunctions, IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import type { FileBody } from './connection';
import { InvalidInput } from './errors';
import { isRecord, textOf } from './json';

/** A file that came in: in memory, or as a stream that is read once. */
export interface ReceivedFile {
	bytes: FileBody;
	/** E.g. `image/png`; may carry parameters. */
	mimeType: string;
	fileName: string;
}

/** A file that goes out, with its size in bytes. */
export interface OutgoingFile extends ReceivedFile {
	size: number;
}

/** A file in memory. */
export interface FileContent extends ReceivedFile {
	bytes: Buffer;
}

const UNKNOWN_TYPE = 'application/octet-stream';

/** File name endings of the types that WhatsApp knows, and of common documents. */
const ENDINGS: Record<string, string> = {
	'application/gzip': 'gz',
	'application/json': 'json',
	'application/msword': 'doc',
	'application/ogg': 'ogg',
	'application/pdf': 'pdf',
	'application/vnd.ms-excel': 'xls',
	'application/vnd.ms-powerpoint': 'ppt',
	'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
	'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
	'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
	'application/zip': 'zip',
	'audio/aac': 'aac',
	'audio/mp4': 'm4a',
	'audio/mpeg': 'mp3',
	'audio/ogg': 'ogg',
	'audio/webm': 'weba',
	'image/gif': 'gif',
	'image/jpeg': 'jpg',
	'image/png': 'png',
	'image/svg+xml': 'svg',
	'image/tiff': 'tiff',
	'image/webp': 'webp',
	'text/csv': 'csv',
	'text/plain': 'txt',
	'video/mp4': 'mp4',
	'video/mpeg': 'mpeg',
	'video/ogg': 'ogv',
	'video/quicktime': 'mov',
	'video/webm': 'webm',
	'video/x-flv': 'flv',
	'video/x-ms-wmv': 'wmv',
};

/** The type without parameters, in lower case: `audio/ogg; codecs=opus` -> `audio/ogg`. */
export function bareMimeType(mimeType: string): string {
	return (mimeType.split(';')[0] ?? '').trim().toLowerCase();
}

/** A file name from outside: without folders, control characters and anything a file system gives a meaning to. */
export function cleanFileName(fileName: string): string {
	return (fileName.split(/[\\/]/).pop() ?? '')
		.replace(/[\p{Cc}\p{Cf}<>:"|?*]/gu, '')
		.slice(-200)
		.replace(/^[.\s]+/, '')
		.trim();
}

/** The given name, cleaned, or one made from the type. */
export function fileNameFor(fileName: string | null, mimeType: string): string {
	const cleaned = cleanFileName(fileName ?? '');
	const type = bareMimeType(mimeType);
	const ending = Object.hasOwn(ENDINGS, type) ? ENDINGS[type] : 'bin';
	return cleaned === '' ? `file.${ending}` : cleaned;
}

/** What the name tells of the type, for sources that do not say. */
function mimeTypeFromName(fileName: string): string {
	const ending = fileName.split('.').pop()?.toLowerCase() ?? '';
	const alias: Record<string, string> = { jpeg: 'jpg', tif: 'tiff', oga: 'ogg', opus: 'ogg' };
	const wanted = Object.hasOwn(alias, ending) ? alias[ending] : ending;
	const known = Object.entries(ENDINGS).filter(([type]) => type !== 'application/ogg');
	return known.find(([, known]) => known === wanted)?.[0] ?? UNKNOWN_TYPE;
}

/** A file that a gateway gave as base64, as both WhatsGate's media commands do. */
export function fileFromBase64(
	data: string,
	mimeType: string | null,
	fileName: string | null,
): FileContent {
	const type = mimeType ?? mimeTypeFromName(fileName ?? '');
	return {
		bytes: Buffer.from(data, 'base64'),
		mimeType: type,
		fileName: fileNameFor(fileName, type),
	};
}

/** The item's binary data in a field, which has to be there. */
function requiredBinary(
	functions: IExecuteFunctions,
	itemIndex: number,
	fieldName: string,
): IBinaryData {
	const binary = functions.getInputData()[itemIndex]?.binary ?? {};
	const data = Object.hasOwn(binary, fieldName) ? binary[fieldName] : undefined;
	if (data !== undefined) return data;
	const present = Object.keys(binary);
	throw new InvalidInput(
		`The item has no file in the field "${fieldName}"`,
		present.length === 0
			? 'It has no files at all. Put a node before this one that gives a file, such as "Read/Write Files from Disk" or "HTTP Request".'
			: `It has files in: ${present.join(', ')}. Enter one of these names.`,
	);
}

function describedAs({ fileName = '', mimeType }: IBinaryData) {
	const type = textOf(mimeType) ?? mimeTypeFromName(fileName);
	return { mimeType: type, fileName: fileNameFor(fileName, type) };
}

/**
 * The file to be sent, from the item's binary data, in memory.
 * @throws InvalidInput where the item has none in that field
 */
export async function fileFromBinary(
	functions: IExecuteFunctions,
	itemIndex: number,
	fieldName: string,
): Promise<FileContent> {
	const data = requiredBinary(functions, itemIndex, fieldName);
	const bytes = await functions.helpers.getBinaryDataBuffer(itemIndex, fieldName);
	return { bytes, ...describedAs(data) };
}

/**
 * The same as a stream where n8n keeps binary data outside of its memory.
 * @throws InvalidInput where the item has none in that field
 */
export async function streamFromBinary(
	functions: IExecuteFunctions,
	itemIndex: number,
	fieldName: string,
): Promise<OutgoingFile> {
	const data = requiredBinary(functions, itemIndex, fieldName);
	const { helpers } = functions;
	if (data.id === undefined) {
		const bytes = await helpers.getBinaryDataBuffer(itemIndex, fieldName);
		return { bytes, size: bytes.length, ...describedAs(data) };
	}
	const { fileSize } = await helpers.getBinaryMetadata(data.id);
	return { bytes: await helpers.getBinaryStream(data.id), size: fileSize, ...describedAs(data) };
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
 * The file to be sent, fetched from a web address. No credential goes there.
 * @throws InvalidInput where it is no http(s) address or answers with anything but a file
 */
export async function fileFromUrl(functions: IExecuteFunctions, url: string): Promise<FileContent> {
	checkFileUrl(url);
	const response: unknown = await functions.helpers.httpRequest({
		method: 'GET',
		url,
		encoding: 'arraybuffer',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		timeout: 60_000,
	});
	const { statusCode, headers, body } = isRecord(response) ? response : {};
	if (typeof statusCode !== 'number' || statusCode < 200 || statusCode >= 300) {
		throw new InvalidInput(
			`The file could not be fetched: ${new URL(url).host} answered with status ${textOf(statusCode) ?? 'unknown'}`,
			'Open the address in a browser that is not signed in. If it asks for a login, fetch the file with an HTTP Request node and send it from binary data.',
		);
	}
	const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
	if (bytes.length === 0) {
		throw new InvalidInput('The file at the address is empty', 'Check the address of the file.');
	}
	const named = decodeURIComponentSafely(new URL(url).pathname.split('/').pop() ?? '');
	const told = isRecord(headers) ? textOf(headers['content-type']) : null;
	const mimeType =
		told === null || bareMimeType(told) === UNKNOWN_TYPE ? mimeTypeFromName(named) : told;
	return { bytes, mimeType: bareMimeType(mimeType), fileName: fileNameFor(named, mimeType) };
}

/** A percent sign that is no escape stays as it is. */
function decodeURIComponentSafely(text: string): string {
	return text.replace(/(%[0-9a-f]{2})+/gi, (escape) =>
		Buffer.from(escape.replaceAll('%', ''), 'hex').toString('utf8'),
	);
}

/** The file as n8n binary data of an item. */
export async function toBinaryData(
	helpers: BinaryHelperFunctions,
	file: ReceivedFile,
): Promise<IBinaryData> {
	return await helpers.prepareBinaryData(file.bytes, file.fileName, file.mimeType);
}
