/** The polling mode of a trigger node. */

import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { Connection } from '../connection';
import type { CursorState } from '../cursor';
import { firstState, readState, settle, stateStartingAt, withKnown } from '../cursor';
import { toNodeError } from '../errors';
import { Parameters } from '../parameters';
import { minusSeconds, serverDateFromMillis } from '../serverDate';
import { passes } from './filters';
import type { ReceivedEvent, TriggerGateway } from './gateway';
import { forItem, toItems } from './items';
import { withoutAnswers } from './pressedAnswers';
import type { EventLog } from './readLog';
import { readFresh, readLatest } from './readLog';
import type { TriggerSettings } from './settings';
import { readSettings, triggerMode } from './settings';

/** The part of n8n's time for a poll that may go into reading; the rest is for what follows. */
const READING_SHARE = 0.7;

/**
 * The polls that are at work in this process, by node. n8n lets them overlap: its classic scheduler begins one also
 * while the one before it still reads, and at a start the durable one polls beside the poll of the activation. Both would
 * give the same events.
 */
const atWork = new Map<string, Promise<unknown>>();

/**
 * The `poll` of a trigger node: the events since the last poll, each once. On any error the stored state stays as it
 * was and the error is thrown, so that n8n records a failed execution and the next poll gives everything.
 * @returns null where there is nothing new, in webhook mode, and where another poll of the node was at work
 */
export async function pollForEvents(
	functions: IPollFunctions,
	gateway: TriggerGateway,
): Promise<INodeExecutionData[][] | null> {
	try {
		const parameters = new Parameters((name) => functions.getNodeParameter(name, null));
		if (triggerMode(parameters) === 'webhook') return null;

		const stored = functions.getWorkflowStaticData('node');
		const key = `${functions.getWorkflow().id}/${functions.getNode().id}`;
		for (let other = atWork.get(key); other !== undefined; other = atWork.get(key)) {
			// Waits also where it gives nothing: n8n takes the expressions away from the other when this one ends.
			await Promise.allSettled([other]);
			// What is new since this state comes with the next poll. A poll without one has to note where to begin.
			if (stored.cursor !== undefined) return null;
		}
		const polling = poll(functions, gateway, parameters, stored);
		atWork.set(key, polling);
		try {
			return await polling;
		} finally {
			atWork.delete(key);
		}
	} catch (error) {
		throw toNodeError(functions.getNode(), error);
	}
}

async function poll(
	functions: IPollFunctions,
	gateway: TriggerGateway,
	parameters: Parameters,
	stored: IDataObject,
): Promise<INodeExecutionData[][] | null> {
	const deadline = readingDeadline(functions);
	const settings = readSettings(functions, parameters, gateway);
	const connection = await Connection.open(functions, gateway.gateway);
	const log = await gateway.openLog({ connection, parameters }, stored);
	const isWanted = (event: ReceivedEvent) =>
		passes(event, settings.filters, gateway.ownMessageEvents);
	const keep = (event: ReceivedEvent) => forItem(gateway, event, settings.simplify);
	const options = { limit: settings.maxEvents, isWanted, keep, deadline };

	const state = readState(stored, log.channel) ?? stateOfStart(log, settings);
	if (state === null) {
		const begin = (newest: string) => minusSeconds(newest, settings.overlapSeconds);
		const { fresh, read } = await readLatest(log, begin);
		const first = firstState(log.channel, fresh, settings.overlapSeconds);
		store(stored, withKnown(first, read));
		return null;
	}

	const { fresh, read, isUnchanged } = await readFresh(log, state, options);
	const settled = settle(state, fresh, {
		...options,
		overlapSeconds: settings.overlapSeconds,
		read,
	});
	const emitted = settled.emitted.map(({ event }) => event);
	const events = await withoutAnswers(functions, connection.secret, emitted);
	const items = await toItems(functions.helpers, gateway, events, settings.simplify);
	if (fresh.length > 0) store(stored, settled.state);
	// A beginning of the user's choice can be changed until there were events after it.
	else if (!isUnchanged && stored.cursor !== undefined) store(stored, withKnown(state, read));
	return items.length === 0 ? null : [items];
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
