import { constants } from 'node:os';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** What has to be done at the end, also when a signal ends this process; the last thing first. */
export class CleanUp {
	private readonly steps: Array<() => Promise<void>> = [];
	private done: Promise<void> | undefined;

	constructor() {
		for (const signal of signals) process.on(signal, this.onSignal);
	}

	/** Adds a step; they run in the opposite order. */
	add(step: () => Promise<void>): void {
		this.steps.unshift(step);
	}

	/**
	 * Runs all steps, once however often it is called.
	 * @throws {AggregateError} of the steps that went wrong, after all of them were tried
	 */
	async run(): Promise<void> {
		this.done ??= this.runSteps();
		await this.done;
	}

	private async runSteps(): Promise<void> {
		const errors: unknown[] = [];
		for (const step of this.steps) await step().catch((error: unknown) => errors.push(error));
		for (const signal of signals) process.off(signal, this.onSignal);
		if (errors.length > 0) throw new AggregateError(errors, 'Not everything could be cleaned up.');
	}

	private readonly onSignal = (signal: (typeof signals)[number]) => {
		this.run()
			.catch((error: unknown) => {
				console.error(error);
			})
			.finally(() => process.exit(128 + constants.signals[signal]));
	};
}
