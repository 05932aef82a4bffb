/** Timers that all end together, so that a closed or reset emulator leaves nothing running behind. */
export class Timers {
	private readonly pending = new Set<NodeJS.Timeout>();
	private closed = false;

	/** Runs `action` once after `ms` milliseconds; never after `close`. */
	after(ms: number, action: () => void): void {
		if (this.closed) return;
		const timer = setTimeout(() => {
			this.pending.delete(timer);
			action();
		}, ms);
		this.pending.add(timer);
	}

	/** Waits `ms` milliseconds; never ends when the timers are closed meanwhile. */
	async sleep(ms: number): Promise<void> {
		await new Promise<void>((resolve) => {
			this.after(ms, resolve);
		});
	}

	close(): void {
		this.closed = true;
		for (const timer of this.pending) clearTimeout(timer);
		this.pending.clear();
	}
}
