import type { MessageRecord } from '../../control/recordSchemas';
import type { Entry } from './entries';

/** What an entry says, as one text to search in. */
function contentOf(entry: Entry): string {
	if (entry.kind === 'event') return JSON.stringify(entry.body ?? null);
	if (entry.kind === 'webhook') return '';
	const { url, body, response } = entry.request;
	return `${url} ${JSON.stringify(body ?? null)} ${response ?? ''}`;
}

/** The webhook calls of an event. */
function callsOf(entry: Entry, all: readonly Entry[]): Entry[] {
	if (entry.kind !== 'event') return [];
	return all.filter(
		(one) =>
			one.kind === 'webhook' && one.gateway === entry.gateway && one.done.eventId === entry.id,
	);
}

/** How a message travelled: everything in which one of its ids stands, and its webhook calls; oldest first. */
export function journeyOf(
	{ key, ids }: Pick<MessageRecord, 'key' | 'ids'>,
	all: readonly Entry[],
): Entry[] {
	const names = [key, ids.whatsGate, ids.whapi];
	const found = new Set<Entry>();
	for (const entry of all) {
		const content = contentOf(entry);
		if (!names.some((name) => content.includes(name))) continue;
		found.add(entry);
		for (const call of callsOf(entry, all)) found.add(call);
	}
	return all.filter((entry) => found.has(entry)).reverse();
}
