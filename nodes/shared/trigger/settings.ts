/** The parameters that every trigger node of the package has, read and checked. */

import { InvalidInput } from '../errors';
import type { Parameters } from '../parameters';
import type { EventFilters } from './filters';
import type { TriggerFunctions, TriggerGateway } from './gateway';

export type TriggerMode = 'webhook' | 'polling';

export interface TriggerSettings {
	mode: TriggerMode;
	filters: EventFilters;
	simplify: boolean;
	downloadMedia: boolean;
	/** Seconds before the cursor that are asked for again. */
	overlapSeconds: number;
	/** Where a new trigger begins (milliseconds since 1970); null = with the next event. */
	startFrom: number | null;
	/** Most events of one poll; 0 = no limit. */
	maxEvents: number;
}

/** One day: longer overlaps would make the stored state large. */
const LONGEST_OVERLAP_SECONDS = 86_400;

const CHAT_TYPES = ['all', 'contact', 'group'] as const;

export function triggerMode(parameters: Parameters): TriggerMode {
	return parameters.text('mode') === 'polling' ? 'polling' : 'webhook';
}

function chosenEvents(parameters: Parameters, mode: TriggerMode, polled: string[]): string[] {
	const events = parameters.list('events');
	if (events.length === 0) {
		throw new InvalidInput(
			'No events are chosen',
			'Choose in "Events" what should start the workflow.',
		);
	}
	const isPolled = (event: string) => event === '*' || polled.includes(event);
	if (mode === 'webhook' || polled.includes('*') || events.some(isPolled)) return events;
	throw new InvalidInput(
		`Polling cannot read the chosen events: ${events.join(', ')}`,
		`Choose the mode "Webhook" for them, or one of these events: ${polled.join(', ')}.`,
	);
}

/**
 * @param polledEvents The events that the gateway's polling can read
 * @throws InvalidInput where a parameter cannot be used
 */
export function readSettings(
	functions: TriggerFunctions,
	parameters: Parameters,
	{ polledEvents }: Pick<TriggerGateway, 'polledEvents'>,
): TriggerSettings {
	const options = parameters.group('options');
	const mode = triggerMode(parameters);
	return {
		mode,
		filters: {
			events: chosenEvents(parameters, mode, polledEvents),
			ignoreOwnMessages: options.boolean('ignoreOwnMessages', true),
			ignoreSystemMessages: options.boolean('ignoreSystemMessages', true),
			chatType: CHAT_TYPES.find((type) => type === options.text('chatType')) ?? 'all',
		},
		simplify: parameters.boolean('simplify', true),
		downloadMedia: options.boolean('downloadMedia'),
		overlapSeconds: options.number('overlapSeconds', 120, {
			min: 0,
			max: LONGEST_OVERLAP_SECONDS,
		}),
		startFrom: options.dateTime('startFrom', functions.getTimezone()),
		maxEvents: options.number('maxEvents', 1000, { min: 0 }),
	};
}
