import { setTimeout as sleep } from 'node:timers/promises';

/** How long and how often {@link waitFor} looks. */
export interface WaitOptions {
	/** Milliseconds after which it gives up; 30 s by default. */
	timeoutMs?: number;
	/** Milliseconds between two looks; 200 by default. */
	everyMs?: number;
}

/**
 * Looks again and again until something is there.
 * @param what is named in the error text
 * @param look gives undefined while it is not there yet
 * @throws when the time is over
 */
export async function waitFor<T>(
	what: string,
	look: () => Promise<T | undefined>,
	options: WaitOptions = {},
): Promise<T> {
	const timeoutMs = options.timeoutMs ?? 30_000;
	const end = Date.now() + timeoutMs;
	for (;;) {
		const found = await look();
		if (found !== undefined) return found;
		if (Date.now() >= end) throw new Error(`${what}: not seen within ${timeoutMs} ms.`);
		await sleep(options.everyMs ?? 200);
	}
}
