import type { ServerResponse } from 'node:http';

import { matchesCommand } from './commandPattern';
import {
	actionRecord,
	activityRecord,
	callbackRecord,
	eventRecord,
	messageRecord,
	sessionRecord,
} from './control/records';
import { Faults } from './faults';
import type { RequestRecord } from './requestLog';
import type { Stream } from './stream';
import type { Switches } from './switches';
import { Timers } from './timers';
import { Clock } from './world/clock';
import { seed } from './world/seed';
import type { WorldEvent } from './world/events';
import { World } from './world/world';
import { Whapi } from './whapi/whapi';
import { WhatsGate } from './whatsGate/whatsGate';

/** Something to be done once, when the n-th request of a command from now on has been carried out. */
export interface RequestHook {
	id: number;
	command: string;
	/** Requests still to come, this one included. */
	remaining: number;
	action: () => void;
}

/** One life of the emulator, from its start or a reset to the next: all that a reset throws away. */
export class Emulation {
	readonly timers = new Timers();
	readonly clock = new Clock();
	readonly faults = new Faults();
	readonly world: World;
	readonly whatsGate: WhatsGate;
	readonly whapi: Whapi;
	requests: RequestRecord[] = [];
	hooks: RequestHook[] = [];
	/** Answers that are not yet given; cut at the end. */
	readonly waiting = new Set<ServerResponse>();
	private lastId = 0;

	constructor(
		/** Settings at the start; changed in place. */
		readonly switches: Switches,
		readonly stream: Stream,
		/** The emulator's own address, known once it listens. */
		address: () => string,
	) {
		this.world = new World(this.clock, this.timers, switches);
		seed(this.world);
		this.whatsGate = new WhatsGate(this.world, {
			onEvent: (record) => {
				stream.send('event', () => eventRecord(record, this.whatsGate));
			},
			onTry: (done) => {
				stream.send('webhookTry', () => done);
			},
		});
		this.whapi = new Whapi(
			this.world,
			{
				onCallback: (callback) => {
					stream.send('callback', () => callbackRecord(callback));
				},
				onTry: (done) => {
					stream.send('webhookTry', () => done);
				},
			},
			address,
		);
		this.world.onEvent((event) => {
			this.stream.send(event.kind, () => this.shown(event));
		});
	}

	/** A number that this emulation has not given yet, for requests and hooks. */
	newId(): number {
		return ++this.lastId;
	}

	/** Plays the hooks whose request has come. */
	playHooks(command: string): void {
		const due: RequestHook[] = [];
		for (const hook of this.hooks) {
			if (!matchesCommand(hook.command, command)) continue;
			hook.remaining -= 1;
			if (hook.remaining === 0) due.push(hook);
		}
		this.hooks = this.hooks.filter((hook) => hook.remaining > 0);
		for (const hook of due) hook.action();
	}

	/** Ends timers, webhook calls and unanswered requests. */
	close(): void {
		this.timers.close();
		this.whatsGate.webhooks.close();
		this.whapi.close();
		for (const response of this.waiting) response.destroy();
	}

	private shown(event: WorldEvent): unknown {
		if (event.kind === 'activity') return activityRecord(event.activity);
		if (event.kind === 'session') return sessionRecord(event.session, this.whatsGate);
		if (event.kind === 'action') return actionRecord(event.action, this.world);
		if ('message' in event) return messageRecord(event.message, this.world);
		return 'messages' in event
			? { ...event, messages: event.messages?.map(({ key }) => key) }
			: event;
	}
}
