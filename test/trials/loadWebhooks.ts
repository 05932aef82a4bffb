import { setTimeout as sleep } from 'node:timers/promises';

import { withEmulator } from '../../bench/emulator';
import type { WebhookTry } from '../../emulator/control/recordSchemas';
import { addAnswering, untilDelivered, untilIdle } from './answering';
import { accountOf, answersOf, type Account } from './ledger';
import { MemoryWatch } from './memory';
import { Offering, type OfferedEvent } from './offering';
import type { Figure } from './report';
import type { Site } from './site';
import { ways } from './ways';

const webhookWays = ways.filter(({ mode }) => mode === 'webhook');

/** The part of the load in which the held rate is looked at for its slowest. */
const windowMs = 10_000;

/** When and how long messages were offered, milliseconds since 1970. */
interface Span {
	begin: number;
	end: number;
}

/** When each message was acknowledged first, milliseconds since 1970. */
function acknowledgedAt(offered: OfferedEvent[], tries: WebhookTry[]): Map<number, number> {
	const times = new Map<string, number>();
	for (const { ok, messages, time, durationMs } of tries) {
		for (const key of messages) {
			const end = time + durationMs;
			if (ok) times.set(key, Math.min(end, times.get(key) ?? Infinity));
		}
	}
	return new Map(
		offered.flatMap(({ event, key }) => {
			const time = times.get(key);
			return time === undefined ? [] : [[event, time] as const];
		}),
	);
}

function perSecond(count: number, milliseconds: number): number {
	return Number(((count * 1000) / milliseconds).toFixed(1));
}

/** Messages a second in the slowest whole window of the span. */
function slowest(times: number[], { begin, end }: Span): number {
	const windows = Math.floor((end - begin) / windowMs);
	const counts = new Array<number>(windows).fill(0);
	for (const time of times) {
		const window = Math.floor((time - begin) / windowMs);
		const count = counts[window];
		if (count !== undefined) counts[window] = count + 1;
	}
	return perSecond(Math.min(...counts), windowMs);
}

function wayFigures(
	account: Account,
	offered: OfferedEvent[],
	tries: WebhookTry[],
	span: Span,
): Figure[] {
	const { title, gateway } = account.way;
	const own = tries.filter((one) => one.gateway === gateway.origin);
	const keys = new Set(offered.map(({ key }) => key));
	const ofMessages = own.filter(({ messages }) => messages.some((key) => keys.has(key)));
	const acknowledged = acknowledgedAt(offered, own);
	const times = [...acknowledged.values()];
	const lost = account.lost.filter((event) => acknowledged.has(event));
	const inTime = times.filter((time) => time <= span.end);
	const drained = Math.max(0, Math.max(...times) - span.end);
	const none = 'none';
	return [
		{
			measure: `${title}: held rate, acknowledged per second`,
			value: perSecond(inTime.length, span.end - span.begin),
		},
		{ measure: `${title}: … in the slowest ten seconds`, value: slowest(times, span) },
		{
			measure: `${title}: waiting at the end of the load`,
			value: `${offered.length - inTime.length}, drained in ${(drained / 1000).toFixed(1)} s`,
		},
		{
			measure: `${title}: repeats by the gateway`,
			value: ofMessages.filter(({ attempt }) => attempt > 1).length,
		},
		{ measure: `${title}: webhook calls in all, own messages too`, value: own.length },
		{ measure: `${title}: given up by the gateway`, value: offered.length - acknowledged.size },
		{
			measure: `${title}: acknowledged, not recorded`,
			value: lost.length,
			law: { text: none, holds: lost.length === 0 },
		},
		{
			measure: `${title}: recorded more than once`,
			value: account.recordedAgain.length,
			law: { text: none, holds: account.recordedAgain.length === 0 },
		},
		{
			measure: `${title}: answered`,
			value: account.answers.size,
			law: { text: 'all recorded', holds: account.unanswered.length === 0 },
		},
		{
			measure: `${title}: answered more than once`,
			value: account.answeredAgain.length,
			law: { text: none, holds: account.answeredAgain.length === 0 },
		},
	];
}

/**
 * Messages at a steady rate through the webhooks of both gateways into workflows that answer them.
 * @param rate Messages a second; each goes both ways
 */
export async function webhookLoad(site: Site, minutes: number, rate: number): Promise<Figure[]> {
	return await withEmulator(async (emulator) => {
		const { control } = emulator;
		// Status changes of the answers would only make the log longer.
		await control.setSwitches({ autoAcks: false });
		const credentials = await site.addCredentials(emulator);
		const workflows = await addAnswering(site, webhookWays, credentials, () => ({}));
		const memory = new MemoryWatch(site.n8n.pid);
		const begin = Date.now();
		const offering = new Offering(control, rate);
		for (let minute = 1; minute <= minutes; minute++) {
			await sleep(60_000);
			console.log(`Minute ${minute} of ${minutes}: ${offering.offered.length} offered`);
		}
		await offering.stop();
		const span = { begin, end: Date.now() };
		const { offered } = offering;
		console.log('Waiting until all is delivered and answered …');
		await untilDelivered(control, webhookWays, offered, minutes * 600_000);
		for (const id of workflows.values()) await untilIdle(site, id);

		const figures: Figure[] = [
			{ measure: 'Webhooks: offered', value: offered.length },
			{
				measure: 'Webhooks: offered per second, on each of two ways',
				value: perSecond(offered.length, span.end - span.begin),
			},
		];
		const tries = await control.webhookTries();
		const answers = await answersOf(control);
		const numbers = offered.map(({ event }) => event);
		for (const [way, id] of workflows) {
			const account = await accountOf(site.client, id, way, numbers, answers);
			figures.push(...wayFigures(account, offered, tries, span));
			await site.client.deactivate(id);
		}
		return [...figures, ...(await memory.figures('Webhooks'))];
	});
}
