import type { Readable } from 'node:stream';

import Busboy from '@fastify/busboy';
import type { FastifyRequest } from 'fastify';

import { wrongParameter } from './errors';
import { readContent, type ReadFile } from './fileSink';

/** What a request brings: fields of JSON, form or query, and a file when one came outside JSON. */
export interface RequestBody {
	/** The JSON value, or the fields of a form; undefined when there is neither. */
	fields: unknown;
	file: ReadFile | null;
	/** Why the body could not be read; null when it could. */
	error: string | null;
}

/**
 * Reads a request body to its end. JSON is parsed, a form is taken apart, everything else is a file
 * (2.9). With `raw` JSON counts as a file too.
 */
export async function readBody(request: FastifyRequest, raw: boolean): Promise<RequestBody> {
	const type = request.headers['content-type'] ?? '';
	const stream = request.raw;
	if (/^multipart\/form-data\b/i.test(type)) return await readForm(stream, type);
	if (!raw && /^application\/json\b/i.test(type)) return await readJson(stream);
	const content = await readContent(stream);
	if (content.size === 0) return { fields: undefined, file: null, error: null };
	const mimeType = type || 'application/octet-stream';
	return { fields: undefined, file: { mimeType, fileName: null, ...content }, error: null };
}

async function readJson(stream: AsyncIterable<unknown>): Promise<RequestBody> {
	const chunks: Uint8Array[] = [];
	for await (const chunk of stream) if (chunk instanceof Uint8Array) chunks.push(chunk);
	const text = Buffer.concat(chunks).toString('utf8');
	if (text === '') return { fields: undefined, file: null, error: null };
	try {
		return { fields: JSON.parse(text), file: null, error: null };
	} catch (error) {
		return { fields: text, file: null, error: `The body is no JSON: ${String(error)}` };
	}
}

/** The file part must be named `media` (2.9); repeated fields become a list. */
async function readForm(stream: Readable, type: string): Promise<RequestBody> {
	const fields: Record<string, string | string[]> = {};
	const files: Promise<ReadFile>[] = [];
	const errors: string[] = [];
	const form = Busboy({ headers: { 'content-type': type } });
	form.on('field', (name, value) => {
		const key = name.replace(/\[\]$/, '');
		const before = fields[key];
		if (before === undefined) fields[key] = name === key ? value : [value];
		else fields[key] = [...(Array.isArray(before) ? before : [before]), value];
	});
	form.on('file', (name, part, fileName, _encoding, mimeType) => {
		if (name !== 'media') errors.push(`Unexpected file part ${name}`);
		files.push(readContent(part).then((content) => ({ mimeType, fileName, ...content })));
	});
	await new Promise<void>((resolve) => {
		form.on('finish', resolve);
		form.on('error', (cause) => {
			errors.push(`The form is broken: ${String(cause)}`);
			stream.unpipe(form);
			stream.resume();
			resolve();
		});
		stream.pipe(form);
	});
	const [error = null] = errors;
	const file = error === null ? await files[0] : null;
	return { fields, file: file ?? null, error };
}

/** The body in the form in which requests are recorded: of a file only what tells it apart. */
export function recordedBody({ fields, file }: RequestBody): unknown {
	if (!file) return fields;
	const { mimeType, fileName, size, sha256 } = file;
	const asObject = typeof fields === 'object' && fields !== null ? fields : {};
	return { ...asObject, file: { mimeType, fileName, size, sha256 } };
}

/** The fields; a body that could not be read is answered with 400. */
export function fieldsOf({ fields, error }: RequestBody): unknown {
	if (error !== null) throw wrongParameter(error);
	return fields;
}
