/** Plays a scenario of webhook calls in virtual time. */

import assert from 'node:assert/strict';

import type { IDataObject } from 'n8n-workflow';

import { recordOf } from '../../../nodes/shared/json';
import type { Tally } from '../run';
import { asError } from '../run';
import type { VirtualTime } from '../virtualTime';
import { inOwnHour } from '../virtualTime';
import { Process, WebhookHost } from './host';
import type { Answer } from './response';
import { CallResponse } from './response';
import type { Fate, Scenario } from './scenario';
import type { CalledEvent, WebhookService } from './services';
import { secret } from './services';

/** The bound of the stored keys. */
const MOST_STORED = 300;

const goesWell: Fate = {
	process: 0,
	recordMs: 0,
	isRecorded: true,
	cutAfter: null,
	isAnswerLost: false,
};

/** A call as the gateway sends it, as often as it takes. */
interface Sending {
	body: IDataObject;
	/** What has to be recorded before it is confirmed. */
	wanted: string[];
	tries: number;
	isConfirmed: boolean;
}

/** @throws AssertionError where the law breaks */
export async function playWebhooks(
	service: WebhookService,
	scenario: Scenario,
	tally: Tally,
): Promise<void> {
	await inOwnHour(async (time, hour) => {
		await new Play(service, scenario, tally, time, String(hour)).run();
	});
}

class Play {
	private readonly host: WebhookHost;
	private processesStarted = 0;
	private readonly processes: Record<0 | 1, Process> = {
		0: this.startProcess(),
		1: this.startProcess(),
	};
	private readonly agenda: Array<{ at: number; act: () => void }> = [];
	private readonly sendings: Sending[] = [];
	private readonly recorded = new Map<string, number>();
	/** Calls that wait for an answer. */
	private readonly open = new Set<{ process: Process; hangUp: () => void }>();
	private arrivals = 0;
	private broken: Error | null = null;

	constructor(
		private readonly service: WebhookService,
		private readonly scenario: Scenario,
		private readonly tally: Tally,
		private readonly time: VirtualTime,
		/** Ids begin with it: no two scenarios have an event in common. */
		private readonly name: string,
	) {
		this.host = new WebhookHost(service);
	}

	async run(): Promise<void> {
		const { notices, restarts, strangers } = this.scenario;
		let at = 0;
		for (const [index, { after, events, more, isForeign }] of notices.entries()) {
			at += after;
			const ids = [
				...events,
				...Array.from({ length: more }, (_, extra) => `${index}-${extra * 2}`),
			];
			const called = ids.map((id) => this.event(String(id), isForeign));
			const wanted = isForeign ? [] : called.filter(({ isWanted }) => isWanted);
			const sending: Sending = {
				body: this.service.body(called, isForeign),
				wanted: wanted.map(({ id }) => id),
				tries: 0,
				isConfirmed: false,
			};
			this.sendings.push(sending);
			this.plan(at, () => {
				this.send(sending);
			});
		}
		for (const restart of restarts)
			this.plan(restart.at, () => {
				this.restart(restart.process);
			});
		for (const [index, when] of strangers.entries())
			this.plan(when, () => {
				this.intrude(index);
			});
		await this.playAgenda();
		this.check();
	}

	private event(id: string, isForeign: boolean): CalledEvent {
		const isWanted = Number(id.split('-').at(-1)) % 2 === 0;
		return { id: `${this.name}${isForeign ? 'f' : 'e'}${id}`, isWanted };
	}

	private plan(after: number, act: () => void): void {
		this.agenda.push({ at: this.time.now + after, act });
	}

	private async playAgenda(): Promise<void> {
		for (;;) {
			const next = this.agenda.reduce<(typeof this.agenda)[number] | null>(
				(first, one) => (first === null || one.at < first.at ? one : first),
				null,
			);
			if (next === null) return;
			this.agenda.splice(this.agenda.indexOf(next), 1);
			this.time.now = next.at;
			next.act();
			await new Promise(setImmediate);
			if (this.broken !== null) throw this.broken;
		}
	}

	/** One try of the gateway's. */
	private send(sending: Sending): void {
		sending.tries++;
		const fate = this.scenario.fates[this.arrivals++] ?? goesWell;
		const repeat = () => {
			if (sending.tries >= this.service.mostTries) return;
			this.plan(this.service.pauseBefore(sending.tries), () => {
				this.send(sending);
			});
		};
		const process = this.processes[fate.process];
		const response = new CallResponse((answer) => {
			this.open.delete(call);
			if (this.takeAnswer(sending, answer) && !fate.isAnswerLost) sending.isConfirmed = true;
			else repeat();
		});
		const hangUp = () => {
			if (response.isDone) return;
			this.open.delete(call);
			response.cut();
			repeat();
		};
		const call = { process, hangUp };
		this.open.add(call);
		if (fate.cutAfter === 0) hangUp();
		else if (fate.cutAfter !== null) this.plan(fate.cutAfter, hangUp);
		this.serve(process, { body: sending.body, secret, response }, fate);
	}

	/** @returns Whether the gateway counts the call as delivered */
	private takeAnswer(sending: Sending, answer: Answer): boolean {
		assert([200, 500, 503].includes(answer.status), `The answer ${answer.status}`);
		if (answer.status !== 200) return false;
		assert(this.service.isConfirmed(answer, sending.body), 'The answer confirms nothing');
		const missing = sending.wanted.filter((id) => !this.recorded.has(id));
		if (missing.length > 0) {
			this.broken ??= new assert.AssertionError({
				message: `Confirmed, not recorded: ${missing.join()}`,
			});
		}
		return true;
	}

	/** n8n takes a call, records the execution and answers after that. */
	private serve(
		process: Process,
		call: { body: IDataObject; secret: string; response: CallResponse },
		{ recordMs, isRecorded }: Fate,
	): void {
		this.tally.turns++;
		const work = async () => {
			const { result, save } = await this.host.call(process, call);
			if (!process.isRunning) return;
			const items = result.workflowData?.[0];
			const answer = () => {
				this.store(save);
				if (result.noWebhookResponse !== true) call.response.answer(200, result.webhookResponse);
			};
			if (items === undefined) {
				answer();
				return;
			}
			this.plan(recordMs, () => {
				if (!process.isRunning) return;
				if (!isRecorded) {
					call.response.answer(500, { message: 'The database is away' });
					return;
				}
				for (const id of this.host.idsOf(items)) {
					this.recorded.set(id, (this.recorded.get(id) ?? 0) + 1);
				}
				this.tally.events += items.length;
				answer();
			});
		};
		work().catch((error: unknown) => {
			this.broken ??= asError(error);
		});
	}

	private startProcess(): Process {
		return new Process(`workflow-${++this.processesStarted}`);
	}

	/** A process ends, its connections with it, and another one takes its place. */
	private restart(index: 0 | 1): void {
		const ended = this.processes[index];
		ended.isRunning = false;
		this.processes[index] = this.startProcess();
		for (const { process, hangUp } of this.open) {
			if (process === ended) hangUp();
		}
	}

	/** Somebody calls without the secret. */
	private intrude(index: number): void {
		const stranger = { id: `${this.name}s${index}`, isWanted: true };
		const response = new CallResponse(({ status }) => {
			if (status !== 401) this.broken ??= new Error(`A stranger was answered with ${status}`);
		});
		const body = this.service.body([stranger], false);
		const wrong = secret.replace(/./, (first) => (first === '0' ? '1' : '0'));
		this.serve(this.processes[0], { body, secret: wrong, response }, goesWell);
	}

	private store(save: () => void): void {
		save();
		const { received } = recordOf(JSON.parse(this.host.stored));
		const count = Object.keys(recordOf(received)).length;
		assert(count <= MOST_STORED, `${count} keys are stored`);
	}

	private check(): void {
		assert.equal(this.open.size, 0, 'Calls were never answered');
		const wanted = new Set(this.sendings.flatMap((sending) => sending.wanted));
		const alien = [...this.recorded.keys()].filter((id) => !wanted.has(id));
		assert.deepEqual(alien, [], 'Recorded, although nobody wanted it');
		for (const { isConfirmed, tries } of this.sendings) {
			assert(isConfirmed || tries >= this.service.mostTries, 'A call was given up');
		}
		const { fates, restarts } = this.scenario;
		const hasAccident = fates.some(({ process, cutAfter }) => process > 0 || cutAfter !== null);
		if (hasAccident || restarts.length > 0) return;
		const repeated = [...this.recorded].filter(([, count]) => count > 1);
		assert.deepEqual(repeated, [], 'Recorded more than once');
	}
}
