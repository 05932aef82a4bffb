import type { INodeParameters } from 'n8n-workflow';

import { seededSessions } from '../emulator';
import { plainCall, type RemoteEmulator } from './emulator';
import { TriggerWorkflow, type Host } from './engine';
import { milliseconds } from './measure';
import { locator } from './workflow';

/** The largest page of events-get. */
export const pageSize = 100;
/** The trigger's default. */
export const overlapSeconds = 120;

/** Before everything in the emulator's log. */
const beginning = '2020-01-01T00:00:00';

/** What a poll, or polls until nothing is left, came to. */
export interface Polled {
	milliseconds: number;
	polls: number;
	requests: number;
	events: number;
}

/** The WhatsGate Trigger in polling mode, and the emulator that it polls. */
export class Polling {
	constructor(
		private readonly emulator: RemoteEmulator,
		private readonly host: Host,
	) {}

	/** A fresh emulator with so many old messages in its log. */
	async prepare(count: number, perSecond: number): Promise<void> {
		await this.emulator.control.reset();
		await this.emulator.control.backlog({ count, perSecond });
		await this.emulator.control.clearRequests();
	}

	/** @param maxEvents 0 = no limit */
	trigger(maxEvents: number, more: INodeParameters = { startFrom: beginning }): TriggerWorkflow {
		return new TriggerWorkflow(this.host, {
			type: 'whatsGateTrigger',
			credential: 'whatsGateApi',
			parameters: {
				mode: 'polling',
				session: locator('id', seededSessions.demo),
				events: ['message'],
				options: { maxEvents, overlapSeconds, ...more },
			},
		});
	}

	/** One poll, and what it asked for. */
	async once(trigger: TriggerWorkflow): Promise<Polled> {
		const { control } = this.emulator;
		await control.clearRequests();
		let events = 0;
		const time = await milliseconds(async () => {
			events = (await trigger.poll())?.length ?? 0;
		});
		const requests = (await control.requests()).length;
		return { milliseconds: time, polls: 1, requests, events };
	}

	/** Polls until so many events have come. */
	async drain(trigger: TriggerWorkflow, count: number): Promise<Polled> {
		const total: Polled = { milliseconds: 0, polls: 0, requests: 0, events: 0 };
		while (total.events < count) {
			const polled = await this.once(trigger);
			if (polled.events === 0) throw new Error(`Only ${total.events} of ${count} events came`);
			total.milliseconds += polled.milliseconds;
			total.polls++;
			total.requests += polled.requests;
			total.events += polled.events;
		}
		return total;
	}

	/** The floor: a plain loop over the pages of the log. */
	async readPlainly(count: number): Promise<number> {
		return await milliseconds(async () => {
			for (let page = 1; page <= Math.ceil(count / pageSize); page++) {
				await plainCall(this.emulator, 'events-get', {
					WhatsappID: seededSessions.demo,
					page_cnt: pageSize,
					page,
				});
			}
		});
	}
}
