import type { IDataObject } from 'n8n-workflow';

import { isRecord, textOf } from '../../shared/json';
import { shortId } from '../../shared/shortId';
import type { ReceivedEvent } from '../../shared/trigger/gateway';
import { LazyEvent } from '../../shared/trigger/lazyEvent';
import { eventOfMessage, eventsOf } from '../simplifyEvent';

/** Messages of these types carry nothing that a person wrote or did (reference, "noise to ignore"). */
const NOISE_TYPES = ['unknown', 'system'];

function isNoise(element: unknown): boolean {
	return isRecord(element) && NOISE_TYPES.includes(textOf(element.type) ?? '');
}

/**
 * The events of a callback. Callbacks have no id: a repeat is the same event with the same element, so that a status
 * that moves on is not taken for one.
 */
export function receivedEvents(body: IDataObject): ReceivedEvent[] {
	return eventsOf(body).map(({ simplified, element }) => ({
		key: shortId(JSON.stringify([simplified.event, element])),
		simplified,
		isNoise: simplified.kind === 'message' && isNoise(element),
		raw: body,
	}));
}

/**
 * A message of the message list, as an event of the polling mode.
 * @param channelId The list itself does not name the channel
 */
export function receivedMessage(message: IDataObject, channelId: string | null): ReceivedEvent {
	const key = textOf(message.id) ?? JSON.stringify(message);
	return new LazyEvent(key, message, isNoise(message), () => eventOfMessage(message, channelId));
}
