import { z } from 'zod/v4';

import type { FaultInput } from '../faults';
import { switchesSchema, type Switches } from '../switches';
import type * as filters from './filters';
import type * as inputs from './inputs';
import * as records from './recordSchemas';
import {
	doneSchema,
	idSchema,
	playedSchema,
	SocialClient,
	type PlayedMessage,
} from './socialClient';

const backlogSchema = z.object({
	count: z.number(),
	firstEventId: z.number(),
	lastEventId: z.number(),
});
const clockSchema = z.object({ now: z.number(), stopped: z.boolean() });
const eventIdSchema = z.object({ eventId: z.number() });

export type { PlayedMessage };

/**
 * Steers an emulator over HTTP, from the same process or another one. Every call rejects with an Error
 * that holds the emulator's text when the input is wrong or a session or message is not known.
 */
export class ControlClient extends SocialClient {
	/** A message from another person reaches a session. */
	incoming(input: inputs.IncomingInput): Promise<PlayedMessage> {
		return this.call('incoming', input, playedSchema);
	}

	/** The owner of a session types a message on the phone. */
	phoneMessage(input: inputs.PhoneMessageInput): Promise<PlayedMessage> {
		return this.call('phoneMessage', input, playedSchema);
	}

	/** Many old incoming messages at once, without webhook calls. */
	backlog(input: inputs.BacklogInput): Promise<z.infer<typeof backlogSchema>> {
		return this.call('backlog', input, backlogSchema);
	}

	/** Moves a message (key or WhatsGate's long id) to a delivery state. */
	ack(input: inputs.AckInput): Promise<void> {
		return this.call('ack', input, doneSchema);
	}

	/** Any WhatsGate event, also of unknown kinds. */
	event(input: inputs.EventInput): Promise<{ eventId: number }> {
		return this.call('event', input, eventIdSchema);
	}

	/** A WhatsGate `error` event. */
	error(input: { session?: string; text?: string } = {}): Promise<{ eventId: number }> {
		return this.call('error', input, eventIdSchema);
	}

	/** The phone is linked: the session becomes READY and `ready` is told. */
	login(input: inputs.LoginInput = {}): Promise<void> {
		return this.call('login', input, doneSchema);
	}

	/** WhatsApp logs the session out: status AUTH, and `disconnect` is told. */
	drop(input: { session?: string } = {}): Promise<void> {
		return this.call('drop', input, doneSchema);
	}

	/** Puts somebody on WhatsApp, or changes the name. */
	addPerson(input: { phone: string; name?: string | null }): Promise<void> {
		return this.call('addPerson', input, doneSchema);
	}

	/** Makes a group; sessions whose number is a participant can use it. */
	addGroup(input: inputs.GroupInput): Promise<void> {
		return this.call('addGroup', input, doneSchema);
	}

	/** Changes how a session sees a chat: unread, pinned, muted, read-only. */
	setChat(input: inputs.ChatInput): Promise<void> {
		return this.call('setChat', input, doneSchema);
	}

	/** All sessions of all accounts. */
	sessions(): Promise<records.SessionRecord[]> {
		return this.call('sessions', {}, z.array(records.sessionRecordSchema));
	}

	/** Messages of the world, sent and received, in the order in which they entered it. */
	messages(filter: filters.MessageFilter = {}): Promise<records.MessageRecord[]> {
		return this.call('messages', filter, z.array(records.messageRecordSchema));
	}

	/** A message (key or a gateway's id) as each gateway gives it. */
	messageForms(input: { message: string }): Promise<records.MessageForms> {
		return this.call('messageForms', input, records.messageFormsSchema);
	}

	/** Everybody on WhatsApp but the sessions' own numbers. */
	people(): Promise<records.PersonRecord[]> {
		return this.call('people', {}, z.array(records.personRecordSchema));
	}

	groups(): Promise<records.GroupRecord[]> {
		return this.call('groups', {}, z.array(records.groupRecordSchema));
	}

	/** Whapi: the newest 500 things told, whether or not a webhook wanted them. */
	callbacks(): Promise<records.CallbackRecord[]> {
		return this.call('callbacks', {}, z.array(records.callbackRecordSchema));
	}

	/** What sessions did besides writing: typing, seen. */
	activities(filter: filters.ActivityFilter = {}): Promise<records.ActivityRecord[]> {
		return this.call('activities', filter, z.array(records.activityRecordSchema));
	}

	/** WhatsGate's whole event log, also what events-get does not list. */
	events(filter: filters.EventFilter = {}): Promise<records.EventLogRecord[]> {
		return this.call('events', filter, z.array(records.eventRecordSchema));
	}

	/** Requests to the gateways, oldest first. */
	requests(filter: filters.RequestFilter = {}): Promise<records.RequestRecord[]> {
		return this.call('requests', filter, z.array(records.requestRecordSchema));
	}

	clearRequests(): Promise<void> {
		return this.call('clearRequests', {}, doneSchema);
	}

	/** Webhook calls that are over, in the order in which they ended. */
	webhookTries(filter: filters.WebhookTryFilter = {}): Promise<records.WebhookTry[]> {
		return this.call('webhookTries', filter, z.array(records.webhookTrySchema));
	}

	switches(): Promise<Switches> {
		return this.call('switches', {}, switchesSchema);
	}

	/** Sets some switches; gives all. */
	setSwitches(changes: Partial<Switches>): Promise<Switches> {
		return this.call('setSwitches', changes, switchesSchema);
	}

	/** Adds a fault rule; gives its id. */
	addFault(fault: FaultInput): Promise<{ id: number }> {
		return this.call('addFault', fault, idSchema);
	}

	/** The fault rules in force. */
	faults(): Promise<records.FaultRecord[]> {
		return this.call('faults', {}, z.array(records.faultRecordSchema));
	}

	/** Removes one fault rule, or all. */
	clearFaults(id?: number): Promise<void> {
		return this.call('clearFaults', { id }, doneSchema);
	}

	/** Plays something right after the n-th request of a command from now on was carried out. */
	onRequest(hook: inputs.HookInput): Promise<{ id: number }> {
		return this.call('onRequest', hook, idSchema);
	}

	/** Moves or stops the emulator's time; gives it. Without input it is only read. */
	clock(input: inputs.ClockInput = {}): Promise<z.infer<typeof clockSchema>> {
		return this.call('clock', input, clockSchema);
	}

	/** Puts everything back to the start: sessions, messages, log, switches, faults, records. */
	reset(): Promise<void> {
		return this.call('reset', {}, doneSchema);
	}
}
