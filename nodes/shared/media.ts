/** Files: into n8n's binary data and out of it. */

import type { BinaryHelperFunctions, IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import { InvalidInput } from './errors';
import { textOf } from './json';
import type { FileBody } from './streams';
import { unreadable } from './unreadable';

/** A file that came in: in memory, or as a stream that is read once. */
export interface ReceivedFile {
	bytes: FileBody;
	/** E.g. `image/png`; may carry parameters. */
	mimeType: string;
	fileName: string;
}

/** A file that n8n keeps outside of its memory. */
export interface StoredFile {
	/** In bytes. */
	size: number;
	mimeType: string;
	fileName: string;
	/** From its beginning; each time anew. */
	open: () => ReturnType<BinaryHelperFunctions['getBinaryStream']>;
}

/** A file that goes out. */
export type OutgoingFile = FileContent | StoredFile;

/** A file in memory. */
export interface FileContent extends ReceivedFile {
	bytes: Buffer;
}

export const UNKNOWN_TYPE = 'application/octet-stream';

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
export function mimeTypeFromName(fileName: string): string {
	const ending = fileName.split('.').pop()?.toLowerCase() ?? '';
	const alias: Record<string, string> = { jpeg: 'jpg', tif: 'tiff', oga: 'ogg', opus: 'ogg' };
	const wanted = Object.hasOwn(alias, ending) ? alias[ending] : ending;
	const known = Object.entries(ENDINGS).filter(([type]) => type !== 'application/ogg');
	return known.find(([, known]) => known === wanted)?.[0] ?? UNKNOWN_TYPE;
}

/** A file that a gateway gave with its type and name, or without. */
export function describedFile(
	bytes: Buffer,
	mimeType: string | null,
	fileName: string | null,
): FileContent {
	const type = mimeType ?? mimeTypeFromName(fileName ?? '');
	return { bytes, mimeType: type, fileName: fileNameFor(fileName, type) };
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
 * The file to be sent, from the item's binary data; where n8n keeps that outside of its memory, it stays there.
 * @throws InvalidInput where the item has none in that field
 */
export async function fileFromBinary(
	functions: IExecuteFunctions,
	itemIndex: number,
	fieldName: string,
): Promise<OutgoingFile> {
	const data = requiredBinary(functions, itemIndex, fieldName);
	const { helpers } = functions;
	const { id } = data;
	if (id === undefined) {
		const bytes = await helpers.getBinaryDataBuffer(itemIndex, fieldName);
		return { bytes, ...describedAs(data) };
	}
	const described = describedAs(data);
	const known = await helpers.getBinaryMetadata(id).then(
		({ fileSize }) => ({ fileSize }),
		(error: unknown) => ({ error }),
	);
	if ('error' in known) throw unreadable(described, known.error);
	const open = async () => await helpers.getBinaryStream(id);
	return { size: known.fileSize, open, ...described };
}

/** In bytes. */
export function sizeOf(file: OutgoingFile): number {
	return 'bytes' in file ? file.bytes.length : file.size;
}

/** The file as n8n binary data of an item. */
export async function toBinaryData(
	helpers: BinaryHelperFunctions,
	file: ReceivedFile,
): Promise<IBinaryData> {
	return await helpers.prepareBinaryData(file.bytes, file.fileName, file.mimeType);
}
