import { z } from 'zod/v4';

import { fieldsOf } from '../body';
import { notFound, WhapiError } from '../errors';
import { chatIdOf, contactIdOf, worldId } from '../ids';
import { amount, parseFields } from '../input';
import { json, success, type Operation, type OperationContext } from './operation';

const ownSchema = z.object({ presence: z.enum(['online', 'offline']) });
const typingSchema = z.object({
	presence: z.enum(['typing', 'recording', 'pause']),
	/** Seconds; the answer does not wait for them. */
	delay: amount.optional(),
});

function asked({ whapi, params }: OperationContext): string {
	const session = whapi.readySession();
	const id = worldId(params['EntryID'] ?? '');
	if (!whapi.world.canReach(session, id)) throw notFound('contact');
	return id;
}

/** Section 2.7. The answers of the writes are not documented. */
export const presenceOperations: Operation[] = [
	json('PUT', '/presences/me', ({ whapi, body }) => {
		whapi.readySession();
		parseFields(ownSchema, fieldsOf(body));
		return success;
	}),
	json('PUT', '/presences/{EntryID}', (context) => {
		const { whapi, body } = context;
		const chat = asked(context);
		const { presence } = parseFields(typingSchema, fieldsOf(body));
		if (presence !== 'pause') whapi.world.type(whapi.readySession(), chat);
		return success;
	}),
	json('POST', '/presences/{EntryID}', (context) => {
		const { presences } = context.whapi;
		const id = asked(context);
		if (presences.has(id)) throw new WhapiError(409, 'Already subscribed', chatIdOf(id));
		presences.add(id);
		return success;
	}),
	json('GET', '/presences/{EntryID}', (context) => {
		const id = asked(context);
		if (!context.whapi.presences.has(id)) throw notFound('presence');
		return { contact_id: contactIdOf(id), status: 'pending' };
	}),
];
