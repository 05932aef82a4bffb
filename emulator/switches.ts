import { z } from 'zod/v4';

/**
 * Everything about the emulated services that can be set while they run. Section numbers are those of
 * the WhatsGate reference, and of the Whapi reference for names with `whapi`; both leave these points
 * open.
 */
export const switchesSchema = z.strictObject({
	/** Order of events and of history (6). */
	order: z.enum(['ascending', 'descending', 'shuffled']),
	/** What events are ordered by: their running id, or their date and then their id (6). */
	orderBy: z.enum(['id', 'date']),
	/** Whether an event of exactly the asked date is in the answer (6). */
	dateBound: z.enum(['inclusive', 'exclusive']),
	/** Zone of `event_date`, of the date filter and of `date_add`, in hours ahead of UTC (6). */
	zoneOffsetHours: z.number(),
	/** Answer to a page beyond the last one: the last page again, or none (6). */
	pastEnd: z.enum(['repeat', 'empty']),
	/** Value of `pages` when nothing matches (6). */
	pagesWhenEmpty: z.union([z.literal(0), z.literal(1)]),
	/** A value of `action` that is not among the documented filter values is an error, or is matched (3.9). */
	unlistedAction: z.enum(['error', 'match']),
	/** The `name` filter of sessions-get compares the whole name, or a part of it (3.12). */
	sessionNameFilter: z.enum(['exact', 'partial']),
	/** Long ids of incoming messages hold the receiver's number, as the documented sample does (2.1). */
	idsBackwards: z.boolean(),
	/** Value of `async` when a send leaves it out (3.1). */
	asyncDefault: z.boolean(),
	/** Events of an incoming file (4.2). */
	mediaEvent: z.enum(['message', 'media', 'both']),
	/** Message objects lack `_id`, as in the older documentation (2.3). */
	omitUnderscoreId: z.boolean(),
	/** Message objects lack `from_name`, as in the documented samples (2.3). */
	omitFromName: z.boolean(),
	/** Result of a synchronous send (8). */
	syncSendResult: z.enum(['message', 'OK']),
	/** Events of a session with a webhook can be read with events-get too (8). */
	eventsWhileHookIsSet: z.boolean(),
	/** Sent messages get their delivery states by themselves: sent, delivered, read. */
	autoAcks: z.boolean(),
	/** The last of these comes by itself too; false: somebody reads, as the call `read` says. */
	autoRead: z.boolean(),
	/** Milliseconds between two automatic delivery states. */
	ackDelayMs: z.number().nonnegative(),
	/** Milliseconds until an asynchronous send is carried out. */
	asyncDelayMs: z.number().nonnegative(),
	/** Milliseconds until a new session shows its QR or pairing code. */
	loginCodeDelayMs: z.number().nonnegative(),
	/** Milliseconds until a deleted session is gone. */
	deleteDelayMs: z.number().nonnegative(),
	/** Pause between the tries of a webhook call, in milliseconds; 20000 is documented (5). */
	webhookRepeatMs: z.number().nonnegative(),
	/** Time a webhook call may take, in milliseconds (5: unknown). */
	webhookTimeoutMs: z.number().positive(),
	/** Status for a wrong token (1.2). */
	whapiWrongToken: z.union([z.literal(404), z.literal(401)]),
	/** Error bodies: the documented object, or the flat form that clients saw (1.3). */
	whapiErrorShape: z.enum(['object', 'flat']),
	/** `GET /limits` answers 204: the plan has no limits (1.4). */
	whapiUnlimited: z.boolean(),
	/** A bare phone number is accepted as `to` (2.1). */
	whapiBareNumber: z.boolean(),
	/** `total` of lists is the length of the page instead of the number of all (2.5). */
	whapiWrongTotal: z.boolean(),
	/** Key of a file's name in messages (3.3). */
	whapiFileNameKey: z.enum(['both', 'file_name', 'filename']),
	/** What `labels_removed` holds (3.2). */
	whapiRemovedLabel: z.enum(['name', 'id']),
	/** Things of one kind that happen within this many milliseconds travel in one callback; 0 = alone (3.5). */
	whapiBatchMs: z.number().nonnegative(),
	/** All pauses before repeated callbacks are multiplied with it; 1 = as in the settings (3.5). */
	whapiBackoffFactor: z.number().nonnegative(),
	/** Tries of a callback, the first one included (3.5: not documented). */
	whapiWebhookTries: z.number().int().positive(),
});

export type Switches = z.infer<typeof switchesSchema>;

/** The likely behaviour of the real service, with short delays. */
export const defaultSwitches: Switches = {
	order: 'ascending',
	orderBy: 'id',
	dateBound: 'inclusive',
	zoneOffsetHours: 0,
	pastEnd: 'repeat',
	pagesWhenEmpty: 0,
	unlistedAction: 'error',
	sessionNameFilter: 'exact',
	idsBackwards: false,
	asyncDefault: false,
	mediaEvent: 'both',
	omitUnderscoreId: false,
	omitFromName: false,
	syncSendResult: 'message',
	eventsWhileHookIsSet: true,
	autoAcks: true,
	autoRead: true,
	ackDelayMs: 50,
	asyncDelayMs: 30,
	loginCodeDelayMs: 200,
	deleteDelayMs: 200,
	webhookRepeatMs: 20_000,
	webhookTimeoutMs: 10_000,
	whapiWrongToken: 404,
	whapiErrorShape: 'object',
	whapiUnlimited: false,
	whapiBareNumber: true,
	whapiWrongTotal: false,
	whapiFileNameKey: 'both',
	whapiRemovedLabel: 'name',
	whapiBatchMs: 0,
	whapiBackoffFactor: 1,
	whapiWebhookTries: 5,
};
