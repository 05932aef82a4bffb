/**
 * Lets timeouts of the nodes be over sooner, in timers and in signals.
 * @param shortened Milliseconds that are to pass, by the milliseconds that are asked for
 * @returns Puts the true ones back
 */
export function hurry(shortened: Record<number, number>): () => void {
	const { setTimeout: realSetTimeout } = globalThis;
	const realTimeout = AbortSignal.timeout.bind(AbortSignal);
	const msOf = (ms = 0) => shortened[ms] ?? ms;
	const spies = [
		jest
			.spyOn(globalThis, 'setTimeout')
			.mockImplementation((callback: () => void, ms?: number) =>
				realSetTimeout(callback, msOf(ms)),
			),
		jest.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => realTimeout(msOf(ms))),
	];
	return () => {
		for (const spy of spies) spy.mockRestore();
	};
}
