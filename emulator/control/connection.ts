import { z } from 'zod/v4';

/** A call that the emulator refuses; `reason` is its own text. */
export class ControlError extends Error {
	constructor(
		call: string,
		readonly reason: string,
	) {
		super(`Emulator, ${call}: ${reason}`);
	}
}

const refusalSchema = z.object({ error: z.string() });

/** Calls the control API of an emulator over HTTP. */
export class Connection {
	private readonly base: string;

	/** @param url address of the emulator, such as `http://127.0.0.1:8790` */
	constructor(url: string) {
		this.base = `${url.replace(/\/+$/, '')}/control`;
	}

	/**
	 * Calls `read` until its value satisfies `isWanted`; rejects after `timeoutMs` with the last value in
	 * the text.
	 */
	async waitFor<T>(
		read: () => Promise<T>,
		isWanted: (value: T) => boolean,
		timeoutMs: number,
	): Promise<T> {
		const end = Date.now() + timeoutMs;
		for (;;) {
			const value = await read();
			if (isWanted(value)) return value;
			if (Date.now() >= end) {
				throw new Error(`Not so after ${timeoutMs} ms. Last: ${JSON.stringify(value)}`);
			}
			await new Promise((resolve) => setTimeout(resolve, 25));
		}
	}

	protected async call<T>(name: string, input: unknown, schema: z.ZodType<T>): Promise<T> {
		const response = await fetch(`${this.base}/${name}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(input),
		});
		const text = await response.text();
		const body: unknown = JSON.parse(text);
		if (response.ok) return schema.parse(body);
		throw new ControlError(name, refusalSchema.safeParse(body).data?.error ?? text);
	}
}
