import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { z } from 'zod/v4';

import type { Emulator } from '../../emulator';
import type { Host, TriggerWorkflow, WebhookServer } from '../helpers/engine';
import { channelId, triggerWorkflow, vasily } from './whapiSupport';

const entrySchema = z.looseObject({
	url: z.string(),
	mode: z.string(),
	events: z.array(z.object({ type: z.string(), method: z.string() })),
	headers: z.record(z.string(), z.string()).optional(),
});

/** A webhook in the settings of the channel. */
export type Entry = z.infer<typeof entrySchema>;

async function settings({ whapi }: Emulator, init: RequestInit = {}): Promise<unknown> {
	const response = await fetch(`${whapi.baseUrl}/settings`, {
		...init,
		headers: { authorization: `Bearer ${whapi.token}`, 'content-type': 'application/json' },
	});
	return await response.json();
}

/** The webhooks of the channel. */
export async function entries(emulator: Emulator): Promise<Entry[]> {
	const schema = z.object({ webhooks: z.array(entrySchema).default([]) });
	return schema.parse(await settings(emulator)).webhooks;
}

/** Sets the webhooks of the channel, as another tool would. */
export async function setEntries(emulator: Emulator, webhooks: unknown[]): Promise<void> {
	await settings(emulator, { method: 'PATCH', body: JSON.stringify({ webhooks }) });
}

/** The service, an n8n and its web server. */
export interface Scene {
	emulator: Emulator;
	server: WebhookServer;
	host: Host;
}

/** An active trigger in webhook mode, with the entry that the service was given. */
export async function activeTrigger(
	{ emulator, server, host }: Scene,
	more: INodeParameters = {},
	isTest = false,
): Promise<{ trigger: TriggerWorkflow; entry: Entry }> {
	const trigger = triggerWorkflow(host, { mode: 'webhook', ...more });
	server.serve(trigger);
	await (isTest ? trigger.listenForTest() : trigger.activate());
	const entry = (await entries(emulator)).find(({ url }) => url === trigger.url(isTest));
	if (entry === undefined) throw new Error('The service has no webhook of the trigger');
	return { trigger, entry };
}

/** Calls a webhook as the service does; gives status and JSON of the answer. */
export async function post(
	{ url, headers }: Pick<Entry, 'url' | 'headers'>,
	body: unknown,
): Promise<{ status: number; answer: unknown }> {
	const response = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body: typeof body === 'string' ? body : JSON.stringify(body),
	});
	const answer: unknown = await response.json();
	return { status: response.status, answer };
}

let lastId = 0;

/** A message of the service with an id that was not used yet. */
export const message = (more: IDataObject = {}): IDataObject => ({
	id: `message-${++lastId}`,
	from_me: false,
	type: 'text',
	chat_id: vasily,
	timestamp: 1767268800,
	source: 'mobile',
	text: { body: 'Hello' },
	from: '79991112233',
	from_name: 'Vasily',
	...more,
});

/** A callback. */
export const callback = (event: string, payload: IDataObject): IDataObject => {
	const [type, method] = event.split('.');
	return { ...payload, event: { type, event: method }, channel_id: channelId };
};

/** A callback with messages. */
export const messages = (...list: IDataObject[]): IDataObject =>
	callback('messages.post', { messages: list });
