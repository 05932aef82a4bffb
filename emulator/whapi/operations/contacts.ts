import { z } from 'zod/v4';

import { changePerson } from '../../world/people';
import { bareNumber } from '../../world/ids';
import type { ChatId } from '../../world/types';
import { fieldsOf } from '../body';
import { notFound, WhapiError } from '../errors';
import { worldId } from '../ids';
import { contactId, flag, pagingSchema, parseFields, text } from '../input';
import { page } from '../listing';
import { quotedFields, recipientOf, sendAndAnswer, senderFields } from '../sending';
import { contactObject } from '../shapes/chat';
import { json, success, type Operation, type OperationContext } from './operation';

const list = json('GET', '/contacts', ({ whapi, query }) => {
	const { world } = whapi;
	whapi.readableSession();
	const paging = parseFields(pagingSchema, query);
	const { items, counters } = page([...world.people.keys()], paging, world.switches);
	return { contacts: items.map((id) => contactObject(world, id)), ...counters };
});

const checkSchema = z.object({
	contacts: z.array(z.string()),
	force_check: flag.optional(),
	blocking: z.string().optional(),
});

/** Any phone notation; `wa_id` only when valid (2.7). */
const check = json('POST', '/contacts', ({ whapi, body }) => {
	whapi.readySession();
	const { contacts } = parseFields(checkSchema, fieldsOf(body));
	return {
		contacts: contacts.map((input) => {
			const digits = input.replace(/@.*$/, '').replace(/\D/g, '');
			return whapi.world.isOnWhatsApp(`${digits}@c.us`)
				? { input, status: 'valid', wa_id: digits }
				: { input, status: 'invalid' };
		}),
	};
});

/** The id of the path; digits, or a hidden number. */
function idOf({ params }: OperationContext): ChatId {
	return worldId(parseFields(contactId, params['ContactID']));
}

/** Somebody who is on WhatsApp; 404 otherwise. */
function asked(context: OperationContext): ChatId {
	context.whapi.readySession();
	const id = idOf(context);
	if (!context.whapi.world.isOnWhatsApp(id)) throw notFound('contact');
	return id;
}

const head: Operation = {
	method: 'HEAD',
	path: '/contacts/{ContactID}',
	run: (context) => {
		context.whapi.readySession();
		const known = context.whapi.world.isOnWhatsApp(idOf(context));
		return { status: known ? 200 : 404, body: undefined };
	},
};

const add = json('PUT', '/contacts', ({ whapi, body }) => {
	const { world } = whapi;
	whapi.readySession();
	const request = parseFields(z.object({ phone: contactId, name: text }), fieldsOf(body));
	const id = worldId(request.phone);
	if (world.people.get(id)?.name) throw new WhapiError(409, 'Contact already exists');
	world.addPerson(id, request.name);
	return contactObject(world, id);
});

const rename = json('PATCH', '/contacts/{ContactID}', (context) => {
	const { world } = context.whapi;
	const id = asked(context);
	world.addPerson(id, parseFields(z.object({ name: text }), fieldsOf(context.body)).name);
	return contactObject(world, id);
});

/** The person stays on WhatsApp, without the name. */
const remove = json('DELETE', '/contacts/{ContactID}', (context) => {
	const id = asked(context);
	changePerson(context.whapi.world, id, { name: null });
	return success;
});

const profile = json('GET', '/contacts/{ContactID}/profile', (context) => {
	const { world } = context.whapi;
	const person = world.people.get(asked(context));
	return {
		...(person?.name && { name: person.name }),
		about: person?.about ?? 'Hey there! I am using WhatsApp.',
		...(person?.picture && { icon: person.picture, icon_full: person.picture }),
	};
});

/** Sends a saved contact as a card (2.2). */
const send = json('POST', '/contacts/{ContactID}', (context) => {
	const { whapi, body } = context;
	const session = whapi.readySession();
	const id = asked(context);
	const schema = z.object({ ...senderFields, name: text.optional() });
	const request = parseFields(schema, fieldsOf(body));
	const name = request.name ?? whapi.world.people.get(id)?.name ?? bareNumber(id);
	const number = bareNumber(id);
	const vcard = `BEGIN:VCARD\nVERSION:3.0\nFN:${name}\nTEL;type=CELL;waid=${number}:+${number}\nEND:VCARD`;
	return sendAndAnswer(whapi, session, {
		chat: recipientOf(whapi, session, request.to),
		type: 'contact',
		text: name,
		media: null,
		details: { kind: 'cards', cards: [{ name, vcard }] },
		...quotedFields(whapi, request.quoted),
	});
});

/** Section 2.7. */
export const contactOperations: Operation[] = [
	list,
	check,
	head,
	json('GET', '/contacts/{ContactID}', (context) =>
		contactObject(context.whapi.world, asked(context)),
	),
	add,
	rename,
	remove,
	profile,
	send,
	json('GET', '/blacklist', ({ whapi }) => {
		whapi.readySession();
		return [...whapi.blocked].map(bareNumber);
	}),
	json('PUT', '/blacklist/{ContactID}', (context) => {
		context.whapi.blocked.add(asked(context));
		return success;
	}),
	json('DELETE', '/blacklist/{ContactID}', (context) => {
		context.whapi.blocked.delete(asked(context));
		return success;
	}),
];
