import { askFrom, firstState, stateStartingAt } from '../../../../nodes/shared/cursor';
import { InvalidInput } from '../../../../nodes/shared/errors';
import { countFor } from '../../../../nodes/shared/knownCount';
import { minusSeconds } from '../../../../nodes/shared/serverDate';
import {
	readFresh as readEvents,
	readLatest as readBeginning,
	readNewest,
} from '../../../../nodes/shared/trigger/readLog';
import type { Habits, ModelEvent, Order } from '../../../laws/polling/eventLogModel';
import { modelDate, ModelLog } from '../../../laws/polling/eventLogModel';

const habits: Habits = {
	order: 'dateAscending',
	inclusive: true,
	pastEnd: 'repeat',
	pagesWhenEmpty: 0,
	pageSize: 3,
	counts: 'all',
};

const readFresh = async (...call: Parameters<typeof readEvents<ModelEvent>>) =>
	(await readEvents(...call)).fresh;

const readLatest = async (...call: Parameters<typeof readBeginning<ModelEvent>>) =>
	(await readBeginning(...call)).fresh;

/** A log of events with the ids 0, 1, 2 ..., one each second. */
function logOf(count: number, order: Order = 'dateAscending', more: Partial<Habits> = {}) {
	const log = new ModelLog({ ...habits, order, ...more });
	for (let second = 0; second < count; second++) log.add(String(second), modelDate(second));
	return log;
}

const options = {
	limit: 0,
	isWanted: ({ wanted }: ModelEvent) => wanted,
	keep: (event: ModelEvent) => event,
	deadline: Infinity,
};

const fromStart = stateStartingAt('model', modelDate(0));

const pagesOf = (log: ModelLog) => log.requests.map(({ page }) => page);

const idsOf = (events: Array<{ id: string }>) =>
	events.map(({ id }) => Number(id)).sort((a, b) => a - b);

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);

describe('reading fresh events', () => {
	it.each(['dateAscending', 'dateDescending', 'shuffled', 'asked'] as const)(
		'reads every page of a list that is %s',
		async (order) => {
			const log = logOf(8, order);
			expect(idsOf(await readFresh(log, fromStart, options))).toEqual(upTo(8));
		},
	);

	it('asks for nothing twice and stops at the last page', async () => {
		const log = logOf(9);
		await readFresh(log, fromStart, options);
		expect(pagesOf(log)).toEqual([1, 2, 3]);
	});

	it.each(['repeat', 'empty'] as const)(
		'ends where no number of pages is told and beyond the end comes: %s',
		async (pastEnd) => {
			const log = logOf(6, 'asked', { pastEnd });
			expect(idsOf(await readFresh(log, fromStart, options))).toEqual(upTo(6));
			expect(pagesOf(log)).toEqual([1, 2, 3]);
		},
	);

	it.each([0, 1] as const)('takes %s pages of nothing as nothing', async (pagesWhenEmpty) => {
		const log = logOf(0, 'dateAscending', { pagesWhenEmpty });
		expect(await readFresh(log, fromStart, options)).toEqual([]);
		expect(pagesOf(log)).toEqual([1]);
	});

	it('reads on when the list grows meanwhile, and gives an event that moved to the next page once', async () => {
		const log = logOf(5, 'dateDescending');
		log.onRequest = (request) => {
			if (request === 2) ['5', '6'].forEach((id) => log.add(id, modelDate(Number(id))));
		};
		const fresh = await readFresh(log, fromStart, options);
		expect(idsOf(fresh)).toEqual(upTo(5));
		expect(pagesOf(log)).toEqual([1, 2, 3]);
	});

	it('stops at the limit where the oldest events come first, after a look at the last page', async () => {
		const log = logOf(30);
		const fresh = await readFresh(log, fromStart, { ...options, limit: 3 });
		expect(idsOf(fresh)).toEqual([0, 1, 2]);
		expect(pagesOf(log)).toEqual([1, 10]);
	});

	it('does without that look where the server was told to give the oldest first', async () => {
		const log = logOf(30, 'asked');
		await readFresh(log, fromStart, { ...options, limit: 4 });
		expect(pagesOf(log)).toEqual([1, 2]);
	});

	it('reads everything in spite of the limit where the newest events come first', async () => {
		const log = logOf(9, 'dateDescending');
		const fresh = await readFresh(log, fromStart, { ...options, limit: 3 });
		expect(idsOf(fresh)).toEqual(upTo(9));
	});

	it('reads everything in spite of the limit where the last page holds a late event', async () => {
		const log = logOf(9, 'arrivalAscending');
		log.add('9', modelDate(0));
		const fresh = await readFresh(log, fromStart, { ...options, limit: 3 });
		expect(idsOf(fresh)).toEqual(upTo(10));
	});

	it('takes an event once that a page holds twice', async () => {
		const log = logOf(2);
		log.add('1', modelDate(1));
		expect(idsOf(await readFresh(log, fromStart, options))).toEqual([0, 1]);
	});

	it('reads on where more than a page arrives between two requests', async () => {
		const log = logOf(9, 'dateDescending');
		log.onRequest = (request) => {
			if (request === 2) for (let id = 9; id < 15; id++) log.add(String(id), modelDate(id));
		};
		const fresh = await readFresh(log, fromStart, options);
		expect(idsOf(fresh)).toEqual(expect.arrayContaining(upTo(9)));
	});

	it('counts only wanted events for the limit', async () => {
		const log = logOf(0);
		upTo(9).forEach((id) => log.add(String(id), modelDate(id), { wanted: id >= 4 }));
		const fresh = await readFresh(log, fromStart, { ...options, limit: 2 });
		expect(idsOf(fresh)).toEqual(upTo(6));
	});
});

describe('when time is up', () => {
	const late = { ...options, deadline: 0 };

	it('gives what was read where the oldest events come first', async () => {
		expect(idsOf(await readFresh(logOf(9), fromStart, late))).toEqual([0, 1, 2]);
	});

	it('throws where the newest come first, because then nothing could be left for later', async () => {
		const reading = readFresh(logOf(9, 'dateDescending'), fromStart, late);
		await expect(reading).rejects.toThrow(InvalidInput);
	});

	it('throws where a late event makes the dates rise although the newest come first', async () => {
		const log = logOf(0, 'arrivalDescending');
		[0, 1, 1, 0].forEach((second, id) => log.add(String(id), modelDate(second)));
		await expect(readFresh(log, fromStart, late)).rejects.toThrow(InvalidInput);
		expect(pagesOf(log)).toEqual([1, 2]);
	});

	it('looks at the last page once', async () => {
		const log = logOf(9);
		await readFresh(log, fromStart, late);
		expect(pagesOf(log)).toEqual([1, 3]);
	});

	it('always reads the first page', async () => {
		expect(idsOf(await readFresh(logOf(2, 'dateDescending'), fromStart, late))).toEqual([0, 1]);
	});
});

describe('the events to begin after', () => {
	const begin = (newest: string) => minusSeconds(newest, 5);

	it.each(['dateAscending', 'dateDescending', 'asked'] as const)(
		'are those of the overlap before the newest one in a list that is %s',
		async (order) => {
			const latest = await readLatest(logOf(30, order), begin);
			expect(idsOf(latest)).toEqual([24, 25, 26, 27, 28, 29]);
		},
	);

	it('are none in an empty log, with one request', async () => {
		const log = logOf(0);
		expect(await readLatest(log, begin)).toEqual([]);
		expect(log.requests).toEqual([{ from: null, page: 1 }]);
	});

	it('let every event come out that appears in a log that was empty', async () => {
		const log = logOf(0);
		const state = firstState('model', await readLatest(log, begin), 5);
		log.add('0', modelDate(0));
		expect(idsOf(await readFresh(log, state, options))).toEqual([0]);
	});
});

describe('the newest events', () => {
	it.each(['dateAscending', 'dateDescending', 'asked'] as const)(
		'come newest first from a list that is %s',
		async (order) => {
			const newest = await readNewest(logOf(9, order), 2, ({ wanted }) => wanted);
			expect(newest.map(({ arrival }) => arrival)).toEqual([8, 7]);
		},
	);

	it('are only the wanted ones, each once', async () => {
		const log = logOf(2);
		log.add('2', modelDate(2), { wanted: false });
		const newest = await readNewest(log, 5, ({ wanted }) => wanted);
		expect(newest.map(({ arrival }) => arrival)).toEqual([1, 0]);
	});
});

describe('a log that counts its events', () => {
	const begin = (newest: string) => minusSeconds(newest, 20);

	/** A log of which 21 events were handled, and what a poll asks for after that. */
	async function handled(order: Order = 'dateAscending', more: Partial<Habits> = {}) {
		const log = logOf(30, order, more);
		const { fresh, read } = await readBeginning(log, begin);
		const state = firstState('model', fresh, 20);
		const known = countFor(askFrom(state), read);
		log.requests.length = 0;
		return { log, state: { ...state, known } };
	}

	it.each(['dateAscending', 'dateDescending'] as const)(
		'is not read again where it holds what it held, %s',
		async (order) => {
			const { log, state } = await handled(order);
			expect(await readEvents(log, state, options)).toMatchObject({ fresh: [], isUnchanged: true });
			expect(pagesOf(log)).toEqual([1]);
		},
	);

	it.each([
		['new', 30],
		['late', 12],
		['at the floor', 9],
	])('is read to its end where an event is %s', async (_name, second) => {
		const { log, state } = await handled();
		log.add('30', modelDate(second));
		const { fresh, isUnchanged } = await readEvents(log, state, options);
		expect(idsOf(fresh)).toEqual([30]);
		expect(isUnchanged).toBe(false);
	});

	it('is not known where reading has stopped early', async () => {
		const stopped = await readEvents(logOf(30), fromStart, { ...options, limit: 3 });
		expect(stopped.read).toBeNull();
		const late = await readEvents(logOf(30), fromStart, { ...options, deadline: 0 });
		expect(late.read).toBeNull();
	});

	it('is known by its events, each once, also where one was read twice', async () => {
		const log = logOf(9, 'dateDescending');
		log.onRequest = (request) => {
			if (request === 2) log.add('9', modelDate(9));
		};
		const { read } = await readEvents(log, fromStart, options);
		expect(read?.dates).toHaveLength(9);
	});

	it.each(['onPage', 'none'] as const)('is read to its end where it counts: %s', async (counts) => {
		const { log, state } = await handled('dateAscending', { counts });
		await readEvents(log, state, options);
		expect(pagesOf(log).length).toBeGreaterThan(5);
	});
});
