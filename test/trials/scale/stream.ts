import { setTimeout as sleep } from 'node:timers/promises';

import { everyTenSeconds } from '../../e2e/workflows';
import { accountOf, answersOf, type Account } from '../ledger';
import type { Figure } from '../report';
import { answeringWorkflow, eventText, ways, type Way } from '../ways';
import type { Stage } from './stage';

/** Milliseconds without any progress after which what is missing counts as lost. */
const patienceMs = 60_000;

/** A workflow for each way that answers every message, and the messages that are offered to all of them. */
export class Stream {
	private nextEvent = 1;

	private constructor(
		private readonly stage: Stage,
		private readonly workflowIds: Map<Way, string>,
	) {}

	/** Stores and activates the workflows. */
	static async open(stage: Stage): Promise<Stream> {
		const workflowIds = new Map<Way, string>();
		for (const way of ways) {
			const parameters = way.mode === 'polling' ? { pollTimes: everyTenSeconds } : {};
			const { id } = await stage.bench.addActive(answeringWorkflow(way, parameters));
			workflowIds.set(way, id);
		}
		for (const [{ mode }, id] of workflowIds) {
			if (mode === 'polling') await stage.pollingBegun(id);
		}
		return new Stream(stage, workflowIds);
	}

	/** The workflow of a way. */
	workflowOf(way: Way): string {
		return this.workflowIds.get(way) ?? '';
	}

	/** Deactivates the workflows. */
	async close(): Promise<void> {
		for (const id of this.workflowIds.values()) await this.stage.bench.client.deactivate(id);
	}

	/** Writes messages at a steady rate; gives their numbers. */
	async offer(count: number, perSecond: number): Promise<number[]> {
		const events = Array.from({ length: count }, (_, index) => this.nextEvent + index);
		this.nextEvent += count;
		const begin = Date.now();
		for (const [index, event] of events.entries()) {
			await sleep(Math.max(0, begin + (index * 1000) / perSecond - Date.now()));
			await this.stage.bench.control.incoming({ text: eventText(event) });
		}
		return events;
	}

	/** The accounts of some ways over some events, as they are now. */
	async accounts(events: number[], of: Way[] = ways): Promise<Account[]> {
		const answers = await answersOf(this.stage.bench.control);
		const wanted = new Set(events);
		const within = (numbers: number[]) => numbers.filter((event) => wanted.has(event));
		const { client } = this.stage.bench;
		const accounts: Account[] = [];
		for (const way of of) {
			const account = await accountOf(client, this.workflowOf(way), way, events, answers);
			accounts.push({
				...account,
				recordedAgain: within(account.recordedAgain),
				answeredAgain: within(account.answeredAgain),
				unanswered: within(account.unanswered),
			});
		}
		return accounts;
	}

	/**
	 * Waits until the events have come all ways and nothing is at work any more; after a minute without progress it
	 * gives up and the accounts tell what is missing.
	 */
	async settle(events: number[], of: Way[] = ways): Promise<Account[]> {
		let progress = '';
		let end = Date.now() + patienceMs;
		for (;;) {
			await sleep(1000);
			const counts = await this.stage.countExecutions();
			const { length: calls } = await this.stage.bench.control.webhookTries();
			const now = JSON.stringify([counts, calls]);
			const isStill = now === progress && counts.open === 0;
			const isOver = Date.now() >= end;
			if (isStill || isOver) {
				const accounts = await this.accounts(events, of);
				if (isOver || accounts.every(({ lost }) => lost.length === 0)) return accounts;
			}
			if (now !== progress) end = Date.now() + patienceMs;
			progress = now;
		}
	}

	/** The executions that answered events. */
	async executionsOf(events: number[]): Promise<Set<string>> {
		const wanted = new Set(events);
		const answers = await answersOf(this.stage.bench.control);
		const own = answers.filter(({ event }) => wanted.has(event));
		return new Set(own.map(({ executionId }) => executionId));
	}
}

/** How many events are what an account should not have, in words. */
export function countsOf({ lost, recordedAgain, answeredAgain, unanswered }: Account): string {
	return [
		`${lost.length} lost`,
		`${recordedAgain.length} recorded twice`,
		`${answeredAgain.length} answered twice`,
		`${unanswered.length} unanswered`,
	].join(', ');
}

/** A line for each account: every event has come and was answered, once. */
export function figuresOf(title: string, accounts: Account[]): Figure[] {
	return accounts.map((account) => {
		const { way, lost, recordedAgain, answeredAgain, unanswered } = account;
		return {
			measure: `${title}: ${way.title}`,
			value: countsOf(account),
			law: {
				text: 'recorded once, answered once',
				holds: [lost, recordedAgain, answeredAgain, unanswered].every(({ length }) => length === 0),
			},
		};
	});
}
