/** The polling mode of a trigger node. */

import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { Connection } from '../connection';
import type { CursorState } from '../cursor';
import { firstState, readState, settle, stateStartingAt } from '../cursor';
import { toNodeError } from '../errors';
import { Parameters } from '../parameters';
import { minusSeconds, serverDateFromMillis } from '../serverDate';
import { passes } from './filters';
import type { ReceivedEvent, TriggerGateway } from './gateway';
import { toItems } from './items';
import type { EventLog } from './readLog';
import { readFresh, readLatest } from './readLog';
import type { TriggerSettings } from './settings';
import { readSettings, triggerMode } from './settings';

/** The part of n8n's time for a poll that may go into reading; the rest is for what follows. */
const READING_SHARE = 0.7;

/**
 * The `poll` of a trigger node: the events since the last poll, each once. On any error the stored state stays as it
 * was and the error is thrown, so that n8n records a failed execution and the next poll gives everything.
 * @returns null where there is nothing new, and in webhook mode
 */
export async function pollForEvents(
	functions: IPollFunctions,
	gateway: TriggerGateway,
): Promise<INodeExecutionData[][] | null> {
	try {
		const parameters = new Parameters((name) => functions.getNodeParameter(name, null));
		if (triggerMode(parameters) === 'webhook') return null;

		const deadline = readingDeadline(functions);
		const settings = readSettings(functions, parameters, gateway);
		const connection = await Connection.open(functions, gateway.gateway);
		const stored = functions.getWorkflowStaticData('node');
		const log = await gateway.openLog({ connection, parameters }, stored);
		const isWanted = (event: ReceivedEvent) =>
			passes(event, settings.filters, gateway.ownMessageEvents);
		const options = { limit: settings.maxEvents, isWanted, deadline };

		const state = readState(stored, log.channel) ?? stateOfStart(log, settings);
		if (state === null) {
			const begin = (newest: string) => minusSeconds(newest, settings.overlapSeconds);
			const handled = await readLatest(log, begin);
			store(stored, firstState(log.channel, handled, settings.overlapSeconds));
			return null;
		}

		const fresh = await readFresh(log, state, options);
		const settled = settle(state, fresh, { ...options, overlapSeconds: settings.overlapSeconds });
		const events = settled.emitted.map(({ event }) => event);
		const items = await toItems(functions.helpers, gateway, events, settings.simplify);
		if (fresh.length > 0) store(stored, settled.state);
		return items.length === 0 ? null : [items];
	} catch (error) {
		throw toNodeError(functions.getNode(), error);
	}
}

function stateOfStart(log: EventLog<ReceivedEvent>, settings: TriggerSettings): CursorState | null {
	if (settings.startFrom === null) return null;
	return stateStartingAt(log.channel, serverDateFromMillis(settings.startFrom));
}

function store(stored: IDataObject, state: CursorState): void {
	Object.assign(stored, state);
}

/** When to stop reading: n8n's scheduler abandons a poll that takes longer than its budget. Older hosts have none. */
function readingDeadline(functions: IPollFunctions): number {
	if (typeof functions.getPollBudgetMs !== 'function') return Infinity;
	return Date.now() + functions.getPollBudgetMs() * READING_SHARE;
}
