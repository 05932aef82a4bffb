import type { Switches } from '../switches';
import type { Paging } from './input';

/** The counters of a list's answer. `total` may be wrong on purpose (1.4, 2.5). */
export function page<T>(
	all: readonly T[],
	{ count, offset }: Paging,
	{ whapiWrongTotal }: Switches,
): { items: T[]; counters: { count: number; total: number; offset: number } } {
	const items = all.slice(offset, offset + count);
	const total = whapiWrongTotal ? items.length : all.length;
	return { items, counters: { count, total, offset } };
}
