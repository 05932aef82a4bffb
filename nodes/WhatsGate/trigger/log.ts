/** The events of an account as a log that can be polled: https://whatsgate.org/docs/api/events-get */

import { createHash } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import type { LogEvent } from '../../shared/cursor';
import { textOf } from '../../shared/json';
import { serverDateOf } from '../../shared/serverDate';
import type { ReceivedEvent, TriggerCall } from '../../shared/trigger/gateway';
import type { EventLog } from '../../shared/trigger/readLog';
import { firstAndLastPage } from '../../shared/trigger/readLog';
import { WhatsGateClient } from '../client';
import { simplifyEvent } from '../simplify';

/** An event of the log or of the webhook. */
export function receivedEvent(raw: IDataObject): ReceivedEvent {
	const id = textOf(raw.id);
	const key = id ?? createHash('sha256').update(JSON.stringify(raw)).digest('base64url');
	return { key, simplified: simplifyEvent(raw), isNoise: false, raw };
}

/** One cursor for all event types: a filter of the service takes a single type, so types are chosen in n8n. */
export function openLog({ connection, parameters }: TriggerCall): EventLog<ReceivedEvent> {
	const client = new WhatsGateClient(connection);
	const session = parameters.locator('session').value;
	const log: EventLog<ReceivedEvent> = {
		channel: `${connection.baseUrl} ${session}`,
		isOldestFirst: false,
		readEnds: async (pageSize) => await firstAndLastPage(log, pageSize),
		async readPage(from, page, pageSize) {
			const { data, pages } = await client.getEvents({ session, date: from }, page, pageSize);
			const events = data.map((raw): LogEvent<ReceivedEvent> => {
				const event = receivedEvent(raw);
				// An event without a readable date is taken as if it were of the oldest date that was asked for.
				return { id: event.key, date: serverDateOf(raw.event_date) ?? from ?? '', event };
			});
			return { events, pages };
		},
	};
	return log;
}
