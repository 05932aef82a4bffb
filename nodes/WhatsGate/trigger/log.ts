/** The events of an account as a log that can be polled: https://whatsgate.org/docs/api/events-get */

import { createHash } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import type { LogEvent } from '../../shared/cursor';
import { numberOf, recordOf, textOf } from '../../shared/json';
import type { ServerDate } from '../../shared/serverDate';
import { serverDateFromMillis, serverDateOf } from '../../shared/serverDate';
import type { ReceivedEvent, TriggerCall } from '../../shared/trigger/gateway';
import { LazyEvent } from '../../shared/trigger/lazyEvent';
import type { EventLog } from '../../shared/trigger/readLog';
import { firstAndLastPage } from '../../shared/trigger/readLog';
import { WhatsGateClient } from '../client';
import { simplifyEvent } from '../simplify';

/** An event of the log or of the webhook. */
export function receivedEvent(raw: IDataObject): ReceivedEvent {
	const id = textOf(raw.id);
	const key = id ?? createHash('sha256').update(JSON.stringify(raw)).digest('base64url');
	return new LazyEvent(key, raw, false, () => simplifyEvent(raw));
}

/** An event without a readable date has that of its message; without any it counts as older than all others. */
function dateOf(raw: IDataObject): ServerDate {
	const date = serverDateOf(raw.event_date);
	if (date !== null) return date;
	const seconds = numberOf(recordOf(recordOf(raw.event_data).message).timestamp) ?? 0;
	return serverDateFromMillis(seconds * 1000);
}

/** One cursor for all event types: a filter of the service takes a single type, so types are chosen in n8n. */
export function openLog({ connection, parameters }: TriggerCall): Promise<EventLog<ReceivedEvent>> {
	const client = new WhatsGateClient(connection);
	const session = parameters.locator('session').value;
	const log: EventLog<ReceivedEvent> = {
		channel: `${connection.baseUrl} ${session}`,
		isOldestFirst: false,
		readEnds: async (pageSize) => await firstAndLastPage(log, pageSize),
		async readPage(from, page, pageSize) {
			const { data, pages, matching } = await client.getEvents(
				{ session, date: from },
				page,
				pageSize,
			);
			const events = data.map((raw): LogEvent<ReceivedEvent> => {
				const event = receivedEvent(raw);
				return { id: event.key, date: dateOf(raw), event };
			});
			return { events, pages, matching };
		},
	};
	return Promise.resolve(log);
}
