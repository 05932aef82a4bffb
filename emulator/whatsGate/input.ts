import { z } from 'zod/v4';

import { groupId } from '../world/ids';
import type { ChatId, Session } from '../world/types';
import type { World } from '../world/world';
import { WhatsGateError } from './errors';

/** Reads a request body; the error text names the first wrong field. */
export function parseBody<T>(schema: z.ZodType<T>, body: unknown): T {
	const result = schema.safeParse(body);
	if (result.success) return result.data;
	const [issue] = result.error.issues;
	throw new WhatsGateError(
		`Invalid request: ${issue?.path.join('.') || 'body'}: ${issue?.message ?? 'unknown'}`,
	);
}

/** A filter that may be left out: null and an empty text mean "no filter" (3.9, 3.12). */
export const filterSchema = z
	.string()
	.nullish()
	.transform((value) => value || undefined);

/** The session that every acting command names. */
export const sessionField = { WhatsappID: z.string().min(1) };

/** Section 2.2: by `id`, or by `number` and `type`. */
export const recipientSchema = z.union([
	z.object({ id: z.string().min(1) }),
	z.object({
		number: z.string().min(1),
		type: z.enum(['contact', 'group']).default('contact'),
	}),
]);

/** The chat id that a recipient object means. Numbers as `id` and ids as `number` are not understood (2.2). */
export function chatOf(recipient: z.infer<typeof recipientSchema>): ChatId {
	if ('id' in recipient) return recipient.id;
	const { number, type } = recipient;
	return type === 'group' ? groupId(number) : `${number}@c.us`;
}

/** A session of this account that was not removed. */
export function sessionOf(world: World, account: number, id: string): Session {
	const session = world.sessions.get(id);
	if (session?.account !== account) throw new WhatsGateError(`WhatsApp session ${id} not found`);
	return session;
}

/** A session of this account that is logged in. */
export function readySessionOf(world: World, account: number, id: string): Session {
	const session = sessionOf(world, account, id);
	if (session.status !== 'ready') {
		throw new WhatsGateError(`WhatsApp session is not ready: ${session.status.toUpperCase()}`);
	}
	return session;
}
