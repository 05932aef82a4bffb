import { Pacer, pause } from '../../../../nodes/shared/pacer';

beforeEach(() => {
	jest.useFakeTimers();
});

afterEach(() => {
	jest.useRealTimers();
	jest.restoreAllMocks();
});

/** Milliseconds of the fake clock until the work is done. */
async function timeOf(work: Promise<void>): Promise<number> {
	const began = Date.now();
	let ended = -1;
	void work.then(() => (ended = Date.now()));
	await jest.advanceTimersByTimeAsync(100_000);
	return ended - began;
}

describe('a pause', () => {
	it.each([0, 1, 999, 1000, 2500])('of %s ms lasts so long', async (ms) => {
		expect(await timeOf(pause(ms))).toBe(ms);
	});

	it('ends within a second when the execution is cancelled', async () => {
		const abort = new AbortController();
		let reason: unknown;
		void pause(60_000, abort.signal).catch((error: unknown) => (reason = error));
		await jest.advanceTimersByTimeAsync(2500);
		abort.abort(new Error('cancelled'));
		expect(reason).toBeUndefined();
		await jest.advanceTimersByTimeAsync(1000);
		expect(reason).toEqual(new Error('cancelled'));
	});

	it('does not begin, and nothing after it happens, when the execution is cancelled already', async () => {
		for (const ms of [0, 5000]) {
			await expect(pause(ms, AbortSignal.abort(new Error('cancelled')))).rejects.toThrow(
				'cancelled',
			);
		}
	});
});

describe('the pause between sends', () => {
	it('comes before each but the first', async () => {
		const pacer = new Pacer();
		expect(await timeOf(pacer.beforeSend(3, 0))).toBe(0);
		expect(await timeOf(pacer.beforeSend(3, 0))).toBe(3000);
		expect(await timeOf(pacer.beforeSend(1.5, 0))).toBe(1500);
	});

	it('grows at random by no more than the jitter', async () => {
		const pacer = new Pacer();
		await timeOf(pacer.beforeSend(3, 2));
		const random = jest.spyOn(Math, 'random');
		random.mockReturnValueOnce(0).mockReturnValueOnce(0.5);
		expect(await timeOf(pacer.beforeSend(3, 2))).toBe(3000);
		expect(await timeOf(pacer.beforeSend(3, 2))).toBe(4000);
	});

	it('is none where none is asked for', async () => {
		const pacer = new Pacer();
		await timeOf(pacer.beforeSend(0, 0));
		expect(await timeOf(pacer.beforeSend(0, 0))).toBe(0);
	});

	it('stops before a send when the execution is cancelled', async () => {
		const pacer = new Pacer(AbortSignal.abort(new Error('cancelled')));
		await expect(pacer.beforeSend(0, 0)).rejects.toThrow('cancelled');
	});
});
