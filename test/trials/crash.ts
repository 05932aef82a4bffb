import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import fc from 'fast-check';

import { startEmulator, type Emulator } from '../../emulator';
import type { RequestRecord, WebhookTry } from '../../emulator/control/recordSchemas';
import { waitFor } from '../../host';
import { addAnswering, untilDelivered, untilIdle } from './answering';
import { pollingFigures, webhookFigures, type CrashFacts } from './crashAccounts';
import { pollsOf } from './kills';
import { accountOf, answersOf } from './ledger';
import { Offering } from './offering';
import { report, runTrial, type Figure } from './report';
import { Site } from './site';
import { ways, type Way } from './ways';

const help = `Kills a real n8n again and again under load and makes up the accounts: what was offered, recorded, answered.

  npm run test:crash                      100 rounds, about an hour
  npm run test:crash -- --rounds 10       about six minutes
  npm run test:crash -- --minutes 30      begins no round after so many minutes
  npm run test:crash -- --durable         with n8n's durable scheduler, which stores cursor and execution together
  npm run test:crash -- --rate 2          so many messages a second, each on all four ways
  npm run test:crash -- --seed 1          other moments of the kills`;

/** Environment that switches n8n's durable scheduler on for polling. */
const durable = {
	N8N_SCHEDULER_ENABLED: 'true',
	N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true',
	N8N_POLLER_DURABLE_CURSORS_ENABLED: 'true',
};

/**
 * n8n's former way to evaluate expressions. The present one takes an isolate for each webhook call that waits: after a
 * crash, when all repeats come together, a small machine would be busy with nothing else. What a kill does to the
 * records does not depend on it.
 */
const lightEngine = { N8N_EXPRESSION_ENGINE: 'legacy' };

/** When n8n is killed: some time after all works again, or after the next poll has begun. */
const moments = fc.noBias(
	fc.oneof(
		fc.record({ after: fc.constant('work' as const), ms: fc.integer({ min: 0, max: 15_000 }) }),
		fc.record({ after: fc.constant('poll' as const), ms: fc.integer({ min: 0, max: 1500 }) }),
	),
);
type Moment = typeof moments extends fc.Arbitrary<infer T> ? T : never;

/** How long triggers may take to work after a start, on a busy machine too. */
const startingWait = { timeoutMs: 300_000, everyMs: 50 };

const pollingWays = ways.filter(({ mode }) => mode === 'polling');
const webhookWays = ways.filter(({ mode }) => mode === 'webhook');

/** One trial: an emulator in this process, an n8n that is killed, a steady load. */
class CrashTrial {
	private readonly kills: number[] = [];
	private readonly pages: RequestRecord[] = [];

	constructor(
		private readonly emulator: Emulator,
		private readonly site: Site,
		private readonly workflows: Map<Way, string>,
		private readonly offering: Offering,
		private readonly isDurable: boolean,
	) {}

	private get control() {
		return this.emulator.control;
	}

	/** Waits for the moment, kills n8n and starts it again; gives a line about it. */
	async round({ after, ms }: Moment): Promise<string> {
		await (after === 'poll' ? this.untilPoll() : this.untilWorking());
		const ended = await Promise.race([sleep(ms), this.site.n8n.ended]);
		if (ended !== undefined) throw new Error(`n8n ended by itself: ${ended}`);
		this.kills.push(Date.now());
		await this.site.n8n.kill('SIGKILL');
		await this.notePages();
		const begin = Date.now();
		await this.site.start();
		const seconds = ((Date.now() - begin) / 1000).toFixed(0);
		return `killed ${ms} ms after ${after}, ready again in ${seconds} s, ${this.offering.offered.length} offered`;
	}

	/** Waits until n8n asks for a page; a durable scheduler polls by its plan only, once a minute. */
	private async untilPoll(): Promise<void> {
		await waitFor('a poll', async () => (await this.newPages())[0], startingWait);
	}

	/** Waits until each way answers; a durable scheduler may let the next poll wait too long for that. */
	private async untilWorking(): Promise<void> {
		const expected = this.isDurable ? webhookWays : ways;
		const look = async () => {
			const bodies = (await this.control.requests()).map(({ body }) => JSON.stringify([body]));
			const works = ({ title }: Way) => bodies.some((body) => body.includes(`by ${title} in`));
			return expected.every(works) ? true : undefined;
		};
		await waitFor('an answer on each way', look, startingWait);
	}

	private async newPages(): Promise<RequestRecord[]> {
		const commands = pollingWays.map(({ gateway }) => gateway.pageCommand);
		return (await this.control.requests()).filter(({ command }) => commands.includes(command));
	}

	/** Keeps what the accounts need of the requests so far; the emulator may forget them. */
	private async notePages(): Promise<void> {
		this.pages.push(...(await this.newPages()));
		await this.control.clearRequests();
	}

	/** Ends the load and waits until nothing is on its way any more. */
	async settle(): Promise<void> {
		await this.offering.stop();
		await untilDelivered(this.control, webhookWays, this.offering.offered, 600_000);
		for (const way of pollingWays) await this.pollUntilNothingIsNew(this.idOf(way));
		for (const id of this.workflows.values()) await untilIdle(this.site, id);
		await this.notePages();
	}

	/** One poll may leave events for the next one. */
	private async pollUntilNothingIsNew(id: string): Promise<void> {
		const count = async () => (await this.site.client.allExecutions(id)).length;
		for (let before = -1; before !== (await count());) {
			before = await count();
			await this.site.pollNow(id);
			await untilIdle(this.site, id);
		}
	}

	private idOf(way: Way): string {
		const id = this.workflows.get(way);
		if (id === undefined) throw new Error(`${way.title} has no workflow.`);
		return id;
	}

	/** Makes up the accounts of all ways. */
	async figures(): Promise<Figure[]> {
		const { offered } = this.offering;
		const facts: CrashFacts = { offered, kills: this.kills, isDurable: this.isDurable };
		const answers = await answersOf(this.control);
		const tries = await this.control.webhookTries();
		const numbers = offered.map(({ event }) => event);
		const figures: Figure[] = [
			{ measure: 'Kills', value: this.kills.length },
			{ measure: 'Offered events', value: offered.length },
		];
		for (const way of ways) {
			const account = await accountOf(this.site.client, this.idOf(way), way, numbers, answers);
			const { origin, pageCommand } = way.gateway;
			const isOwn = ({ gateway }: WebhookTry) => gateway === origin;
			const pages = this.pages.filter(({ command }) => command === pageCommand);
			figures.push(
				...(way.mode === 'webhook'
					? webhookFigures(account, tries.filter(isOwn), facts)
					: pollingFigures(account, pollsOf(pages), facts)),
			);
		}
		return figures;
	}
}

async function run(options: {
	rounds: number;
	/** Minutes after which no round begins. */
	minutes: number;
	rate: number;
	seed: number;
	isDurable: boolean;
}): Promise<boolean> {
	const { rounds, minutes, rate, seed, isDurable } = options;
	const end = Date.now() + minutes * 60_000;
	const emulator = await startEmulator();
	let site: Site | undefined;
	let ok = false;
	try {
		// Status changes of the answers would only make the logs longer.
		await emulator.control.setSwitches({ autoAcks: false });
		site = await Site.open({
			env: { ...lightEngine, ...(isDurable ? durable : {}) },
			onProgress: console.log,
		});
		const credentials = await site.addCredentials(emulator);
		// A given start: with the durable scheduler n8n forgets what a first poll without events has noted.
		const startFrom = new Date(Date.now() - 1000).toISOString();
		const workflows = await addAnswering(site, ways, credentials, ({ mode }) =>
			mode === 'polling' ? { options: { startFrom } } : {},
		);
		const offering = new Offering(emulator.control, rate);
		const trial = new CrashTrial(emulator, site, workflows, offering, isDurable);
		for (const [index, moment] of fc.sample(moments, { seed, numRuns: rounds }).entries()) {
			if (Date.now() >= end) break;
			console.log(`Round ${index + 1} of ${rounds}: ${await trial.round(moment)}`);
		}
		console.log('Waiting for the repeats of the gateways …');
		await trial.settle();
		ok = report('crash', await trial.figures());
		return ok;
	} finally {
		await site?.close(!ok);
		await emulator.close();
	}
}

runTrial(async () => {
	const { values } = parseArgs({
		options: {
			rounds: { type: 'string', default: '100' },
			minutes: { type: 'string', default: 'Infinity' },
			rate: { type: 'string', default: '2' },
			seed: { type: 'string', default: '1' },
			durable: { type: 'boolean', default: false },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) {
		console.log(help);
		return true;
	}
	const rounds = Number(values.rounds);
	const minutes = Number(values.minutes);
	const rate = Number(values.rate);
	const seed = Number(values.seed);
	if (!(rounds > 0 && minutes > 0 && rate > 0) || !Number.isInteger(seed)) {
		throw new Error(`--rounds, --minutes, --rate and --seed are numbers.\n\n${help}`);
	}
	return await run({ rounds, minutes, rate, seed, isDurable: values.durable });
});
