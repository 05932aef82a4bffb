import { z } from 'zod/v4';

import { wrongParameter } from './errors';

/** Reads fields of a body or query; a wrong one is answered with 400 that names it. */
export function parseFields<T>(schema: z.ZodType<T>, fields: unknown): T {
	const result = schema.safeParse(fields ?? {});
	if (result.success) return result.data;
	const [issue] = result.error.issues;
	throw wrongParameter(`${issue?.path.join('.') || 'body'}: ${issue?.message ?? 'unknown'}`);
}

/** A boolean; forms and queries write it as a word (1.1). */
export const flag = z.union([
	z.boolean(),
	z.enum(['true', 'false']).transform((word) => word === 'true'),
]);

/** A number; forms and queries write it as a text (1.1). */
export const amount = z.union([
	z.number(),
	z
		.string()
		.regex(/^-?\d+(\.\d+)?$/)
		.transform(Number),
]);

/** A list of texts; a form or query with one entry gives a single text. */
export const texts = z.union([z.array(z.string()), z.string().transform((text) => [text])]);

/** A fields value that may be missing. */
export const text = z.string().min(1);

const listCount = amount.pipe(z.number().int().min(1).max(500));

/** `count` (1..500, 100 when left out) and `offset` of every paged list (1.4). */
export const pagingFields = {
	count: listCount.default(100),
	offset: amount.pipe(z.number().int().nonnegative()).default(0),
};
export const pagingSchema = z.object(pagingFields);
export type Paging = z.infer<typeof pagingSchema>;

/** Digits with or without suffix, as participants and contacts are named (2.8). */
export const contactId = z.string().regex(/^\d{7,15}(@(s\.whatsapp\.net|c\.us))?$|^\d+@lid$/);

/** `mentions`: numbers or groups (2.1). */
export const mention = z.string().regex(/^\d{7,15}(@s\.whatsapp\.net)?$|^\d{10,31}@g\.us$/);
