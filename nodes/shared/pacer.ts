import { sleep } from 'n8n-workflow';

/** Waits of more than this are cut into slices, so that a cancelled execution stops soon. Milliseconds. */
const SLICE_MS = 1000;

/**
 * Sleeps, but ends early with the signal's reason when the execution is cancelled.
 * @param ms Milliseconds
 */
export async function pause(ms: number, signal?: AbortSignal): Promise<void> {
	for (let left = ms; left > 0; left -= SLICE_MS) {
		signal?.throwIfAborted();
		await sleep(Math.min(left, SLICE_MS));
	}
	signal?.throwIfAborted();
}

/** Keeps a pause between two sends of one execution: many messages at once get a number banned by WhatsApp. */
export class Pacer {
	private first = true;

	constructor(private readonly signal?: AbortSignal) {}

	/**
	 * To be called right before each send. The first one goes out at once.
	 * @param seconds Shortest pause
	 * @param jitterSeconds Up to so much more, at random, so that the rhythm is not a machine's
	 */
	async beforeSend(seconds: number, jitterSeconds: number): Promise<void> {
		const wait = this.first ? 0 : seconds + Math.random() * jitterSeconds;
		this.first = false;
		await pause(wait * 1000, this.signal);
	}
}
