import { z } from 'zod/v4';

/** What the polling process is told. */
export const pollBacklogSchema = z.object({
	/** Of the emulator's control API. */
	url: z.string(),
	whatsGate: z.object({ baseUrl: z.string(), apiKey: z.string() }),
	maxEvents: z.number(),
	/** Events that wait. */
	count: z.number(),
});
export type PollBacklogArgs = z.infer<typeof pollBacklogSchema>;

/** What it tells: MiB of resident memory before and at most while polling, and how many events came. */
export const polledBacklogSchema = z.object({
	idleMiB: z.number(),
	peakMiB: z.number(),
	events: z.number(),
});
