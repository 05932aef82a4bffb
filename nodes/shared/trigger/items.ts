import type { BinaryHelperFunctions, IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { ReceivedFile } from '../media';
import { toBinaryData } from '../media';
import type { ReceivedEvent, TriggerGateway } from './gateway';

/** The binary field that files of events come out in. */
const BINARY_FIELD = 'data';

/**
 * The items that events come out as: simplified one each, with the file where the event carries one in itself; raw
 * one for each body that was received.
 */
export async function toItems(
	helpers: BinaryHelperFunctions,
	gateway: TriggerGateway,
	events: ReceivedEvent[],
	simplify: boolean,
): Promise<INodeExecutionData[]> {
	if (!simplify) return [...new Set(events.map(({ raw }) => raw))].map((json) => ({ json }));
	const items: INodeExecutionData[] = [];
	for (const { simplified, raw } of events) {
		const item: INodeExecutionData = { json: simplified };
		const file = gateway.inlineFile(raw);
		if (file !== null) item.binary = { [BINARY_FIELD]: await toBinaryData(helpers, file) };
		items.push(item);
	}
	return items;
}

const NOTHING: IDataObject = {};

/** The event with no more than its item needs: of a long backlog, that much is in memory at the same time. */
export function forItem(
	gateway: TriggerGateway,
	event: ReceivedEvent,
	simplify: boolean,
): ReceivedEvent {
	if (!simplify || gateway.inlineFile(event.raw) !== null) return event;
	const { key, simplified, isNoise } = event;
	return { key, simplified, isNoise, raw: NOTHING };
}

/** The item with a downloaded file. */
export async function withFile(
	helpers: BinaryHelperFunctions,
	item: INodeExecutionData,
	file: ReceivedFile,
): Promise<INodeExecutionData> {
	return { ...item, binary: { ...item.binary, [BINARY_FIELD]: await toBinaryData(helpers, file) } };
}
