import type { IAllExecuteFunctions, IDataObject } from 'n8n-workflow';

import type { GatewayRequest } from '../shared/connection';
import { Connection } from '../shared/connection';
import { isRecord, numberOf, recordOf, recordsOf, textOf } from '../shared/json';
import type { ServerDate } from '../shared/serverDate';
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
	media?: { mimetype: string; /** Base64. */ data: string; filename: string };
}

export interface Page {
	data: IDataObject[];
	/** As the server counts them; may be 0 when nothing matches. */
	pages: number;
}

type Repeat = GatewayRequest['repeat'];

/**
 * The commands of WhatsGate, one method each; `get-media` is left out, because the service gives it up in favour of
 * `get-messagemedia`. Each throws a NodeApiError where the service does not answer with a success.
 * Docs: https://whatsgate.org/docs/api/request and the page of each command beside it.
 */
export class WhatsGateClient {
	constructor(private readonly connection: Connection) {}

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
		const body = { WhatsappID: session, async: isAsync, recipient, message: { ...message } };
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
	 * @returns `{ mimetype, data, filename }`, data in base64
	 */
	async getMessageMedia(session: string, messageId: string): Promise<IDataObject> {
		const body = { WhatsappID: session, MessageID: messageId };
		const { media } = await this.command('get-messagemedia', body, 'read');
		return recordOf(media);
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
		return { data: recordsOf(answer.data), pages: numberOf(answer.pages) ?? 1 };
	}

	/** A success has `result: "OK"`, or the message object for a synchronous send (reference, 1.3). */
	private async command(
		command: string,
		body: IDataObject,
		repeat: Repeat,
		sends = false,
	): Promise<IDataObject> {
		const request: GatewayRequest = {
			method: 'POST',
			path: `/${command}`,
			call: command,
			body,
			repeat,
			sends,
		};
		const answer = await this.connection.request(request);
		const { result } = answer;
		if (result === 'OK' || isRecord(result)) return answer;
		throw this.connection.unexpected(request, answer);
	}
}
