/** The gateways as a poll meets them: the model's log in their shapes (references of both, events-get and 2.5). */

import assert from 'node:assert/strict';

import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import type { LogEvent } from '../../../nodes/shared/cursor';
import { recordOf, textOf } from '../../../nodes/shared/json';
import type { TriggerGateway } from '../../../nodes/shared/trigger/gateway';
import { whapiTrigger } from '../../../nodes/Whapi/trigger/gateway';
import { whatsGateTrigger } from '../../../nodes/WhatsGate/trigger/gateway';
import type { ModelEvent, ModelLog } from './eventLogModel';
import { modelDate, modelSeconds, modelUnixSeconds } from './eventLogModel';

/** An answer with the number of pages that a poll has to read now. */
export interface ServiceAnswer {
	body: IDataObject;
	/** Pages of the size that polls ask for; 0 where none was asked for. */
	pages: number;
}

/** A gateway of the model. */
export interface Service {
	trigger: TriggerGateway;
	credential: IDataObject;
	/** Of the trigger node, beside its options. */
	parameters: IDataObject;
	/** Its last word that the request cannot be served. */
	refusal: { statusCode: number; body: IDataObject };
	/** @param zoneHours Of the dates in the log */
	answer(log: ModelLog, request: IHttpRequestOptions, zoneHours: number): ServiceAnswer;
	/** The model's id of an event that came out. */
	idOf(json: IDataObject): string;
}

const PAGE_SIZE = 100;

const session = 'session-1';

const ownId = '79999999999@c.us';

function fileContent(event: LogEvent<ModelEvent>): IDataObject {
	return { mimetype: 'text/plain', filename: 'a.txt', data: btoa(event.id) };
}

function whatsGateEvent({ id, date, event }: LogEvent<ModelEvent>, zoneHours: number): IDataObject {
	const chat = `7999000000${event.chat}@c.us`;
	// Of the unwanted ones some are of another kind and some are own messages.
	const isOwn = !event.wanted && event.arrival % 2 === 0;
	const message: IDataObject = {
		id: `${isOwn}_${chat}_${id}`,
		ack: 1,
		hasMedia: false,
		body: `Text ${id}`,
		type: 'chat',
		timestamp: modelUnixSeconds(modelSeconds(date) - zoneHours * 3600),
		from: isOwn ? ownId : chat,
		to: isOwn ? chat : ownId,
	};
	const action = event.wanted || isOwn ? 'message' : 'ack';
	return {
		id: Number(id),
		whatsapp_id: session,
		event_action: event.hasFile ? 'media' : action,
		event_date: date,
		event_data: event.hasFile ? { media: fileContent({ id, date, event }) } : { message },
	};
}

/** WhatsGate: `events-get`, which counts its pages. */
export const whatsGateService: Service = {
	trigger: whatsGateTrigger,
	credential: { apiKey: 'key-of-the-law', baseUrl: 'https://gateway.example.com/api/v1' },
	parameters: {
		mode: 'polling',
		session: { __rl: true, mode: 'id', value: session },
		events: ['message', 'media'],
	},
	refusal: { statusCode: 500, body: { name: 'Exception', message: 'Not now' } },
	answer(log, { url, body }, zoneHours) {
		const { date, page, page_cnt: size, ...others } = recordOf(body);
		assert.equal(url, 'https://gateway.example.com/api/v1/events-get');
		assert.deepEqual(others, { WhatsappID: session });
		assert(typeof page === 'number' && page >= 1 && typeof size === 'number' && size <= PAGE_SIZE);
		const from = textOf(date);
		assert(from === null || /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(from));
		const { events, pages, matching } = log.page(from, page, size);
		const data = events.map((event) => whatsGateEvent(event, zoneHours));
		return {
			body: { result: 'OK', pages, page, ...(matching !== null && { elements: matching }), data },
			pages: size === PAGE_SIZE ? pages : 0,
		};
	},
	idOf: (json) => textOf(json.eventId) ?? textOf(json.id) ?? '',
};

function whapiMessage({ id, date, event }: LogEvent<ModelEvent>): IDataObject {
	const isNoise = !event.wanted && event.arrival % 2 === 0;
	return {
		id: `message-${id}`,
		from_me: !event.wanted && !isNoise,
		type: isNoise ? 'system' : 'text',
		chat_id: `7999000000${event.chat}@s.whatsapp.net`,
		timestamp: modelUnixSeconds(modelSeconds(date)),
		text: { body: `Text ${id}` },
		from: `7999000000${event.chat}`,
	};
}

/** Whapi.Cloud: `GET /messages/list`, which gives pages of the size that is asked for and does not count them. */
export const whapiService: Service = {
	trigger: whapiTrigger,
	credential: { token: 'token-of-the-law', baseUrl: 'https://gateway.example.com/' },
	parameters: { mode: 'polling', events: ['messages.post'] },
	refusal: { statusCode: 403, body: { error: { code: 403, message: 'Not now' } } },
	answer(log, { url, qs }) {
		if (url === 'https://gateway.example.com/health') {
			return { body: { channel_id: 'CHANNEL-1', status: { code: 4, text: 'AUTH' } }, pages: 0 };
		}
		assert.equal(url, 'https://gateway.example.com/messages/list');
		const { count, offset = 0, sort, time_from: from, ...others } = recordOf(qs);
		assert.deepEqual(others, {});
		assert(typeof count === 'number' && count >= 1 && count <= 500 && typeof offset === 'number');
		assert(sort === 'asc' || sort === 'desc');
		const begin = typeof from === 'number' ? modelDate(from - modelUnixSeconds(0)) : null;
		const matching = log.list(begin, sort === 'asc' ? 'dateAscending' : 'dateDescending');
		const messages = matching.slice(offset, offset + count).map(whapiMessage);
		return {
			body: { messages, count, offset, total: messages.length, first: 0, last: 0 },
			// The end shows on the first page that is not full.
			pages: count === PAGE_SIZE ? Math.floor(matching.length / PAGE_SIZE) + 1 : 0,
		};
	},
	idOf: (json) => (textOf(json.messageId) ?? textOf(json.id) ?? '').replace('message-', ''),
};
