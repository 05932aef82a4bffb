/** The emulator's own time. It runs with the machine's clock and can be moved or stopped by tests. */
export class Clock {
	private offset = 0;
	private stoppedAt: number | null = null;

	/** Milliseconds since 1970, UTC. */
	now(): number {
		return this.stoppedAt ?? Date.now() + this.offset;
	}

	/** Sets the time to `at` (milliseconds since 1970). */
	set(at: number): void {
		this.offset = at - Date.now();
		if (this.stoppedAt !== null) this.stoppedAt = at;
	}

	/** Stops the time where it is, or lets it run on from there. */
	stop(stopped: boolean): void {
		const now = this.now();
		this.offset = now - Date.now();
		this.stoppedAt = stopped ? now : null;
	}

	get isStopped(): boolean {
		return this.stoppedAt !== null;
	}
}
