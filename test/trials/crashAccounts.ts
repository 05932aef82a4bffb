import type { WebhookTry } from '../../emulator/control/recordSchemas';
import { lostBetweenWrites, mayBeDeliveredAgain, mayBePolledAgain, type Poll } from './kills';
import type { Account } from './ledger';
import type { OfferedEvent } from './offering';
import type { Figure } from './report';

/** What is known of a crash trial besides the accounts. */
export interface CrashFacts {
	offered: OfferedEvent[];
	/** When n8n was killed, milliseconds since 1970. */
	kills: number[];
	/** Whether n8n stores how far polling got together with what it brought. */
	isDurable: boolean;
}

/** The events of a law that is broken, for the table. */
function shown(events: number[]): string {
	const few = events.slice(0, 5).join(', ');
	return events.length === 0 ? '0' : `${events.length} (${few}${events.length > 5 ? ' …' : ''})`;
}

function none(measure: string, events: number[], text: string): Figure {
	return { measure, value: shown(events), law: { text, holds: events.length === 0 } };
}

/** What holds for both modes: what was answered. */
function answerFigures({ way, recordings, answers, statuses, ...account }: Account): Figure[] {
	const { title } = way;
	const twiceByOne = account.answeredAgain.filter((event) => {
		const ids = answers.get(event) ?? [];
		return new Set(ids).size < ids.length;
	});
	const unexplained = account.unanswered.filter((event) =>
		[...(recordings.get(event) ?? [])].some((id) => statuses.get(id) !== 'crashed'),
	);
	const ended = [...new Set(statuses.values())].sort().map((status) => {
		const count = [...statuses.values()].filter((one) => one === status).length;
		return `${count} ${status}`;
	});
	return [
		{ measure: `${title}: executions`, value: ended.join(', ') },
		{ measure: `${title}: answered`, value: answers.size },
		{ measure: `${title}: answered more than once`, value: account.answeredAgain.length },
		none(`${title}: … by one execution`, twiceByOne, 'none: the node never repeats a send'),
		{ measure: `${title}: recorded, not answered`, value: account.unanswered.length },
		none(`${title}: … by an execution that did not crash`, unexplained, 'none'),
	];
}

/**
 * Whether n8n itself answered, before it could take webhooks: status 200 with a text, as long as its database is not
 * ready (`abstract-server` of n8n 2.40.7).
 */
function isStartPage({ response }: WebhookTry): boolean {
	return response?.startsWith('n8n is starting up') ?? false;
}

/** The figures of a way by webhook. */
export function webhookFigures(
	account: Account,
	tries: WebhookTry[],
	{ offered, kills }: CrashFacts,
): Figure[] {
	const { title } = account.way;
	const triesOf = new Map<string, WebhookTry[]>();
	for (const one of tries) {
		for (const key of one.messages) triesOf.set(key, [...(triesOf.get(key) ?? []), one]);
	}
	const triesByEvent = new Map(offered.map(({ event, key }) => [event, triesOf.get(key) ?? []]));
	const events = offered.map(({ event }) => event);
	const confirming = (event: number) => (triesByEvent.get(event) ?? []).filter(({ ok }) => ok);
	const isAcknowledged = (event: number) => confirming(event).some((one) => !isStartPage(one));
	const swallowed = events.filter((event) => confirming(event).some(isStartPage));
	const givenUp = events.filter((event) => confirming(event).length === 0);
	const strange = account.recordedAgain.filter((event) => {
		const times = account.recordings.get(event)?.size ?? 0;
		return !mayBeDeliveredAgain(times, triesByEvent.get(event) ?? [], kills);
	});
	return [
		{ measure: `${title}: recorded`, value: account.recordings.size },
		{
			measure: `${title}: given up by the gateway, never acknowledged`,
			value: `${givenUp.length}, of them ${givenUp.filter((event) => account.recordings.has(event)).length} recorded`,
		},
		{
			measure: `${title}: answered 200 by n8n's start page`,
			value: `${swallowed.length}, of them ${swallowed.filter((event) => account.recordings.has(event)).length} recorded`,
		},
		none(
			`${title}: acknowledged, not recorded`,
			account.lost.filter(isAcknowledged),
			'none: acknowledged means recorded',
		),
		{ measure: `${title}: recorded more than once`, value: account.recordedAgain.length },
		none(
			`${title}: … without a kill between recording and answer`,
			strange,
			'none: no other cause',
		),
		...answerFigures(account),
	];
}

/** The figures of a way by polling. */
export function pollingFigures(
	account: Account,
	polls: Poll[],
	{ offered, kills, isDurable }: CrashFacts,
): Figure[] {
	const { title } = account.way;
	const times = new Map(offered.map(({ event, time }) => [event, time]));
	const timeOf = (event: number) => times.get(event) ?? 0;
	const afterPages = new Map(
		account.lost.flatMap((event) => {
			const after = lostBetweenWrites(timeOf(event), polls, kills);
			return after === undefined ? [] : [[event, after] as const];
		}),
	);
	const between = [...afterPages.keys()];
	const moments = [...new Set(afterPages.values())].map((ms) => `${ms} ms`).join(', ');
	const strange = account.recordedAgain.filter((event) => {
		const count = account.recordings.get(event)?.size ?? 0;
		return !mayBePolledAgain(timeOf(event), count, polls, kills);
	});
	const law = 'none: cursor and execution are one write';
	const betweenWrites = `${title}: lost by a kill between n8n's two writes`;
	const again = `${title}: recorded more than once`;
	return [
		{ measure: `${title}: polls`, value: polls.length },
		{ measure: `${title}: recorded`, value: account.recordings.size },
		isDurable
			? none(betweenWrites, between, law)
			: { measure: betweenWrites, value: shown(between) },
		{ measure: `${title}: … so long after the last page`, value: moments },
		none(
			`${title}: lost otherwise`,
			account.lost.filter((event) => !between.includes(event)),
			'none',
		),
		isDurable
			? none(again, account.recordedAgain, law)
			: { measure: again, value: account.recordedAgain.length },
		none(`${title}: … without a kill right after a poll`, strange, 'none: no other cause'),
		...answerFigures(account),
	];
}
