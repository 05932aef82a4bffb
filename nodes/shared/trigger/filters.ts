import type { ReceivedEvent } from './gateway';

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
	{ simplified, isNoise }: Pick<ReceivedEvent, 'simplified' | 'isNoise'>,
	filters: EventFilters,
	ownMessageEvents: string[],
): boolean {
	const isNamed = filters.events.includes(simplified.event);
	if (!isNamed && !filters.events.includes('*')) return false;
	if (isNoise && filters.ignoreSystemMessages) return false;
	if (!('messageId' in simplified)) return true;

	const isForOwn = isNamed && ownMessageEvents.includes(simplified.event);
	const isOwn = simplified.kind === 'message' && simplified.fromMe;
	if (filters.ignoreOwnMessages && isOwn && !isForOwn) return false;
	if (filters.chatType === 'all' || simplified.chatId === null) return true;
	return simplified.isGroup === (filters.chatType === 'group');
}
