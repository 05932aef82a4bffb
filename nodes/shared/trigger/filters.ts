import type { SimplifiedEvent } from '../model';

/** Which events start the workflow. */
export interface EventFilters {
	/** Names of events as the gateway has them; `*` = all of them, unknown ones too. */
	events: string[];
	/** Drop messages that the account itself sent, so that a workflow does not answer itself. */
	ignoreOwnMessages: boolean;
	/** Drop messages that carry nothing a person wrote. */
	ignoreSystemMessages: boolean;
	chatType: 'all' | 'contact' | 'group';
}

/**
 * Whether an event passes.
 * @param ownMessageEvents Events that only own messages cause: whoever names one of them wants own messages
 */
export function passes(
	event: SimplifiedEvent,
	filters: EventFilters,
	ownMessageEvents: string[],
): boolean {
	const isNamed = filters.events.includes(event.event);
	if (!isNamed && !filters.events.includes('*')) return false;
	if ('data' in event) return true;

	const chosenForOwn = isNamed && ownMessageEvents.includes(event.event);
	if (event.kind === 'message') {
		if (filters.ignoreOwnMessages && event.fromMe && !chosenForOwn) return false;
		if (filters.ignoreSystemMessages && isNoise(event.type)) return false;
	}
	if (filters.chatType === 'all' || event.chatId === null) return true;
	return event.isGroup === (filters.chatType === 'group');
}

function isNoise(type: string): boolean {
	return type === 'unknown' || type === 'system';
}
