import type { z } from 'zod/v4';

import type { Emulation } from '../emulation';
import { WorldError } from '../world/error';
import { groupId, personId } from '../world/ids';
import { newMedia, typeOfMime } from '../world/media';
import type { Message, Session } from '../world/types';
import { findByLongId } from '../whatsGate/shapes';
import type {
	backlogSchema,
	eventSchema,
	hookSchema,
	incomingSchema,
	phoneMessageSchema,
} from './inputs';

// Plays what other people, the phone and the service do.

/** The session with this id; unknown ones are an error. */
export function sessionById({ world }: Emulation, id: string): Session {
	const session = world.sessions.get(id);
	if (!session) throw new WorldError(`There is no session ${id}`);
	return session;
}

/** A message by its key or by WhatsGate's long id; unknown ones are an error. */
export function messageByName({ world }: Emulation, name: string): Message {
	const message = findMessage(world, name);
	if (!message) throw new WorldError(`There is no message ${name}`);
	return message;
}

function findMessage(world: Emulation['world'], name: string): Message | null {
	const byKey = world.message(name);
	if (byKey) return byKey;
	for (const session of world.sessions.all()) {
		const found = findByLongId(world, session, name);
		if (found) return found;
	}
	return null;
}

/** The ids of the events that entered WhatsGate's log since `first` was the coming one. */
function eventIdsSince({ whatsGate }: Emulation, first: number): number[] {
	const count = whatsGate.log.upcomingId - first;
	return Array.from({ length: count }, (_, index) => first + index);
}

function contentOf(
	{ world }: Emulation,
	input: z.infer<typeof incomingSchema> | z.infer<typeof phoneMessageSchema>,
) {
	const { media, text, quoted } = input;
	if (!media && text === '' && input.type === undefined) {
		throw new WorldError('A message needs a text, a file or a type');
	}
	return {
		type: input.type ?? (media ? typeOfMime(media.mimeType) : 'text'),
		text,
		media: media ? newMedia(media.mimeType, media.fileName, media.base64) : null,
		quotedKey: quoted === undefined ? null : (findMessage(world, quoted)?.key ?? null),
		quotedId: quoted ?? null,
	};
}

/** What playing a message gives: the message and the ids of WhatsGate's events about it. */
export interface Played {
	message: Message;
	eventIds: number[];
}

export function playIncoming(emulation: Emulation, input: z.infer<typeof incomingSchema>): Played {
	const session = sessionById(emulation, input.session);
	const content = contentOf(emulation, input);
	const first = emulation.whatsGate.log.upcomingId;
	const message = emulation.world.receive(
		session,
		{
			...content,
			from: personId(input.from),
			fromName: input.fromName,
			group: input.group === undefined ? undefined : groupId(input.group),
			time: input.time ?? emulation.clock.now(),
			forwarded: input.forwarded,
		},
		{ eventTime: input.eventDate, appearAfterMs: input.appearAfterMs, copies: input.copies },
	);
	return { message, eventIds: eventIdsSince(emulation, first) };
}

export function playPhoneMessage(
	emulation: Emulation,
	input: z.infer<typeof phoneMessageSchema>,
): Played {
	const session = sessionById(emulation, input.session);
	const content = contentOf(emulation, input);
	const first = emulation.whatsGate.log.upcomingId;
	const chat = personId(input.to);
	const message = emulation.world.send(session, { ...content, chat, origin: 'phone' });
	return { message, eventIds: eventIdsSince(emulation, first) };
}

/** Fills the log with old messages; gives the first and the last event id. */
export function playBacklog(
	emulation: Emulation,
	input: z.infer<typeof backlogSchema>,
): { count: number; firstEventId: number; lastEventId: number } {
	const session = sessionById(emulation, input.session);
	const { count, perSecond } = input;
	const until = input.until ?? emulation.clock.now();
	const secondsBefore = (index: number) => Math.floor((count - 1 - index) / perSecond);
	const from = personId(input.from);
	const firstEventId = emulation.whatsGate.log.upcomingId;
	for (let index = 0; index < count; index++) {
		emulation.world.receive(
			session,
			{
				type: 'text',
				text: `${input.text} ${index + 1}`,
				media: null,
				quotedKey: null,
				quotedId: null,
				from,
				time: until - secondsBefore(index) * 1000,
				forwarded: false,
			},
			{ push: false },
		);
	}
	return { count, firstEventId, lastEventId: emulation.whatsGate.log.upcomingId - 1 };
}

export function playEvent(emulation: Emulation, input: z.infer<typeof eventSchema>): number {
	const { action, data, eventDate, appearAfterMs, copies } = input;
	const session = sessionById(emulation, input.session);
	const telling = { time: eventDate, appearAfterMs, copies };
	return emulation.whatsGate.tell(session, action, { kind: 'raw', value: data }, telling).id;
}

/** Plays what a request hook holds. */
export function playHook(emulation: Emulation, then: z.infer<typeof hookSchema>['then']): void {
	for (const input of then.incoming) playIncoming(emulation, input);
	for (const input of then.events) playEvent(emulation, input);
	if (then.backlog) playBacklog(emulation, then.backlog);
	if (then.fault) emulation.faults.add(then.fault);
}
