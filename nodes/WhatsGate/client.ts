import type { IAllExecuteFunctions, IDataObject } from 'n8n-workflow';

import type { GatewayRequest } from '../shared/connection';
import { Connection } from '../shared/connection';
import { isRecord, numberOf, recordOf, recordsOf, textOf } from '../shared/json';
import type { OutgoingFile } from '../shared/media';
import type { ServerDate } from '../shared/serverDate';
import { Upload } from '../shared/upload';
import { whatsGate } from './gateway';

/** Whom a command is about (reference, 2.2): by id, or by number and type. */
export type Recipient = { id: string } | { type: 'contact' | 'group'; number: string };

/** Kinds of messages that the service sends (reference, 2.4). */
export type SendType = 'text' | 'image' | 'sticker' | 'doc' | 'voice';

export interface SendMessage {
	type: SendType;
	/** The text, or the caption of a file. */
	body?: string;
	/** Long id of the message that is answered. */
	quote?: string;
	file?: OutgoingFile;
}

export interface Page {
	data: IDataObject[];
	/** As the server counts them; may be 0 when nothing matches. */
	pages: number;
	/** Entries on all pages, as the server counts them; null where it does not. */
	matching: number | null;
}

type Repeat = GatewayRequest['repeat'];

/** A file travels as base64 inside the JSON (reference, 2.5), written while it is sent where n8n can read it so. */
function bodyWithFile(
	file: OutgoingFile,
	bodyOf: (media: IDataObject) => IDataObject,
): IDataObject | Upload {
	const { mimeType: mimetype, fileName: filename } = file;
	const around = (data: string) => bodyOf({ mimetype, filename, data });
	return 'bytes' in file ? around(file.bytes.toString('base64')) : Upload.inJson(file, around);
}

/**
 * The commands of WhatsGate, one method each; `get-media` is left out, because the service gives it up in favour of
 * `get-messagemedia`. Each throws a NodeApiError where the service does not answer with a success.
 * Docs: https://whatsgate.org/docs/api/request and the page of each command beside it.
 */
export class WhatsGateClient {
	constructor(private readonly connection: Connection) {}

	/** The Base URL of the credential. */
	get baseUrl(): string {
		return this.connection.baseUrl;
	}

	/** @throws InvalidInput where the credential cannot be used */
	static async connect(functions: IAllExecuteFunctions): Promise<WhatsGateClient> {
		return new WhatsGateClient(await Connection.open(functions, whatsGate));
	}

	/**
	 * `send`: never repeated, whatever happens.
	 * @returns The message that was sent; null where it was only queued
	 */
	async send(
		session: string,
		recipient: Recipient,
		message: SendMessage,
		isAsync: boolean,
	): Promise<IDataObject | null> {
		const { file, ...fields } = message;
		const bodyOf = (media?: IDataObject): IDataObject => ({
			WhatsappID: session,
			async: isAsync,
			recipient,
			message: { ...fields, media },
		});
		const body = file === undefined ? bodyOf() : bodyWithFile(file, bodyOf);
		const { result } = await this.command('send', body, 'none', true);
		return isRecord(result) ? result : null;
	}

	/** `seen` */
	async markAsSeen(session: string, recipient: Recipient): Promise<void> {
		await this.command('seen', { WhatsappID: session, recipient }, 'read');
	}

	/** `typing`: shown to the other side for 15 seconds. */
	async sendTyping(session: string, recipient: Recipient): Promise<void> {
		await this.command('typing', { WhatsappID: session, recipient }, 'read');
	}

	/**
	 * `check`
	 * @param number Digits only
	 */
	async isOnWhatsApp(session: string, number: string): Promise<boolean> {
		const { data } = await this.command('check', { WhatsappID: session, number }, 'read');
		return Boolean(data);
	}

	/** `get-chats`: all chats at once, the service knows no paging here. */
	async getChats(session: string): Promise<IDataObject[]> {
		const { data } = await this.command('get-chats', { WhatsappID: session }, 'read');
		return recordsOf(data);
	}

	/** `get-history`: at most 100 messages of the last 90 days, in no stated order. */
	async getHistory(session: string, recipient: Recipient): Promise<IDataObject[]> {
		const { data } = await this.command('get-history', { WhatsappID: session, recipient }, 'read');
		return recordsOf(data);
	}

	/**
	 * `get-messagemedia`
	 * @param messageId The long id
	 * @returns `{ mimetype, filename }`, and the file; null where the service gives none
	 */
	async getMessageMedia(
		session: string,
		messageId: string,
	): Promise<{ media: IDataObject; file: Buffer | null }> {
		const body = { WhatsappID: session, MessageID: messageId };
		const request = this.requestOf('get-messagemedia', body, 'read');
		const { json, file } = await this.connection.requestWithFile(request, ['media', 'data']);
		const media = recordOf(this.checked(request, json).media);
		// The text stands in the JSON only where its place is written in an unusual way.
		const text = textOf(media.data);
		if (text !== null) return { media, file: Buffer.from(text, 'base64') };
		return { media, file: media.data === '' && file !== null && file.length > 0 ? file : null };
	}

	/**
	 * `events-get`
	 * @param filter.session Empty = all sessions of the account, deleted ones too
	 */
	async getEvents(
		filter: { session?: string; date?: ServerDate | null; action?: string },
		page: number,
		pageSize: number,
	): Promise<Page> {
		const body: IDataObject = { page_cnt: pageSize, page };
		if (filter.session) body.WhatsappID = filter.session;
		if (filter.date) body.date = filter.date;
		if (filter.action) body.action = filter.action;
		return this.page(await this.command('events-get', body, 'read'));
	}

	/** `session-create` */
	async createSession(session: {
		name: string;
		callback?: string;
		auth_type?: 'CODE';
		number?: string;
	}): Promise<IDataObject> {
		return recordOf((await this.command('session-create', session, 'rateLimited')).data);
	}

	/** `session-delete`: logs out of WhatsApp, cannot be undone. */
	async deleteSession(session: string): Promise<IDataObject> {
		const body = { WhatsappID: session };
		return recordOf((await this.command('session-delete', body, 'rateLimited')).data);
	}

	/** `sessions-get`; an empty text is no filter. */
	async getSessions(
		filter: { session?: string; name?: string; status?: string },
		page: number,
		pageSize: number,
	): Promise<Page> {
		const body = {
			WhatsappID: filter.session ?? '',
			name: filter.name ?? '',
			status: filter.status ?? '',
			page_cnt: pageSize,
			page,
		};
		return this.page(await this.command('sessions-get', body, 'read'));
	}

	/** The session's record; null where the account has no such session. */
	async findSession(session: string): Promise<IDataObject | null> {
		const { data } = await this.getSessions({ session }, 1, 100);
		return data.find(({ unique_id }) => textOf(unique_id) === session) ?? null;
	}

	/** `set-name` */
	async renameSession(session: string, name: string): Promise<void> {
		await this.command('set-name', { WhatsappID: session, name }, 'read');
	}

	/**
	 * `set-hook`
	 * @param callback Empty = no webhook
	 */
	async setWebhook(session: string, callback: string): Promise<void> {
		await this.command('set-hook', { WhatsappID: session, callback }, 'read');
	}

	private page(answer: IDataObject): Page {
		return {
			data: recordsOf(answer.data),
			pages: numberOf(answer.pages) ?? 1,
			matching: numberOf(answer.elements),
		};
	}

	private async command(
		command: string,
		body: IDataObject | Upload,
		repeat: Repeat,
		sends = false,
	): Promise<IDataObject> {
		const request = this.requestOf(command, body, repeat, sends);
		return this.checked(request, await this.connection.request(request));
	}

	private requestOf(
		command: string,
		body: IDataObject | Upload,
		repeat: Repeat,
		sends = false,
	): GatewayRequest {
		return { method: 'POST', path: `/${command}`, call: command, body, repeat, sends };
	}

	/** A success has `result: "OK"`, or the message object for a synchronous send (reference, 1.3). */
	private checked(request: GatewayRequest, answer: IDataObject): IDataObject {
		const { result } = answer;
		if (result === 'OK' || isRecord(result)) return answer;
		throw this.connection.unexpected(request, answer);
	}
}
