/** The gateways as a webhook meets them (references, WhatsGate 5 and Whapi 3). */

import { isDeepStrictEqual } from 'node:util';

import type { IDataObject } from 'n8n-workflow';

import { recordOf, textOf } from '../../../nodes/shared/json';
import type { TriggerGateway } from '../../../nodes/shared/trigger/gateway';
import { webhookSecret } from '../../../nodes/shared/webhookSecret';
import { CALLBACK_HEADER } from '../../../nodes/Whapi/trigger/callbackHeader';
import { whapiTrigger } from '../../../nodes/Whapi/trigger/gateway';
import { SECRET_PARAMETER } from '../../../nodes/WhatsGate/trigger/callbackUrl';
import { whatsGateTrigger } from '../../../nodes/WhatsGate/trigger/gateway';
import type { Answer } from './response';

/** An event of the model in a call. */
export interface CalledEvent {
	id: string;
	isWanted: boolean;
}

/** A gateway of the model. */
export interface WebhookService {
	trigger: TriggerGateway;
	credential: IDataObject;
	parameters: IDataObject;
	/** What the registration has left in the node's static data. */
	registered: IDataObject;
	/** The most events of one call. */
	mostEvents: number;
	/** The most tries of one call. */
	mostTries: number;
	/** Milliseconds before a try. */
	pauseBefore(attempt: number): number;
	/** @param isForeign Of another session or channel */
	body(events: CalledEvent[], isForeign: boolean): IDataObject;
	/** Query and headers that show the secret. */
	showing(secret: string): { query: IDataObject; headers: Record<string, string> };
	isConfirmed(answer: Answer, body: IDataObject): boolean;
	/** The model's id of an event that was recorded. */
	idOf(json: IDataObject): string;
}

/** The webhook of the model. */
export const hook = {
	id: 'hook-1',
	url: 'https://n8n.example.com/webhook/hook-1/webhook',
	path: '/hook-1/webhook',
};

const KEY = 'key-of-the-law';

/** What the gateway was given when the webhook was registered. */
export const secret = webhookSecret(KEY, hook.path);

const person = '79990000001';

/** WhatsGate: one event in a call, by its id, and 3 repeats 20 seconds apart. */
export const whatsGateWebhook: WebhookService = {
	trigger: whatsGateTrigger,
	credential: { apiKey: KEY, baseUrl: 'https://gateway.example.com/api/v1' },
	parameters: {
		mode: 'webhook',
		session: { __rl: true, mode: 'id', value: 'session-1' },
		events: ['message'],
	},
	registered: {},
	mostEvents: 1,
	mostTries: 4,
	pauseBefore: () => 20_000,
	body: ([event], isForeign) => ({
		id: event?.id ?? null,
		whatsapp_id: isForeign ? 'session-2' : 'session-1',
		event_action: event?.isWanted === true ? 'message' : 'ack',
		event_date: '2026-04-01 12:00:00',
		status_code: null,
		event_data: { message: { id: `false_${person}@c.us_X`, from: `${person}@c.us`, type: 'chat' } },
	}),
	showing: (shown) => ({ query: { [SECRET_PARAMETER]: shown }, headers: {} }),
	isConfirmed: ({ status, body }, { id }) =>
		status === 200 && isDeepStrictEqual(body, { result: 'OK', id }),
	idOf: (json) => textOf(json.eventId) ?? textOf(json.id) ?? '',
};

/** Whapi.Cloud: many events in a call, without an id of its own, until the answer is 200. */
export const whapiWebhook: WebhookService = {
	trigger: whapiTrigger,
	credential: { token: KEY, baseUrl: 'https://gateway.example.com' },
	parameters: { mode: 'webhook', events: ['messages.post'] },
	registered: { channelId: 'CHANNEL-1', tokenMark: '00000000' },
	mostEvents: 12,
	mostTries: Infinity,
	pauseBefore: (attempt) => Math.min(attempt, 5) * 3000,
	body: (events, isForeign) => ({
		messages: events.map(({ id, isWanted }) => ({
			id,
			from_me: !isWanted,
			type: 'text',
			chat_id: `${person}@s.whatsapp.net`,
			timestamp: 1775044800,
			text: { body: 'Hello' },
			from: person,
		})),
		event: { type: 'messages', event: 'post' },
		channel_id: isForeign ? 'CHANNEL-2' : 'CHANNEL-1',
	}),
	showing: (shown) => ({ query: {}, headers: { [CALLBACK_HEADER.toLowerCase()]: shown } }),
	isConfirmed: ({ status }) => status === 200,
	idOf: (json) => textOf(json.messageId) ?? textOf(recordOf(json).id) ?? '',
};
