import type { INodeParameters } from 'n8n-workflow';

import { seededSessions } from '../emulator';
import { callBarely } from './bareNode';
import { plainCall, type RemoteEmulator } from './emulator';
import { TriggerWorkflow, type Host } from './engine';
import { callByHttpRequest } from './httpRequests';
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
		private readonly emulator: Pick<RemoteEmulator, 'control' | 'whatsGate'>,
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

	/** The poll after one that gave so many events, 17 a second: it finds nothing new. */
	async afterBurst(count: number): Promise<Polled> {
		const { control } = this.emulator;
		await control.reset();
		await control.backlog({
			count: 10,
			perSecond: 1,
			until: new Date(Date.now() - 3_600_000).toISOString(),
		});
		const trigger = this.trigger(0, {});
		await this.once(trigger);
		await control.backlog({ count, perSecond: 17 });
		const { events } = await this.once(trigger);
		if (events !== count) throw new Error(`${events} events came of ${count}`);
		return await this.once(trigger);
	}

	/** What a user would take: n8n's HTTP Request node for each page. */
	async readByHttpRequest(count: number): Promise<number> {
		const input = questions(count).map((question) => ({ json: question }));
		return await milliseconds(async () => {
			await callByHttpRequest(this.host, this.emulator, 'events-get', '={{ $json }}', input);
		});
	}

	/** What n8n takes for it by itself. */
	async readBarely(count: number): Promise<number> {
		return await milliseconds(async () => {
			await callBarely(this.host, this.emulator, 'events-get', questions(count));
		});
	}

	/** The floor: a plain loop over the pages of the log. */
	async readPlainly(count: number): Promise<number> {
		return await milliseconds(async () => {
			for (const question of questions(count)) {
				await plainCall(this.emulator, 'events-get', question);
			}
		});
	}
}

/** What has to be asked to read so many events: what the trigger asks, since a date costs the service something. */
function questions(count: number) {
	return Array.from({ length: Math.ceil(count / pageSize) }, (_, index) => ({
		WhatsappID: seededSessions.demo,
		date: beginning.replace('T', ' '),
		page_cnt: pageSize,
		page: index + 1,
	}));
}
