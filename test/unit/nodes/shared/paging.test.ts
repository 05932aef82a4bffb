import { readPages } from '../../../../nodes/shared/paging';

/** A list of numbered entries in pages of two. */
function listOf(count: number, pastEnd: 'repeat' | 'empty' = 'empty', told?: number) {
	const asked: number[] = [];
	const entries = Array.from({ length: count }, (_, id) => ({ id: String(id) }));
	const pages = Math.ceil(count / 2);
	const readPage = (page: number) => {
		asked.push(page);
		const shown = pastEnd === 'repeat' ? Math.min(page, pages) : page;
		return Promise.resolve({
			data: entries.slice((shown - 1) * 2, shown * 2),
			pages: told ?? pages,
		});
	};
	return { asked, readPage, entries };
}

const keyOf = ({ id }: { id?: unknown }) => (typeof id === 'string' ? id : null);

describe('a numbered list', () => {
	it('is read to its end', async () => {
		const { asked, entries, readPage } = listOf(5);
		expect(await readPages(Infinity, keyOf, readPage)).toEqual(entries);
		expect(asked).toEqual([1, 2, 3]);
	});

	it('is read only as far as needed', async () => {
		const { asked, entries, readPage } = listOf(9);
		expect(await readPages(3, keyOf, readPage)).toEqual(entries.slice(0, 3));
		expect(asked).toEqual([1, 2]);
	});

	it.each(['repeat', 'empty'] as const)(
		'ends where the server tells too many pages and gives beyond the end: %s',
		async (pastEnd) => {
			const { asked, entries, readPage } = listOf(4, pastEnd, 100);
			expect(await readPages(Infinity, keyOf, readPage)).toEqual(entries);
			expect(asked).toEqual([1, 2, 3]);
		},
	);

	it.each([0, 1])('may be empty, with %s pages', async (told) => {
		const { asked, readPage } = listOf(0, 'empty', told);
		expect(await readPages(Infinity, keyOf, readPage)).toEqual([]);
		expect(asked).toEqual([1]);
	});

	it('gives an entry that moved to the next page once', async () => {
		const pages = [
			[{ id: 'a' }, { id: 'b' }],
			[{ id: 'b' }, { id: 'c' }],
		];
		const read = await readPages(Infinity, keyOf, (page) =>
			Promise.resolve({ data: pages[page - 1] ?? [], pages: 2 }),
		);
		expect(read).toEqual([{ id: 'a' }, { id: 'b' }, { id: 'c' }]);
	});

	it('keeps entries that have no key', async () => {
		const read = await readPages(Infinity, keyOf, () =>
			Promise.resolve({ data: [{ name: 'x' }, { name: 'x' }], pages: 1 }),
		);
		expect(read).toHaveLength(2);
	});

	it('passes an error on', async () => {
		const failing = readPages(Infinity, keyOf, () => Promise.reject(new Error('page 1 failed')));
		await expect(failing).rejects.toThrow('page 1 failed');
	});
});
