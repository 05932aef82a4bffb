import type { WebhookTry } from '../../../emulator/control/recordSchemas';
import {
	lostBetweenWrites,
	mayBeDeliveredAgain,
	mayBePolledAgain,
	pollsOf,
} from '../../trials/kills';

const poll = (first: number, last: number) => ({ first, last });

describe('requests for pages', () => {
	test('are put together to polls of WhatsGate, whose page is in the body', () => {
		const asked = [
			{ time: 1, page: 1 },
			{ time: 2, page: 2 },
			{ time: 9, page: 1 },
		];
		const pages = asked.map(({ time, page }) => ({ time, url: '/events-get', body: { page } }));
		expect(pollsOf(pages)).toEqual([poll(1, 2), poll(9, 9)]);
	});

	test('are put together to polls of Whapi, whose offset is in the address', () => {
		const asked = ['?offset=0', '?offset=100', '?count=100&offset=0'];
		const pages = asked.map((query, time) => ({ time, url: `/messages/list${query}`, body: null }));
		expect(pollsOf(pages)).toEqual([poll(0, 1), poll(2, 2)]);
	});
});

describe('an event of polling that is not recorded', () => {
	const polls = [poll(1000, 1500), poll(9000, 9500)];

	test.each([
		['right after the poll that read it', [2000], 900, 500],
		['right after a poll that may have read it', [2000], 1200, 500],
		['long after the poll that read it', [5000], 900, undefined],
		['after a later poll, when the first one must have recorded it', [9600], 900, undefined],
		['before it was written', [2000], 3000, undefined],
	])('and a kill %s', (_title, kills, time, expected) => {
		expect(lostBetweenWrites(time, polls, kills)).toBe(expected);
	});
});

test('polling gives an event again once for each poll that was killed right after reading', () => {
	const polls = [poll(1000, 1500), poll(9000, 9500)];
	expect(mayBePolledAgain(900, 2, polls, [1600])).toBe(true);
	expect(mayBePolledAgain(900, 3, polls, [1600])).toBe(false);
	expect(mayBePolledAgain(900, 2, polls, [5000])).toBe(false);
});

describe('an event that a webhook brought twice', () => {
	const call = (time: number, status: number | null): WebhookTry => ({
		gateway: 'whapi',
		eventId: 1,
		action: 'messages.post',
		session: '',
		messages: ['A'],
		url: '',
		attempt: 1,
		time,
		durationMs: 100,
		status,
		response: null,
		ok: status === 200,
		error: null,
	});

	test('is explained by a kill during its first call', () => {
		expect(mayBeDeliveredAgain(2, [call(1000, null), call(5000, 200)], [1050])).toBe(true);
	});

	test('is not explained by a kill at another time, nor after an answer', () => {
		expect(mayBeDeliveredAgain(2, [call(1000, null), call(5000, 200)], [3000])).toBe(false);
		expect(mayBeDeliveredAgain(2, [call(1000, 200), call(5000, 200)], [1050])).toBe(false);
	});

	test('is explained by a kill after the gateway has hung up, before it called again', () => {
		const error = 'The operation was aborted due to timeout';
		const tries = [{ ...call(1000, null), error }, call(5000, 200)];
		expect(mayBeDeliveredAgain(2, tries, [3000])).toBe(true);
		expect(mayBeDeliveredAgain(2, tries, [6000])).toBe(false);
	});
});
