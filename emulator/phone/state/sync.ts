import { batch } from '@preact/signals';
import { z } from 'zod/v4';

import * as records from '../../control/recordSchemas';
import { control } from './control';
import {
	addEntry,
	callbackEntry,
	clearEntries,
	entries,
	eventEntry,
	requestEntry,
	webhookEntry,
} from './entries';
import { readRules } from './faults';
import { reasonOf } from './notice';
import { followStream, type StreamKind } from './stream';
import * as world from './world';

/** How much of the past is shown. */
const lastMessages = 2000;
const lastEntries = 100;

async function readPeople(): Promise<void> {
	const [people, groups] = await Promise.all([control.people(), control.groups()]);
	batch(() => {
		world.people.value = people;
		world.groups.value = groups;
	});
}

async function readMessages(): Promise<void> {
	const [sessions, messages] = await Promise.all([
		control.sessions(),
		control.messages({ last: lastMessages }),
	]);
	batch(() => {
		world.sessions.value = sessions;
		world.messages.value = new Map(messages.map((message) => [message.key, message]));
	});
}

async function readEntries(): Promise<void> {
	const last = lastEntries;
	const [events, callbacks, requests, tries] = await Promise.all([
		control.events({ last }),
		control.callbacks(),
		control.requests({ last }),
		control.webhookTries({ last }),
	]);
	const all = [
		...events.map(eventEntry),
		...callbacks.slice(-last).map(callbackEntry),
		...requests.map(requestEntry),
		...tries.map(webhookEntry),
	];
	clearEntries();
	entries.value = all.sort((a, b) => b.time - a.time);
}

async function readAll(): Promise<void> {
	// The visitor reads: messages are read when they are looked at.
	await control.setSwitches({ autoRead: false });
	await Promise.all([readPeople(), readMessages(), readEntries(), readRules()]);
}

/** Messages of the company end its typing. */
function putMessage(value: unknown): void {
	const message = records.messageRecordSchema.parse(value);
	world.putMessage(message);
	if (message.fromMe) world.setTyping(message.session, message.chat, false);
}

const actionSchema = z.object({ message: records.messageRecordSchema.nullable() });

function putActivity(value: unknown): void {
	const { kind, session, chat } = records.activityRecordSchema.parse(value);
	if (kind === 'seen') world.markSeen(session, chat);
	else world.setTyping(session, chat, true);
}

function putSession(value: unknown): void {
	const session = records.sessionRecordSchema.parse(value);
	const others = world.sessions.value.filter(({ id }) => id !== session.id);
	world.sessions.value = session.status === 'removed' ? others : [...others, session];
}

/** Follows the emulator and keeps the state of the page true. */
export function follow(): void {
	/** What comes while the state is being read is put on top of it afterwards. */
	let held: (() => void)[] | null = null;
	const apply: Record<StreamKind, (value: unknown) => void> = {
		received: putMessage,
		sent: putMessage,
		status: (value) => {
			world.putMessage(records.messageRecordSchema.parse(value));
		},
		action: (value) => {
			const { message } = actionSchema.parse(value);
			if (message) world.putMessage(message);
		},
		activity: putActivity,
		session: putSession,
		person: () => void readPeople(),
		group: () => void readPeople(),
		participants: () => void readPeople(),
		event: (value) => {
			addEntry(eventEntry(records.eventRecordSchema.parse(value)));
		},
		callback: (value) => {
			addEntry(callbackEntry(records.callbackRecordSchema.parse(value)));
		},
		request: (value) => {
			addEntry(requestEntry(records.requestRecordSchema.parse(value)));
		},
		webhookTry: (value) => {
			addEntry(webhookEntry(records.webhookTrySchema.parse(value)));
		},
		reset: () => void load(),
	};
	const load = async () => {
		const mine: (() => void)[] = [];
		held = mine;
		try {
			await readAll();
		} catch (error) {
			console.warn(`The emulator's state could not be read: ${reasonOf(error)}`);
			stream.reconnect();
			return;
		}
		// A later reading holds what comes now.
		if (held !== mine) return;
		held = null;
		batch(() => {
			for (const action of mine) action();
			world.connection.value = 'open';
		});
	};
	const stream = followStream({
		onOpen: () => void load(),
		onEvent: (kind, value) => {
			const action = () => {
				apply[kind](value);
			};
			if (held && kind !== 'reset') held.push(action);
			else action();
		},
		onLost: () => {
			world.connection.value = 'lost';
		},
	});
}
