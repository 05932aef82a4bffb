import type { INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';

/** The entries of a resource locator's list whose name or value contains what the user has typed, by name. */
export function listResults(
	entries: INodeListSearchItems[],
	filter: string | undefined,
): INodeListSearchResult {
	const wanted = (filter ?? '').trim().toLowerCase();
	return {
		results: entries
			.filter(({ name, value }) => `${name}\n${String(value)}`.toLowerCase().includes(wanted))
			.sort((a, b) => a.name.localeCompare(b.name)),
	};
}
