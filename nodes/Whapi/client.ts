import type { IAllExecuteFunctions, IDataObject } from 'n8n-workflow';

import type { GatewayRequest } from '../shared/connection';
import { Connection, FILE_TIMEOUT_MS } from '../shared/connection';
import { isRecord, recordOf, recordsOf } from '../shared/json';
import type { OutgoingFile } from '../shared/media';
import type { FileBody } from '../shared/streams';
import { Upload } from '../shared/upload';
import { whapi } from './gateway';

/** The largest page of every list (reference, 1.4). */
const PAGE_SIZE = 500;

/**
 * The ways in which Whapi.Cloud is called; the path of each operation stands in its own file. Every method throws a
 * NodeApiError where the service does not answer with a success.
 */
export class WhapiClient {
	constructor(private readonly connection: Connection) {}

	/** The Base URL of the credential. */
	get baseUrl(): string {
		return this.connection.baseUrl;
	}

	/** The token: to derive from, never to show. */
	get secret(): string {
		return this.connection.secret;
	}

	/** @throws InvalidInput where the credential cannot be used */
	static async connect(functions: IAllExecuteFunctions): Promise<WhapiClient> {
		return new WhapiClient(await Connection.open(functions, whapi));
	}

	/**
	 * Reads one object.
	 * @param path Below the base URL; ids in it must be encoded, see {@link pathOf}
	 */
	async get(path: string, qs?: IDataObject): Promise<IDataObject> {
		return await this.connection.request(this.json('GET', path, 'read', { qs }));
	}

	/** Reads a list that comes bare, without paging. */
	async getBare(path: string): Promise<IDataObject[]> {
		return recordsOf(await this.connection.requestAny(this.json('GET', path, 'read', {})));
	}

	/** Reads one object that may be absent (204). */
	async getOptional(path: string): Promise<IDataObject | null> {
		const answer = await this.connection.requestAny(this.json('GET', path, 'read', {}));
		return isRecord(answer) ? answer : null;
	}

	/**
	 * Reads a paged list until enough is there. The end is where fewer arrive than were asked for: `total` is not to be
	 * trusted (reference, 2.5).
	 * @param key The field of the answer that holds the entries
	 * @param count How many are wanted; Infinity = all
	 */
	async list(
		path: string,
		key: string,
		count: number,
		qs: IDataObject = {},
	): Promise<IDataObject[]> {
		const entries: IDataObject[] = [];
		while (entries.length < count) {
			const size = Math.min(PAGE_SIZE, count - entries.length);
			const page = await this.page(path, key, { ...qs, count: size, offset: entries.length });
			entries.push(...page);
			if (page.length < size) break;
		}
		return entries;
	}

	/** One page of a list. */
	async page(path: string, key: string, qs: IDataObject): Promise<IDataObject[]> {
		return recordsOf((await this.get(path, qs))[key]);
	}

	/** Changes something; may be done again only when the service did not take it (429). */
	async change(
		method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
		path: string,
		body?: IDataObject,
		qs?: IDataObject,
	): Promise<IDataObject> {
		const request = this.json(method, path, 'rateLimited', { body, qs });
		return recordOf(await this.connection.requestAny(request));
	}

	/**
	 * Makes a message go out: never repeated, whatever happens.
	 * @param waitSeconds How long the service itself waits before it sends, e.g. `typing_time`
	 * @returns The message that was sent
	 */
	async send(path: string, body: IDataObject, waitSeconds = 0): Promise<IDataObject> {
		const request = { ...this.json('POST', path, 'none', { body }), sends: true };
		const timeout = 60_000 + waitSeconds * 1000;
		return this.sentMessage(request, await this.connection.request({ ...request, timeout }));
	}

	/**
	 * Sends a file as the raw body of the request, so that it is never held in memory whole (reference, 2.9).
	 * @param fields The fields of the message, which travel in the query
	 */
	async sendFile(path: string, file: OutgoingFile, fields: IDataObject): Promise<IDataObject> {
		const request = { ...this.upload(path, file, fields), sends: true };
		return this.sentMessage(request, await this.connection.request(request));
	}

	/**
	 * Stores a file at the service: `POST /media`.
	 * @returns Its media id
	 */
	async uploadFile(file: OutgoingFile): Promise<string> {
		const request = this.upload('/media', file);
		const answer = await this.connection.request(request);
		const id = recordsOf(answer.media)[0]?.id;
		if (typeof id === 'string') return id;
		throw this.connection.unexpected(request, answer);
	}

	/** Fetches a file as a stream: `GET /media/{MediaID}`. */
	async download(mediaId: string): Promise<{ body: FileBody; mimeType: string | null }> {
		const request = this.json('GET', pathOf`/media/${mediaId}`, 'read', {});
		return await this.connection.requestFile({ ...request, timeout: FILE_TIMEOUT_MS });
	}

	private sentMessage(request: GatewayRequest, answer: IDataObject): IDataObject {
		if (answer.sent !== false && isRecord(answer.message)) return answer.message;
		throw this.connection.unexpected(request, answer);
	}

	private json(
		method: GatewayRequest['method'],
		path: string,
		repeat: GatewayRequest['repeat'],
		parts: { body?: IDataObject; qs?: IDataObject },
	): GatewayRequest {
		return { method, path, call: `${method} ${path}`, repeat, ...parts };
	}

	private upload(path: string, file: OutgoingFile, qs?: IDataObject): GatewayRequest {
		return {
			method: 'POST',
			path,
			call: `POST ${path}`,
			body: 'bytes' in file ? file.bytes : Upload.raw(file),
			qs,
			headers: { 'Content-Type': file.mimeType },
			timeout: FILE_TIMEOUT_MS,
			repeat: 'none',
		};
	}
}

/** A path with its ids encoded: they contain `@` and whatever people type. Used as a template tag. */
export function pathOf(texts: TemplateStringsArray, ...ids: string[]): string {
	return texts.map((text, index) => text + encodeURIComponent(ids[index] ?? '')).join('');
}
