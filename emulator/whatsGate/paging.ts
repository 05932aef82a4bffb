import { z } from 'zod/v4';

import type { Switches } from '../switches';

const defaultSize = 10;
const largestSize = 100;

/** `page_cnt` and `page` as text or number; null and an empty text mean the default (3.9, 3.12). */
export const pagingFields = {
	page_cnt: z.union([z.string(), z.number()]).nullish(),
	page: z.union([z.string(), z.number()]).nullish(),
};

interface Paging {
	page_cnt?: string | number | null | undefined;
	page?: string | number | null | undefined;
}

/** One page of a list with the counters of the answer. */
export interface Page<T> {
	pages: number;
	elements: number;
	page: number;
	items: T[];
}

/** Cuts the asked page out of `all`. A size above 100 counts as 100; the service's answer is not known. */
export function cutPage<T>(all: readonly T[], paging: Paging, switches: Switches): Page<T> {
	const size = Math.min(largestSize, wholeNumber(paging.page_cnt, defaultSize));
	const asked = wholeNumber(paging.page, 1);
	const last = Math.ceil(all.length / size);
	const page = switches.pastEnd === 'repeat' ? Math.max(1, Math.min(asked, last)) : asked;
	return {
		pages: last === 0 ? switches.pagesWhenEmpty : last,
		elements: all.length,
		page,
		items: all.slice((page - 1) * size, page * size),
	};
}

function wholeNumber(value: string | number | null | undefined, fallback: number): number {
	const number = typeof value === 'number' ? value : Number.parseInt(value ?? '', 10);
	return Number.isInteger(number) && number > 0 ? number : fallback;
}
