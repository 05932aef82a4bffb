const realTime = { setTimeout: globalThis.setTimeout, now: Date.now };

/**
 * The time of a scenario: pauses take none of the real one, and nothing moves it but pauses and the scenario itself.
 * For pauses that are waited for one after the other; those of several at once would add up.
 */
export class VirtualTime {
	/** @param now Milliseconds since 1970 */
	constructor(public now: number) {}

	/** Gives this time to all code while `work` runs. */
	async rule(work: () => Promise<void>): Promise<void> {
		const setTimeout = (done: () => void, ms = 0) => {
			queueMicrotask(() => {
				this.now += ms;
				done();
			});
		};
		Object.assign(globalThis, { setTimeout });
		Date.now = () => this.now;
		try {
			await work();
		} finally {
			Object.assign(globalThis, { setTimeout: realTime.setTimeout });
			Date.now = realTime.now;
		}
	}
}

const HOUR_MS = 3_600_000;

let hours = 0;

/** Plays a scenario in an hour of its own: by then nodes have forgotten what the one before has left in their memory. */
export async function inOwnHour(
	play: (time: VirtualTime, hour: number) => Promise<void>,
): Promise<void> {
	const hour = ++hours;
	const time = new VirtualTime(Date.UTC(2026, 3, 1) + hour * HOUR_MS);
	await time.rule(async () => {
		await play(time, hour);
	});
}
