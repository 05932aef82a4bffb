import { z } from 'zod/v4';

/** What the process that sends or receives a file is told. */
export const sendFileSchema = z.object({
	/** `receive`: two messages with files are there, a small and a large one. */
	direction: z.enum(['send', 'receive']),
	gateway: z.enum(['whapi', 'whatsGate']),
	/** Without n8n and our nodes: a script that does the same. */
	isPlain: z.boolean(),
	/** Of the emulated gateway. */
	baseUrl: z.string(),
	/** Its API key or token. */
	secret: z.string(),
	/** Size of the file. */
	bytes: z.number(),
	/** Ids of the messages or files to receive. */
	small: z.string().optional(),
	large: z.string().optional(),
});
export type SendFileArgs = z.infer<typeof sendFileSchema>;

/** What it tells: MiB of resident memory before and at most meanwhile, and the file's digest. */
export const sentFileSchema = z.object({
	idleMiB: z.number(),
	peakMiB: z.number(),
	/** In hex. */
	sha256: z.string(),
});
