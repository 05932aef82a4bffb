import { z } from 'zod/v4';

import type { Emulation } from '../emulation';
import type { Played } from './play';
import { messageRecord } from './records';

/** One call of the control API: checks its input and plays it on the emulation. */
export type Operation = (emulation: Emulation, body: unknown) => unknown;

/** An operation with a checked input. */
export function operation<T>(
	schema: z.ZodType<T>,
	run: (emulation: Emulation, input: T) => unknown,
): Operation {
	return (emulation, body) => run(emulation, schema.parse(body ?? {}));
}

/** Input of calls that need none. */
export const nothing = z.object({});
/** Answer of calls that give nothing. */
export const done = {};

/** A message that was played, with the ids of WhatsGate's events about it. */
export function played(emulation: Emulation, { message, eventIds }: Played) {
	return { message: messageRecord(message, emulation.world), eventIds };
}
