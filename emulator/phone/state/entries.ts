import { computed, signal } from '@preact/signals';

import type {
	CallbackRecord,
	EventLogRecord,
	RequestRecord,
	WebhookTry,
} from '../../control/recordSchemas';
import type { Gateway } from '../../requestLog';
import { gateway } from './settings';

/** What stands in the list of what happens. */
interface Shared {
	/** The same for newer forms of the same thing. */
	key: string;
	gateway: Gateway;
	/** Milliseconds since 1970. */
	time: number;
	/** The gateway's own name of it. */
	name: string;
}
/** The gateway has something to tell. */
export type EventEntry = Shared & { kind: 'event'; id: number; body: unknown };
/** Somebody calls the gateway. */
export type RequestEntry = Shared & { kind: 'request'; request: RequestRecord };
/** The gateway has called a webhook. */
export type WebhookEntry = Shared & { kind: 'webhook'; done: WebhookTry };
export type Entry = EventEntry | RequestEntry | WebhookEntry;

export const entryKinds = ['event', 'request', 'webhook'] as const;
export type EntryKind = (typeof entryKinds)[number];

export function eventEntry({ id, action, time, body }: EventLogRecord): Entry {
	const key = `event ${id}`;
	return { kind: 'event', key, gateway: 'whatsGate', time, name: action, id, body };
}

export function callbackEntry({
	id,
	type,
	method,
	key: payload,
	value,
	time,
}: CallbackRecord): Entry {
	const body = payload === null ? value : { [payload]: value, event: { type, event: method } };
	const name = `${type}.${method}`;
	return { kind: 'event', key: `callback ${id}`, gateway: 'whapi', time, name, id, body };
}

export function requestEntry(request: RequestRecord): Entry {
	const { id, gateway: at, command, time } = request;
	return { kind: 'request', key: `request ${id}`, gateway: at, time, name: command, request };
}

export function webhookEntry(done: WebhookTry): Entry {
	const { gateway: at, eventId, attempt, action, time, url } = done;
	const key = `webhook ${at} ${eventId} ${attempt} ${time} ${url}`;
	return { kind: 'webhook', key, gateway: at, time, name: action, done };
}

/** Entries that are kept; older ones are forgotten. */
const most = 400;

/** Newest first. */
export const entries = signal<readonly Entry[]>([]);
/** While paused nothing is added to the list; this is what waits. */
export const paused = signal(false);
export const waiting = signal<readonly Entry[]>([]);

/** Filters of the list. */
export const shownKinds = signal<readonly EntryKind[]>(entryKinds);
export const bothGateways = signal(false);
/** Whether events of sent, delivered and read are shown: each message has several, and few look for them. */
export const marksShown = signal(false);

/** Puts an entry in front, or a newer form into the place of the one known. */
export function withEntry(list: readonly Entry[], entry: Entry): readonly Entry[] {
	return list.some(({ key }) => key === entry.key)
		? list.map((one) => (one.key === entry.key ? entry : one))
		: [entry, ...list].slice(0, most);
}

export function addEntry(entry: Entry): void {
	const isListed = entries.value.some(({ key }) => key === entry.key);
	if (paused.value && !isListed) waiting.value = withEntry(waiting.value, entry);
	else entries.value = withEntry(entries.value, entry);
}

/** Stops the list, or lets it run on with what has waited. */
export function pause(on: boolean): void {
	paused.value = on;
	if (on) return;
	entries.value = [...waiting.value, ...entries.value].slice(0, most);
	waiting.value = [];
}

export function clearEntries(): void {
	entries.value = [];
	waiting.value = [];
}

/** Whether an entry tells how far a message has got: WhatsGate's `ack`, Whapi's `statuses.post`. */
function isMark({ kind, name }: Entry): boolean {
	return kind !== 'request' && /^(ack$|statuses\.)/.test(name);
}

/** What the chosen gateways did. */
const atGateways = computed(() =>
	entries.value.filter((entry) => bothGateways.value || entry.gateway === gateway.value),
);
const ofShownKinds = computed(() =>
	atGateways.value.filter(({ kind }) => shownKinds.value.includes(kind)),
);

/** The entries that pass the filters. */
export const shownEntries = computed(() =>
	marksShown.value ? ofShownKinds.value : ofShownKinds.value.filter((entry) => !isMark(entry)),
);

/** How many delivery marks are left out. */
export const hiddenMarks = computed(() => ofShownKinds.value.length - shownEntries.value.length);

/** How many entries only the other gateway has. */
export const hiddenCount = computed(() => entries.value.length - atGateways.value.length);
