import type { DeliveryState, Message } from '../world/types';
import type { World } from '../world/world';
import { formatDate } from './dates';
import { mediaObject, messageObject } from './shapes';

/** What an event tells; messages and files are written out only when somebody reads the event. */
export type EventData =
	| { kind: 'message'; message: Message; status: DeliveryState }
	| { kind: 'media'; message: Message }
	| { kind: 'raw'; value: unknown };

/** One event of the service's log. */
export interface EventRecord {
	id: number;
	/** Account that owns the session (`user_id`). */
	account: number;
	session: string;
	/** `event_action`. */
	action: string;
	/** Milliseconds since 1970, shown as `event_date`. */
	time: number;
	data: EventData;
	/** How often events-get lists it. */
	copies: number;
	/** False until a delayed event appears, and for events that a webhook has taken. */
	listed: boolean;
}

/** Which events to read. */
export interface EventQuery {
	account: number;
	session?: string;
	action?: string;
	/** Lower limit in whole seconds since 1970. */
	since?: number;
}

/** The service's event log: what events-get reads and the webhook sends (section 4). */
export class EventLog {
	readonly records: EventRecord[] = [];
	private nextId = 1;
	/** The last answer of `read`: a reader asks for many pages of one list. */
	private lastRead: { question: string; found: readonly EventRecord[] } | null = null;

	constructor(private readonly world: World) {}

	/** The id that the next event will get. */
	get upcomingId(): number {
		return this.nextId;
	}

	add(event: Omit<EventRecord, 'id'>): EventRecord {
		const record = { id: this.nextId++, ...event };
		this.records.push(record);
		this.lastRead = null;
		return record;
	}

	/** Lists an event that was held back. */
	list(record: EventRecord): void {
		record.listed = true;
		this.lastRead = null;
	}

	/** The events that match, in the order that the switches ask for. */
	read(query: EventQuery): readonly EventRecord[] {
		const { dateBound, order, orderBy } = this.world.switches;
		const question = JSON.stringify([query, dateBound, order, orderBy]);
		if (this.lastRead?.question !== question) {
			this.lastRead = { question, found: this.find(query) };
		}
		return this.lastRead.found;
	}

	private find(query: EventQuery): EventRecord[] {
		const { dateBound, order, orderBy } = this.world.switches;
		const found: EventRecord[] = [];
		for (const record of this.records) {
			if (!record.listed || record.account !== query.account) continue;
			if (query.session !== undefined && record.session !== query.session) continue;
			if (query.action !== undefined && record.action !== query.action) continue;
			if (query.since !== undefined) {
				const second = Math.floor(record.time / 1000);
				if (second < query.since) continue;
				if (second === query.since && dateBound === 'exclusive') continue;
			}
			for (let copy = 0; copy < record.copies; copy++) found.push(record);
		}
		if (orderBy === 'date') found.sort((a, b) => a.time - b.time || a.id - b.id);
		if (order === 'descending') found.reverse();
		if (order === 'shuffled') found.sort((a, b) => scatter(a.id) - scatter(b.id));
		return found;
	}

	/** The fields that webhook and events-get share. */
	private shared(record: EventRecord): Record<string, unknown> {
		return {
			whatsapp_id: record.session,
			event_action: record.action,
			event_date: formatDate(record.time, this.world.switches.zoneOffsetHours),
		};
	}

	/** An event as events-get lists it (3.9). */
	listedForm(record: EventRecord): Record<string, unknown> {
		return {
			id: record.id,
			user_id: record.account,
			...this.shared(record),
			event_data: this.dataOf(record),
		};
	}

	/** An event as the webhook gets it (4.1). */
	webhookForm(record: EventRecord): Record<string, unknown> {
		return {
			id: record.id,
			...this.shared(record),
			status_code: null,
			event_data: this.dataOf(record),
		};
	}

	private dataOf({ data }: EventRecord): unknown {
		if (data.kind === 'raw') return data.value;
		if (data.kind === 'message') {
			return { message: messageObject(this.world, data.message, data.status) };
		}
		return { media: data.message.media && mediaObject(data.message.media) };
	}
}

/** A fixed, seemingly random place for an id: the same on every page. */
function scatter(id: number): number {
	return Math.imul(id ^ 0x5bd1e995, 0x9e3779b1) >>> 0;
}
