import type { IDataObject } from 'n8n-workflow';

/**
 * Reads a numbered list page by page until enough is there or nothing new comes.
 * @param count How many are wanted; Infinity = all
 * @param keyOf Tells the entries apart: a server may repeat its last page for ever
 * @param readPage Gives a page, from 1 on, and how many pages there are now
 */
export async function readPages(
	count: number,
	keyOf: (entry: IDataObject) => string | null,
	readPage: (page: number) => Promise<{ data: IDataObject[]; pages: number }>,
): Promise<IDataObject[]> {
	const entries: IDataObject[] = [];
	const keys = new Set<string>();
	for (let page = 1; entries.length < count; page++) {
		const { data, pages } = await readPage(page);
		const before = entries.length;
		for (const entry of data) {
			const key = keyOf(entry);
			if (key !== null && keys.has(key)) continue;
			if (key !== null) keys.add(key);
			entries.push(entry);
		}
		if (page >= pages || entries.length === before) break;
	}
	return entries.slice(0, count);
}
