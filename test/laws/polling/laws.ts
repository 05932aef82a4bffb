/**
 * The law of the polling mode: over consecutive polls every event in time comes out exactly once, in the order of its
 * chat, and the backlog never; the state keeps within the overlap; a poll makes at most two requests more than the log
 * has pages; a poll that fails changes nothing. It has three bounds. Polls stop early only in a log whose order can be
 * told. Where they do so in a list by arrival, a late event of its middle comes after newer ones of its chat. And a log
 * that does not count its pages shows its end by a page with nothing new: less than a page of late events may arrive
 * between two of its requests.
 */

import fc from 'fast-check';

import type { Law } from '../run';
import { lawOf } from '../run';
import type { Order } from './eventLogModel';
import { playPolling } from './play';
import type { Bounds } from './scenario';
import { scenarios } from './scenario';
import type { Service } from './services';
import { whapiService, whatsGateService } from './services';

function pollingLaw(name: string, service: Service, bounds: Bounds): Law {
	return lawOf({ name, turns: 'polls' }, scenarios(bounds), async (scenario, tally) => {
		await playPolling(service, scenario, tally);
	});
}

const ascending: Order[] = ['dateAscending', 'arrivalAscending'];
const descending: Order[] = ['dateDescending', 'arrivalDescending'];

/** Small pages, so that a few events fill several. */
const whatsGate = {
	pageSize: fc.integer({ min: 2, max: 6 }),
	count: fc.constant(1),
	zoneHours: fc.constantFrom(0, 3, -5, 5.75),
	mostBetween: (pageSize: number) => 2 * pageSize,
};

/** Whapi.Cloud gives pages as large as they are asked for, so it takes many events to fill some. */
const whapi = {
	orders: ['asked' as const],
	pageSize: fc.constant(100),
	count: fc.oneof(
		{ weight: 12, arbitrary: fc.constant(1) },
		{ weight: 2, arbitrary: fc.nat(30) },
		{ weight: 1, arbitrary: fc.integer({ min: 80, max: 220 }) },
	),
	zoneHours: fc.constant(0),
	mostBetween: (pageSize: number) => pageSize - 1,
};

export const pollingLaws: Law[] = [
	pollingLaw('WhatsGate polls: everything is read, in any order', whatsGateService, {
		...whatsGate,
		orders: [...ascending, ...descending, 'shuffled'],
		mayStop: false,
	}),
	pollingLaw('WhatsGate polls: they may stop early, oldest first', whatsGateService, {
		...whatsGate,
		orders: ascending,
		mayStop: true,
	}),
	pollingLaw('WhatsGate polls: they may stop early, newest first', whatsGateService, {
		...whatsGate,
		orders: descending,
		mayStop: true,
	}),
	pollingLaw('Whapi polls: everything is read', whapiService, { ...whapi, mayStop: false }),
	pollingLaw('Whapi polls: they may stop early', whapiService, { ...whapi, mayStop: true }),
];
