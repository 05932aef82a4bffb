/** The `execute` of a trigger node, through which every event goes on its way into the workflow. */

import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { Connection } from '../connection';
import { InvalidInput, toNodeError } from '../errors';
import { Parameters } from '../parameters';
import { passes } from './filters';
import type { TriggerCall, TriggerGateway } from './gateway';
import { toItems, withFile } from './items';
import { readNewest } from './readLog';
import type { TriggerSettings } from './settings';
import { readSettings } from './settings';

/** How many events a test run in polling mode shows. */
const TEST_EVENTS = 5;

/**
 * Gives on what the webhook or the poll has brought, with the files where they are asked for: they are fetched here,
 * after the gateway has its answer and outside the poll's time. A test run in polling mode fetches the newest events
 * itself and does not touch the stored cursor.
 */
export async function runTrigger(
	functions: IExecuteFunctions,
	gateway: TriggerGateway,
): Promise<INodeExecutionData[][]> {
	try {
		const parameters = new Parameters((name) => functions.getNodeParameter(name, 0, null));
		const settings = readSettings(functions, parameters, gateway);
		const isPollingTest = settings.mode === 'polling' && functions.getMode() === 'manual';
		if (!isPollingTest && !settings.downloadMedia) return [functions.getInputData()];

		const connection = await Connection.open(functions, gateway.gateway);
		const call = { connection, parameters };
		const items = isPollingTest
			? await newestItems(functions, gateway, call, settings)
			: functions.getInputData();
		if (!settings.downloadMedia) return [items];
		return [await withFiles(functions, gateway, call, items)];
	} catch (error) {
		throw toNodeError(functions.getNode(), error);
	}
}

async function newestItems(
	functions: IExecuteFunctions,
	gateway: TriggerGateway,
	call: TriggerCall,
	settings: TriggerSettings,
): Promise<INodeExecutionData[]> {
	// An empty object in place of the static data, which a test run leaves alone.
	const log = await gateway.openLog(call, {});
	const events = await readNewest(log, TEST_EVENTS, (event) =>
		passes(event, settings.filters, gateway.ownMessageEvents),
	);
	if (events.length === 0) {
		throw new InvalidInput(
			`${gateway.gateway.name} has no event that matches your choice`,
			'Send a message to the connected number and test again, or choose more in "Events".',
		);
	}
	return await toItems(functions.helpers, gateway, events, settings.simplify);
}

/** One file after the other: an account has one line to WhatsApp. A file that cannot be had does not hold up the rest. */
async function withFiles(
	functions: IExecuteFunctions,
	gateway: TriggerGateway,
	call: TriggerCall,
	items: INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	const results: INodeExecutionData[] = [];
	for (const item of items) {
		try {
			const file = item.binary === undefined ? await gateway.downloadMedia(call, item.json) : null;
			results.push(file === null ? item : await withFile(functions.helpers, item, file));
		} catch (error) {
			const { message } = toNodeError(functions.getNode(), error);
			functions.logger.warn(`A file of a message could not be downloaded: ${message}`);
			results.push({ ...item, json: { ...item.json, mediaError: message } });
		}
	}
	return results;
}
