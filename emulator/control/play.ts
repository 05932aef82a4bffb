import type { z } from 'zod/v4';

import type { Emulation } from '../emulation';
import { WorldError } from '../world/error';
import { groupId, personId } from '../world/ids';
import { newMedia, typeOfMime } from '../world/media';
import type { IncomingContent } from '../world/content';
import type { Details } from '../world/details';
import type { Delivery } from '../world/events';
import type { Message, MessageType, Session } from '../world/types';
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

/** A message by its key or by an id of a gateway; unknown ones are an error. */
export function messageByName(emulation: Emulation, name: string): Message {
	const message = findMessage(emulation, name);
	if (!message) throw new WorldError(`There is no message ${name}`);
	return message;
}

function findMessage({ world, whapi }: Emulation, name: string): Message | null {
	const byKey = world.message(name);
	if (byKey) return byKey;
	const item = whapi.log.find(name);
	if (item?.kind === 'message') return item.message;
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

type ContentInput = z.infer<typeof incomingSchema> | z.infer<typeof phoneMessageSchema>;

/** What the message holds besides text and file, and the type that this gives it. */
function structureOf(input: ContentInput): { type: MessageType | null; details: Details | null } {
	const { location, contacts, poll, fileInfo } = input;
	if (location) return { type: 'location', details: { kind: 'place', place: location } };
	if (poll) return { type: 'poll', details: { kind: 'poll', poll } };
	if (contacts) {
		const type = contacts.length > 1 ? 'contact_list' : 'contact';
		return { type, details: { kind: 'cards', cards: contacts } };
	}
	return { type: null, details: fileInfo ? { kind: 'file', info: fileInfo } : null };
}

function contentOf(emulation: Emulation, input: ContentInput) {
	const { media, quoted } = input;
	const { type, details } = structureOf(input);
	const text = input.text || (details?.kind === 'poll' ? details.poll.title : '');
	if (!media && text === '' && input.type === undefined && type === null) {
		throw new WorldError('A message needs a text, a file or a type');
	}
	return {
		type: input.type ?? type ?? (media ? typeOfMime(media.mimeType) : 'text'),
		text,
		details,
		mentions: input.mentions.map(personId),
		media: media ? newMedia(media.mimeType, media.fileName, media.base64) : null,
		quotedKey: quoted === undefined ? null : (findMessage(emulation, quoted)?.key ?? null),
		quotedId: quoted ?? null,
	};
}

/** What playing a message gives: the message and the ids of WhatsGate's events about it. */
export interface Played {
	message: Message;
	eventIds: number[];
}

/** Another person's message reaches a session. */
export function receive(
	emulation: Emulation,
	session: Session,
	content: IncomingContent,
	delivery: Delivery = {},
): Played {
	const first = emulation.whatsGate.log.upcomingId;
	const message = emulation.world.receive(session, content, delivery);
	return { message, eventIds: eventIdsSince(emulation, first) };
}

export function playIncoming(emulation: Emulation, input: z.infer<typeof incomingSchema>): Played {
	const session = sessionById(emulation, input.session);
	return receive(
		emulation,
		session,
		{
			...contentOf(emulation, input),
			from: personId(input.from),
			fromName: input.fromName,
			group: input.group === undefined ? undefined : groupId(input.group),
			time: input.time ?? emulation.clock.now(),
			forwarded: input.forwarded,
		},
		{ eventTime: input.eventDate, appearAfterMs: input.appearAfterMs, copies: input.copies },
	);
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
