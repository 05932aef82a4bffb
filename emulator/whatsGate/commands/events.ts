import { z } from 'zod/v4';

import { parseDate } from '../dates';
import { WhatsGateError } from '../errors';
import { filterSchema, parseBody } from '../input';
import { cutPage, pagingFields } from '../paging';
import type { Command } from './command';

/** Values of the `action` filter that are documented (3.9); `ready` is not among them. */
const listedActions = ['message', 'ack', 'media', 'sent', 'error', 'disconnect', 'create'];

const requestSchema = z.object({
	WhatsappID: filterSchema,
	date: filterSchema,
	action: filterSchema,
	...pagingFields,
});

/** Section 3.9. A WhatsappID that the account does not have is a filter that matches nothing. */
export const eventsGet: Command = ({ whatsGate, account, body }) => {
	const { world, log } = whatsGate;
	const request = parseBody(requestSchema, body ?? {});
	const since = request.date && parseDate(request.date, world.switches.zoneOffsetHours);
	if (since === null) throw new WhatsGateError('date must have the form YYYY-MM-DD HH:MM:SS');
	const { action, WhatsappID: id } = request;
	if (action && world.switches.unlistedAction === 'error' && !listedActions.includes(action)) {
		throw new WhatsGateError(`Unknown action: ${action}`);
	}
	// Events of a removed session are found only without the filter (3.11).
	const removed = id !== undefined && !world.sessions.get(id);
	const found = removed
		? []
		: log.read({
				account,
				...(id === undefined ? {} : { session: id }),
				...(action === undefined ? {} : { action }),
				...(typeof since === 'number' ? { since } : {}),
			});
	const { pages, elements, page, items } = cutPage(found, request, world.switches);
	const data = items.map((record) => log.listedForm(record));
	return { result: 'OK', pages, elements, page, data };
};
