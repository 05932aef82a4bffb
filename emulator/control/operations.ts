import { z } from 'zod/v4';

import type { Emulation } from '../emulation';
import { faultSchema } from '../faults';
import { switchesSchema, type Switches } from '../switches';
import { changeChat } from '../world/chats';
import { groupId, personId } from '../world/ids';
import { deedOperations } from './deeds';
import * as filters from './filters';
import * as inputs from './inputs';
import { done, nothing, operation, played, type Operation } from './operation';
import * as play from './play';
import * as records from './records';
import { surroundingOperations } from './surroundings';
import { viewOperations } from './views';
import { whapiReads, whapiWrites } from './whapi';

/** Sets some switches; the others stay. */
function setSwitches(emulation: Emulation, changes: Partial<Switches>): Switches {
	return Object.assign(emulation.switches, changes);
}

/** Calls that only read; they answer GET as well. */
export const reads: Readonly<Record<string, Operation>> = {
	...whapiReads,
	...viewOperations,
	switches: operation(nothing, ({ switches }) => switches),
	faults: operation(nothing, ({ faults }) => faults.list()),
	sessions: operation(nothing, ({ world, whatsGate }) =>
		world.sessions.all().map((session) => records.sessionRecord(session, whatsGate)),
	),
	messages: operation(filters.messageFilterSchema, ({ world }, filter) =>
		world.messages
			.filter((message) => filter.session === undefined || message.session === filter.session)
			.filter(({ chat }) => filter.chat === undefined || chat === personId(filter.chat))
			.filter(({ fromMe }) => filter.fromMe === undefined || fromMe === filter.fromMe)
			.filter(({ text }) => filter.text === undefined || text.includes(filter.text))
			.filter(({ type }) => filter.type === undefined || type === filter.type)
			.slice(-(filter.last ?? Infinity))
			.map((message) => records.messageRecord(message, world)),
	),
	activities: operation(filters.activityFilterSchema, ({ world }, filter) =>
		world.activities
			.filter(({ session }) => filter.session === undefined || session === filter.session)
			.filter(({ kind }) => filter.kind === undefined || kind === filter.kind)
			.map((activity) => records.activityRecord(activity)),
	),
	events: operation(filters.eventFilterSchema, ({ whatsGate }, filter) =>
		whatsGate.log.records
			.filter(({ session }) => filter.session === undefined || session === filter.session)
			.filter(({ action }) => filter.action === undefined || action === filter.action)
			.slice(-(filter.last ?? Infinity))
			.map((record) => records.eventRecord(record, whatsGate)),
	),
	requests: operation(filters.requestFilterSchema, ({ requests }, filter) =>
		requests
			.filter(({ gateway }) => filter.gateway === undefined || gateway === filter.gateway)
			.filter(({ command }) => filter.command === undefined || command === filter.command)
			.slice(-(filter.last ?? Infinity)),
	),
	webhookTries: operation(filters.webhookTryFilterSchema, ({ whatsGate, whapi }, filter) =>
		[whatsGate.webhooks.tries, whapi.webhooks.tries]
			.flatMap((tries) => tries.slice(-(filter.last ?? Infinity)))
			.filter(({ gateway }) => filter.gateway === undefined || gateway === filter.gateway)
			.filter(({ session }) => filter.session === undefined || session === filter.session)
			.filter(({ eventId }) => filter.eventId === undefined || eventId === filter.eventId)
			.filter(({ action }) => filter.action === undefined || action === filter.action)
			.filter(({ ok }) => filter.ok === undefined || ok === filter.ok),
	),
};

/** Calls that change something. */
export const writes: Readonly<Record<string, Operation>> = {
	...deedOperations,
	...surroundingOperations,
	...whapiWrites,
	incoming: operation(inputs.incomingSchema, (emulation, input) =>
		played(emulation, play.playIncoming(emulation, input)),
	),
	phoneMessage: operation(inputs.phoneMessageSchema, (emulation, input) =>
		played(emulation, play.playPhoneMessage(emulation, input)),
	),
	backlog: operation(inputs.backlogSchema, play.playBacklog),
	ack: operation(inputs.ackSchema, (emulation, { message, status }) => {
		emulation.world.setStatus(play.messageByName(emulation, message), status);
		return done;
	}),
	event: operation(inputs.eventSchema, (emulation, input) => ({
		eventId: play.playEvent(emulation, input),
	})),
	error: operation(inputs.errorSchema, (emulation, { session, text }) => {
		const record = emulation.whatsGate.tellError(play.sessionById(emulation, session), text);
		return { eventId: record.id };
	}),
	login: operation(inputs.loginSchema, (emulation, input) => {
		const session = play.sessionById(emulation, input.session);
		const made = `7900${String(session.recordId).padStart(7, '0')}`;
		emulation.world.sessions.login(
			session,
			input.number ?? session.number ?? session.pairingNumber ?? made,
			input.pushName ?? session.pushName ?? session.name,
		);
		return done;
	}),
	drop: operation(inputs.sessionSchema, (emulation, input) => {
		emulation.world.sessions.lose(play.sessionById(emulation, input.session));
		return done;
	}),
	addPerson: operation(inputs.personSchema, ({ world }, { phone, name }) => {
		world.addPerson(phone, name);
		return done;
	}),
	addGroup: operation(inputs.groupSchema, ({ world }, { id, name, participants }) => {
		const members = participants.map(({ phone, admin }) => ({
			id: personId(phone),
			admin,
			superAdmin: false,
		}));
		world.addGroup(groupId(id), name, personId(participants[0].phone), members);
		return done;
	}),
	setChat: operation(inputs.chatSchema, (emulation, { session, chat, ...changes }) => {
		const record = play.sessionById(emulation, session);
		changeChat(emulation.world, record, personId(chat), changes);
		return done;
	}),
	setSwitches: operation(switchesSchema.partial(), setSwitches),
	addFault: operation(faultSchema, ({ faults }, rule) => ({ id: faults.add(rule).id })),
	clearFaults: operation(z.object({ id: z.number().optional() }), ({ faults }, { id }) => {
		faults.clear(id);
		return done;
	}),
	onRequest: operation(inputs.hookSchema, (emulation, { command, nth, then }) => {
		const id = emulation.newId();
		const action = () => {
			play.playHook(emulation, then);
		};
		emulation.hooks.push({ id, command, remaining: nth, action });
		return { id };
	}),
	clearRequests: operation(nothing, (emulation) => {
		emulation.requests = [];
		return done;
	}),
	clock: operation(inputs.clockSchema, ({ clock }, { now, advanceMs, stopped }) => {
		if (now !== undefined) clock.set(now);
		if (advanceMs !== undefined) clock.set(clock.now() + advanceMs);
		if (stopped !== undefined) clock.stop(stopped);
		return { now: clock.now(), stopped: clock.isStopped };
	}),
};
