/** Plays a scenario of a trigger that polls, and compares what comes out with the books of what has to. */

import assert from 'node:assert/strict';

import type { IHttpRequestOptions, INodeExecutionData } from 'n8n-workflow';

import type { LogEvent } from '../../../nodes/shared/cursor';
import { recordOf } from '../../../nodes/shared/json';
import type { Tally } from '../run';
import { asError } from '../run';
import type { VirtualTime } from '../virtualTime';
import { inOwnHour } from '../virtualTime';
import { Books } from './books';
import type { ModelEvent } from './eventLogModel';
import { modelDate, ModelLog } from './eventLogModel';
import { PollingHost } from './host';
import type { Arrival, Fault, Poll, Scenario } from './scenario';
import { lastPoll } from './scenario';
import type { Service } from './services';

/** How long each request takes. Milliseconds. */
const REQUEST_MS = 1000;

/** What the stored state of the cursor consists of. */
const CURSOR_KEYS = ['v', 'cursor', 'floor', 'seen', 'channel'];

const ids: Record<Scenario['idOf'], (arrival: number) => number> = {
	ascending: (arrival) => 95 + arrival,
	descending: (arrival) => 1_000_000 - arrival,
	mixed: (arrival) => 1 + ((arrival * 7919) % 1_000_003),
};

/** The requests of one poll. */
interface Traffic {
	tries: number;
	answered: number;
	/** The most pages that the poll could have had to read. */
	mostPages: number;
	meanwhile: Array<LogEvent<ModelEvent>>;
	broken: Error | null;
}

/** @throws AssertionError where the law breaks */
export async function playPolling(
	service: Service,
	scenario: Scenario,
	tally: Tally,
): Promise<void> {
	await inOwnHour(async (time) => {
		await new Play(service, scenario, tally, time).run();
	});
}

class Play {
	private readonly log: ModelLog;
	private readonly host: PollingHost;
	private readonly books: Books;
	/** Seconds. */
	private newest = 0;

	constructor(
		private readonly service: Service,
		private readonly scenario: Scenario,
		private readonly tally: Tally,
		private readonly time: VirtualTime,
	) {
		this.log = new ModelLog(scenario.habits);
		this.host = new PollingHost(service);
		this.books = new Books(scenario, this.dateAt(scenario.startFrom ?? 0));
	}

	async run(): Promise<void> {
		const { backlog, polls } = this.scenario;
		this.books.arriveBefore(this.arrive(backlog), this.shown);
		for (const poll of polls) await this.poll(poll);
		await this.poll(lastPoll);
		await this.poll(lastPoll);
		this.books.close();
	}

	/** A time of the model as the server writes it. */
	private dateAt(seconds: number): string {
		return modelDate(seconds + this.scenario.zoneHours * 3600);
	}

	/** The newest date that the log has shown. */
	private get shown(): string {
		return this.dateAt(this.newest);
	}

	private arrive(arrivals: Arrival[]): Array<LogEvent<ModelEvent>> {
		return arrivals.flatMap(({ step, late, count, perSecond, chat, kind }) => {
			this.newest += step;
			return Array.from({ length: count }, (_, index) => {
				if (index > 0 && index % perSecond === 0) this.newest++;
				return this.log.add(
					String(ids[this.scenario.idOf](this.log.events.length)),
					this.dateAt(this.newest - late),
					{ wanted: kind !== 'unwanted', hasFile: kind === 'file', chat },
				);
			});
		});
	}

	private async poll(poll: Poll): Promise<void> {
		if (poll.isAfterRestart) this.host.restart();
		for (const one of poll.before) this.books.arriveBefore(this.arrive([one]), this.shown);
		const visible = this.log.events.length;
		const before = this.cursorState();
		const isFirst = this.books.begin(before);

		const traffic: Traffic = {
			tries: 0,
			answered: 0,
			mostPages: 0,
			meanwhile: [],
			broken: null,
		};
		const items = await this.tryPoll(poll, traffic);
		if (traffic.broken !== null) throw traffic.broken;
		this.tally.turns++;
		this.tally.requests += traffic.answered;

		if (items === 'failed') {
			assert.deepEqual(this.cursorState(), before, 'A poll that failed has changed the state');
		} else {
			const { answered, tries, mostPages } = traffic;
			assert(answered <= mostPages + 2, `${answered} requests for ${mostPages} pages`);
			assert(tries <= 3 * answered, `${tries} tries of ${answered} requests`);
			if (isFirst) assert.equal(items, null, 'The first poll has given something');
			const out = (items ?? []).map(({ json }) => this.service.idOf(json));
			this.tally.events += out.length;
			this.books.take(out, { limit: poll.limit, visible });
			this.books.checkState(before, this.cursorState(), poll.overlapSeconds, this.log.events);
		}
		this.books.end(items !== 'failed', traffic.meanwhile, this.shown);
		if (poll.isStored) this.host.store();
	}

	private cursorState(): Record<string, unknown> {
		const parsed = recordOf(JSON.parse(JSON.stringify(this.host.data)));
		return Object.fromEntries(Object.entries(parsed).filter(([key]) => CURSOR_KEYS.includes(key)));
	}

	/** @returns What the poll gives; `failed` where it throws for a reason of the scenario's */
	private async tryPoll(
		poll: Poll,
		traffic: Traffic,
	): Promise<INodeExecutionData[] | null | 'failed'> {
		const { startFrom, simplify, zoneHours } = this.scenario;
		const start = startFrom === null ? '' : `${this.dateAt(startFrom).replace(' ', 'T')}Z`;
		const options = {
			overlapSeconds: poll.overlapSeconds,
			maxEvents: poll.limit,
			startFrom: start,
		};
		const answer = (request: IHttpRequestOptions) => {
			this.time.now += REQUEST_MS;
			const during = this.arrive(poll.during[traffic.tries] ?? []);
			const fault = poll.faults[traffic.tries] ?? null;
			traffic.meanwhile.push(...during);
			traffic.tries++;
			try {
				const { body, pages } = this.service.answer(this.log, request, zoneHours);
				if (fault !== null) return this.faulty(fault, body);
				traffic.answered++;
				traffic.mostPages = Math.max(traffic.mostPages, pages);
				return { statusCode: 200, headers: {}, body };
			} catch (error) {
				if (!(error instanceof CutConnection)) traffic.broken ??= asError(error);
				throw error;
			}
		};
		try {
			return await this.host.poll({
				parameters: { ...this.service.parameters, simplify, options },
				budgetMs: poll.budget === null ? null : poll.budget * REQUEST_MS,
				isDiskFull: poll.isDiskFull,
				answer,
			});
		} catch (error) {
			const hasReason = poll.faults.some(Boolean) || poll.isDiskFull || poll.budget !== null;
			if (hasReason) return 'failed';
			throw error;
		}
	}

	private faulty(fault: Fault, body: object): object {
		switch (fault) {
			case 'cut':
				throw new CutConnection('socket hang up');
			case 'html':
				return { statusCode: 502, headers: {}, body: '<html>Bad gateway</html>' };
			case 'down':
				return { statusCode: 503, headers: {}, body: '' };
			case 'busy':
				return { statusCode: 429, headers: { 'retry-after': '2' }, body: {} };
			case 'truncated':
				return { statusCode: 200, headers: {}, body: JSON.stringify(body).slice(0, -20) };
			case 'refused':
				return { ...this.service.refusal, headers: {} };
		}
	}
}

class CutConnection extends Error {}
