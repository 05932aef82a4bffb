import { isDeepStrictEqual } from 'node:util';

/** A change as `*_updates` callbacks carry it. */
export interface Update<T> {
	before_update: T;
	after_update: T;
	/** Names of the top-level fields that are different. */
	changes: string[];
}

/** Remembers how things were shown the last time, to tell what changed since. */
export class Shadow<T extends object> {
	private readonly shown = new Map<string, T>();

	get(id: string): T | undefined {
		return this.shown.get(id);
	}

	/** Remembers a form without comparing. */
	set(id: string, form: T): void {
		this.shown.set(id, form);
	}

	delete(id: string): void {
		this.shown.delete(id);
	}

	/** Remembers the new form; null when it is new itself or not different. */
	change(id: string, after: T): Update<T> | null {
		const before = this.shown.get(id);
		this.shown.set(id, after);
		if (before === undefined) return null;
		const changes = differences(before, after);
		return changes.length > 0 ? { before_update: before, after_update: after, changes } : null;
	}
}

/** Names of the top-level fields in which two forms differ. */
export function differences(before: object, after: object): string[] {
	const left = new Map<string, unknown>(Object.entries(before));
	const right = new Map<string, unknown>(Object.entries(after));
	return [...new Set([...left.keys(), ...right.keys()])].filter(
		(name) => !isDeepStrictEqual(left.get(name), right.get(name)),
	);
}
