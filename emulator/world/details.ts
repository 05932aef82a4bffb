import { z } from 'zod/v4';

// What messages hold besides text and file. The schemas serve the control API and the gateways.

export const placeSchema = z.object({
	latitude: z.number().min(-90).max(90),
	longitude: z.number().min(-180).max(180),
	name: z.string().optional(),
	address: z.string().optional(),
	url: z.string().optional(),
});

/** A contact card: a name and a whole VCARD text. */
export const cardSchema = z.object({ name: z.string().min(1), vcard: z.string().min(1) });

export const pollSchema = z.object({
	title: z.string().min(1),
	options: z.array(z.string().min(1)).min(2).max(12),
	/** How many answers one person may give; 0 = any number. */
	limit: z.number().int().nonnegative().default(0),
});

/** A button under a message; only `quick_reply` sends an answer back. */
export const buttonSchema = z.object({
	type: z.enum(['quick_reply', 'call', 'copy', 'url']),
	id: z.string().min(1),
	title: z.string().min(1),
	phone_number: z.string().optional(),
	copy_code: z.string().optional(),
	url: z.string().optional(),
	merchant_url: z.string().optional(),
});

/** A menu that opens under a message. */
export const menuSchema = z.object({
	/** Text of the button that opens it. */
	label: z.string().min(1),
	sections: z
		.array(
			z.object({
				title: z.string().optional(),
				rows: z
					.array(
						z.object({
							id: z.string().min(1),
							title: z.string().min(1),
							description: z.string().optional(),
						}),
					)
					.min(1),
			}),
		)
		.min(1),
});

/** A preview of a link that the sender wrote. */
export const linkSchema = z.object({
	title: z.string(),
	url: z.string(),
	description: z.string().optional(),
	canonical: z.string().optional(),
});

/** What a sender says about a file: pixels, seconds, how it is shown. */
export const fileInfoSchema = z.object({
	width: z.number().optional(),
	height: z.number().optional(),
	seconds: z.number().optional(),
	animated: z.boolean().optional(),
	autoplay: z.boolean().optional(),
	viewOnce: z.boolean().optional(),
	waveform: z.string().optional(),
	preview: z.string().optional(),
});

export type Place = z.infer<typeof placeSchema>;
export type ContactCard = z.infer<typeof cardSchema>;
export type Poll = z.infer<typeof pollSchema>;
export type Button = z.infer<typeof buttonSchema>;
export type Menu = z.infer<typeof menuSchema>;
export type LinkPreview = z.infer<typeof linkSchema>;
export type FileInfo = z.infer<typeof fileInfoSchema>;

/** What somebody chose under a message with buttons or a menu. */
const choiceSchema = z.object({
	by: z.enum(['button', 'menu']),
	id: z.string(),
	title: z.string(),
	description: z.string().optional(),
});
export type Choice = z.infer<typeof choiceSchema>;

/** What stands above and below buttons or a menu. */
const frame = { header: z.string(), footer: z.string() };

/** What a message holds besides text and file. */
export const detailsSchema = z.discriminatedUnion('kind', [
	z.object({ kind: z.literal('place'), place: placeSchema }),
	z.object({ kind: z.literal('cards'), cards: z.array(cardSchema) }),
	z.object({ kind: z.literal('poll'), poll: pollSchema }),
	z.object({ kind: z.literal('buttons'), ...frame, buttons: z.array(buttonSchema) }),
	z.object({ kind: z.literal('menu'), ...frame, menu: menuSchema }),
	z.object({ kind: z.literal('choice'), choice: choiceSchema }),
	z.object({ kind: z.literal('link'), link: linkSchema }),
	z.object({ kind: z.literal('file'), info: fileInfoSchema }),
	z.object({ kind: z.literal('invite'), code: z.string(), title: z.string() }),
]);
export type Details = z.infer<typeof detailsSchema>;
