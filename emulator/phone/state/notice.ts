import { signal } from '@preact/signals';

import { ControlError } from '../../control/connection';

/** What the visitor is told about the last thing that did not work, or null. */
export const notice = signal<string | null>(null);

/** What went wrong, in words for the visitor. */
export function reasonOf(error: unknown): string {
	if (error instanceof ControlError) return error.reason;
	// Browsers say so of a request that reached nobody.
	if (error instanceof TypeError) return 'The emulator does not answer. Is it still running?';
	return error instanceof Error ? error.message : String(error);
}

/** Waits for an action of the visitor and says when it did not work; gives whether it did. */
export async function told(action: Promise<unknown>): Promise<boolean> {
	try {
		await action;
		return true;
	} catch (error) {
		notice.value = reasonOf(error);
		return false;
	}
}

/** The same for handlers that wait for nothing. */
export function attempt(action: Promise<unknown>): void {
	void told(action);
}
