/**
 * Recognises events that a gateway delivers again. An event counts as received only once n8n has answered its first
 * delivery, which it does after the execution is recorded: whatever fails before that may come again and is taken.
 */

import type { IDataObject } from 'n8n-workflow';

import { recordOf } from '../json';

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

type Verdict = 'new' | 'repeated' | 'uncertain';

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

	get isTried(): boolean {
		return this.answering.headersSent || this.answering.writableEnded === true;
	}

	get isAnswered(): boolean {
		return this.isTried && this.answering.statusCode < 400;
	}
}

/** One for each response: a single call may bring hundreds of events. */
const deliveryOfResponse = new WeakMap<Answering, Delivery>();

function deliveryOf(answering: Answering, at: number): Delivery {
	const delivery = deliveryOfResponse.get(answering) ?? new Delivery(at, answering);
	deliveryOfResponse.set(answering, delivery);
	return delivery;
}

/** For each node the deliveries of this process, oldest first. */
const memory = new Map<string, Map<string, Delivery>>();

/** Deliveries of one node, in this process and, as far as they are stored, in others. */
export class Deliveries {
	private readonly own: Map<string, Delivery>;

	/**
	 * @param nodeKey Tells the nodes of an n8n apart
	 * @param stored The node's static data: keeps what was answered for other processes and after a restart
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
	 * Takes a delivery: `new` ones are noted as being recorded now, at once, so that of two that come together only one
	 * is new. Waits for the answer of a delivery that is still being recorded.
	 * `uncertain`: the first delivery was cut off and n8n is still at it; the gateway should ask once more.
	 */
	async take(key: string, answering: Answering): Promise<Verdict> {
		for (;;) {
			const known = this.own.get(key);
			if (known === undefined && this.storedTimes().has(key)) return 'repeated';
			if (known !== undefined && !known.isTried) await known.closed;
			// Another repeat has taken it up while this one waited.
			if (this.own.get(key) !== known) continue;
			if (known?.isAnswered) return 'repeated';
			if (known !== undefined && !known.isTried) return 'uncertain';
			this.own.delete(key);
			this.own.set(key, deliveryOf(answering, this.now));
			return 'new';
		}
	}

	/** Stores what has been answered, for other processes and the time after a restart. */
	store(): void {
		const times = this.storedTimes();
		for (const [key, delivery] of this.own) {
			if (delivery.isAnswered) times.set(key, delivery.at);
		}
		const newest = [...times].sort(([, a], [, b]) => a - b).slice(-MOST_STORED);
		if (newest.length > 0) this.stored.received = Object.fromEntries(newest);
	}

	/** When the stored keys were received, as far as that still matters. */
	private storedTimes(): Map<string, number> {
		const times = new Map<string, number>();
		for (const [key, at] of Object.entries(recordOf(this.stored.received))) {
			if (typeof at === 'number' && this.now - at < REMEMBERED_MS) times.set(key, at);
		}
		return times;
	}
}
