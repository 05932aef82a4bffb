import { z } from 'zod/v4';

/** What the sending process is told. */
export const sendFileSchema = z.object({
	gateway: z.enum(['whapi', 'whatsGate']),
	/** Without n8n and our nodes: a script that does the same. */
	isPlain: z.boolean(),
	/** Of the sink. */
	url: z.string(),
	/** Size of the file. */
	bytes: z.number(),
});
export type SendFileArgs = z.infer<typeof sendFileSchema>;

/** What it tells, in MiB of resident memory. */
export const sentFileSchema = z.object({ idleMiB: z.number(), peakMiB: z.number() });
