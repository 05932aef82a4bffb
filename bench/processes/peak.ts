import { readFileSync, writeFileSync } from 'node:fs';

const MiB = 2 ** 20;

/** Highest resident memory of this process since `forget`, in MiB. */
export interface PeakMemory {
	/** Begins anew with what is resident now. */
	forget(): void;
	read(): number;
}

/**
 * Linux keeps the exact peak and lets a process reset it (proc(5): `clear_refs`, `VmHWM`). Elsewhere the peak counts
 * from the start of the process, so that what loading took at most hides smaller peaks after it.
 */
export function peakMemory(): PeakMemory {
	if (process.platform !== 'linux') {
		return { forget: () => undefined, read: () => process.resourceUsage().maxRSS / 1024 };
	}
	return {
		forget() {
			writeFileSync('/proc/self/clear_refs', '5');
		},
		read() {
			const [, kiB] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
			if (kiB === undefined) throw new Error('The system does not tell the peak of the memory');
			return Number(kiB) / 1024;
		},
	};
}

/** What is resident now, in MiB. */
export function residentMemory(): number {
	return process.memoryUsage.rss() / MiB;
}

/** So that what was there before does not count. */
export function collectGarbage(): void {
	if (globalThis.gc === undefined) throw new Error('Node runs without --expose-gc');
	globalThis.gc();
}
