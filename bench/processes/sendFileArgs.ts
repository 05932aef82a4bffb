import { z } from 'zod/v4';

/** What the sending process is told. */
export const sendFileSchema = z.object({
	gateway: z.enum(['whapi', 'whatsGate']),
	/** Without n8n and our nodes: a script that does the same. */
	isPlain: z.boolean(),
	/** Of the emulated gateway. */
	baseUrl: z.string(),
	/** Its API key or token. */
	secret: z.string(),
	/** Size of the file. */
	bytes: z.number(),
});
export type SendFileArgs = z.infer<typeof sendFileSchema>;

/** What it tells: MiB of resident memory before and at most while sending, and the file's digest. */
export const sentFileSchema = z.object({
	idleMiB: z.number(),
	peakMiB: z.number(),
	/** In hex. */
	sha256: z.string(),
});
