/** The messages of a channel as a log that can be polled: `GET /messages/list` (reference, 2.5). */

import type { IDataObject } from 'n8n-workflow';

import { numberOf } from '../../shared/json';
import { serverDateFromMillis, unixSecondsOfServerDate } from '../../shared/serverDate';
import type { ReceivedEvent, TriggerCall } from '../../shared/trigger/gateway';
import type { EventLog } from '../../shared/trigger/readLog';
import { WhapiClient } from '../client';
import { channelIdOf } from './channel';
import { receivedMessage } from './received';

const PATH = '/messages/list';

export async function openLog(
	{ connection }: TriggerCall,
	stored: IDataObject,
): Promise<EventLog<ReceivedEvent>> {
	const client = new WhapiClient(connection);
	const channelId = await channelIdOf(client, connection.secret, stored);
	const read = async (qs: IDataObject) => {
		const messages = await client.page(PATH, 'messages', qs);
		return messages.map((message) => {
			const event = receivedMessage(message, channelId);
			const seconds = numberOf(message.timestamp) ?? 0;
			return { id: event.key, date: serverDateFromMillis(seconds * 1000), event };
		});
	};
	return {
		channel: `${connection.baseUrl} ${channelId ?? ''}`,
		isOldestFirst: true,
		readEnds: async (pageSize) => await read({ count: pageSize, sort: 'desc' }),
		async readPage(from, page, pageSize) {
			const time = from === null ? {} : { time_from: unixSecondsOfServerDate(from) };
			const offset = (page - 1) * pageSize;
			const events = await read({ ...time, count: pageSize, offset, sort: 'asc' });
			// The end is where fewer arrive than were asked for: `total` is not to be trusted.
			const pages = events.length < pageSize ? page : Infinity;
			return { events, pages, matching: null };
		},
	};
}
