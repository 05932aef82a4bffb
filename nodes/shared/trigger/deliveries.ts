/**
 * Recognises events that a gateway delivers again. An event counts as received only once n8n has answered its first
 * delivery, which it does after the execution is recorded: whatever fails before that may come again and is taken.
 */

import type { IDataObject } from 'n8n-workflow';
import { jsonParse } from 'n8n-workflow';

import { recordOf, textOf } from '../json';

/**
 * What is looked at of an HTTP response: whether and how n8n has answered. Where the caller has hung up meanwhile, no
 * headers are sent any more, but the response is ended all the same.
 */
export interface Answering {
	headersSent: boolean;
	writableEnded?: boolean;
	statusCode: number;
	destroyed?: boolean;
	once(event: 'close', listener: () => void): unknown;
}

/** Longer than the gateways repeat an event: WhatsGate 3 times, 20 s apart. Milliseconds. */
const REMEMBERED_MS = 5 * 60_000;

/** Bounds of what is kept: keys in memory for each node, and in the stored state. */
const MOST_IN_MEMORY = 10_000;
const MOST_STORED = 300;

class Delivery {
	/** Settles when the connection is done with: answered, or cut off. */
	readonly closed: Promise<void>;

	constructor(
		readonly at: number,
		private readonly answering: Answering,
	) {
		this.closed = answering.destroyed
			? Promise.resolve()
			: new Promise((resolve) => answering.once('close', resolve));
	}

	isOf(answering: Answering): boolean {
		return this.answering === answering;
	}

	get isTried(): boolean {
		return this.answering.headersSent || this.answering.writableEnded === true;
	}

	get isAnswered(): boolean {
		return this.isTried && this.answering.statusCode < 400;
	}
}

/** For each node the deliveries of this process, oldest first. */
const memory = new Map<string, Map<string, Delivery>>();

/** Deliveries of one node, in this process and, as far as they are stored, in others. */
export class Deliveries {
	private readonly own: Map<string, Delivery>;

	/**
	 * @param nodeKey Tells the nodes of an n8n apart
	 * @param stored The node's static data: keeps what was recorded for other processes and after a restart
	 * @param now Milliseconds since 1970
	 */
	constructor(
		nodeKey: string,
		private readonly stored: IDataObject,
		private readonly now: number,
	) {
		this.own = memory.get(nodeKey) ?? new Map<string, Delivery>();
		memory.set(nodeKey, this.own);
		for (const [key, { at }] of this.own) {
			if (now - at < REMEMBERED_MS && this.own.size <= MOST_IN_MEMORY) break;
			this.own.delete(key);
		}
	}

	/**
	 * Takes the events of a call: all of them at once, so that of two calls that come together only one has an event as
	 * a new one, and no two can wait for each other. Before that it waits for the answers of deliveries that are still
	 * being recorded.
	 * @param keys An event may be in a call more than once
	 * @returns Those that were not received before; `uncertain` where the first delivery of one was cut off and n8n is
	 * still at it: the gateway should ask once more
	 */
	async take(keys: string[], answering: Answering): Promise<Set<string> | 'uncertain'> {
		for (let key = this.keyInWork(keys); key !== undefined; key = this.keyInWork(keys)) {
			const first = this.own.get(key);
			await first?.closed;
			// Another repeat may have taken it up while this one waited.
			if (first?.isTried === false && this.own.get(key) === first) return 'uncertain';
		}
		const times = this.storedTimes();
		const fresh = keys.filter((key) => !(this.own.get(key)?.isAnswered ?? times.has(key)));
		const delivery = new Delivery(this.now, answering);
		for (const key of fresh) {
			this.own.delete(key);
			this.own.set(key, delivery);
		}
		return new Set(fresh);
	}

	private keyInWork(keys: string[]): string | undefined {
		return keys.find((key) => this.own.get(key)?.isTried === false);
	}

	/**
	 * Stores what has been answered, and what this call brought, for other processes and the time after a restart. n8n
	 * keeps the static data of a webhook call only when it could record the execution (`live-webhooks` of n8n 2.40.7).
	 * @param answering The response of this call
	 */
	store(answering: Answering): void {
		const times = this.storedTimes();
		for (const [key, delivery] of this.own) {
			if (delivery.isAnswered || delivery.isOf(answering)) times.set(key, delivery.at);
		}
		const newest = [...times].sort(([, a], [, b]) => a - b).slice(-MOST_STORED);
		// One text: n8n watches each field of an object, and takes the time for it at every call.
		if (newest.length > 0) this.stored.received = JSON.stringify(Object.fromEntries(newest));
	}

	/** When the stored keys were received, as far as that still matters. */
	private storedTimes(): Map<string, number> {
		const times = new Map<string, number>();
		const text = textOf(this.stored.received) ?? '{}';
		const stored = recordOf(jsonParse<unknown>(text, { fallbackValue: {} }));
		for (const [key, at] of Object.entries(stored)) {
			if (typeof at === 'number' && this.now - at < REMEMBERED_MS) times.set(key, at);
		}
		return times;
	}
}
