import { z } from 'zod/v4';

import type { Session } from '../../world/types';
import { WhatsGateError } from '../errors';
import { filterSchema, parseBody, sessionField, sessionOf } from '../input';
import { cutPage, pagingFields } from '../paging';
import { sessionObject } from '../shapes';
import { ok, type Command } from './command';

/** An empty text, or an address that the service can call. */
const callbackSchema = z.union([z.literal(''), z.url({ protocol: /^https?$/ })]);

function qrLink(url: string, session: Session): string {
	return session.status === 'ready' ? '' : `${url}/whatsgate/qr/${session.id}`;
}

/** Section 3.10. */
export const sessionCreate: Command = ({ whatsGate, account, url, body }) => {
	const { world, webhooks } = whatsGate;
	const request = parseBody(
		z.object({
			name: z.string().min(1),
			callback: callbackSchema.nullish(),
			auth_type: z.enum(['QR', 'CODE', '']).nullish(),
			number: z.string().nullish(),
		}),
		body,
	);
	const byCode = request.auth_type === 'CODE';
	if (byCode && !/^\d+$/.test(request.number ?? '')) {
		throw new WhatsGateError('number is required for auth_type CODE, in digits');
	}
	const session = world.sessions.create({
		account,
		name: request.name,
		login: byCode ? 'code' : 'qr',
		pairingNumber: byCode ? (request.number ?? null) : null,
	});
	const callback = request.callback || null;
	webhooks.callbacks.set(session.id, callback);
	return {
		result: 'OK',
		data: {
			...sessionObject(world, session, callback),
			qr_link: qrLink(url, session),
			...(byCode ? { code: null } : { qr: null }),
		},
	};
};

/** Section 3.11. */
export const sessionDelete: Command = ({ whatsGate, account, body }) => {
	const { world, webhooks } = whatsGate;
	const request = parseBody(z.object(sessionField), body);
	const session = sessionOf(world, account, request.WhatsappID);
	if (session.status !== 'destroying') world.sessions.remove(session);
	return { result: 'OK', data: sessionObject(world, session, webhooks.callback(session.id)) };
};

/** Section 3.12. While a session waits for its login, its QR or pairing code is listed too. */
export const sessionsGet: Command = ({ whatsGate, account, url, body }) => {
	const { world, webhooks } = whatsGate;
	const filters = parseBody(
		z.object({
			WhatsappID: filterSchema,
			name: filterSchema,
			status: filterSchema,
			...pagingFields,
		}),
		body ?? {},
	);
	const { WhatsappID: id, name, status } = filters;
	const partial = world.switches.sessionNameFilter === 'partial';
	const found = world.sessions
		.all()
		.filter((session) => session.account === account)
		.filter((session) => id === undefined || session.id === id)
		.filter((session) => status === undefined || session.status.toUpperCase() === status)
		.filter(
			(session) =>
				name === undefined || (partial ? session.name.includes(name) : session.name === name),
		);
	const { items, ...counters } = cutPage(found, filters, world.switches);
	return {
		result: 'OK',
		...counters,
		data: items.map((session) => ({
			...sessionObject(world, session, webhooks.callback(session.id) ?? ''),
			qr_link: qrLink(url, session),
			...(session.qr === null ? {} : { qr: session.qr }),
			...(session.code === null ? {} : { code: session.code }),
		})),
	};
};

/** Section 3.13; the form is assumed. */
export const setName: Command = ({ whatsGate, account, body }) => {
	const request = parseBody(z.object({ ...sessionField, name: z.string().min(1) }), body);
	sessionOf(whatsGate.world, account, request.WhatsappID).name = request.name;
	return ok;
};

/** Section 3.14: an empty text switches the webhook off. */
export const setHook: Command = ({ whatsGate, account, body }) => {
	const request = parseBody(z.object({ ...sessionField, callback: callbackSchema }), body);
	const session = sessionOf(whatsGate.world, account, request.WhatsappID);
	whatsGate.webhooks.callbacks.set(session.id, request.callback);
	return ok;
};
