import type { RequestRecord, WebhookTry } from '../../emulator/control/recordSchemas';

/** What a gateway was asked by one poll: requests for pages, from the first page on. */
export interface Poll {
	/** When its first and its last page were asked for, milliseconds since 1970. */
	first: number;
	last: number;
}

/** Milliseconds after its last page in which a poll may not have been recorded yet. */
const recordingMs = 2000;

/** Whether a request asks for the first page of a list. */
function asksForFirstPage({ body, url }: Pick<RequestRecord, 'body' | 'url'>): boolean {
	const page = typeof body === 'object' && body !== null && 'page' in body ? body.page : undefined;
	if (page !== undefined) return Number(page) === 1;
	return Number(new URL(url, 'http://localhost').searchParams.get('offset') ?? 0) === 0;
}

/** Puts the requests for pages of one workflow together to polls. */
export function pollsOf(pages: Array<Pick<RequestRecord, 'body' | 'url' | 'time'>>): Poll[] {
	const polls: Poll[] = [];
	for (const page of [...pages].sort((a, b) => a.time - b.time)) {
		const current = polls.at(-1);
		if (current === undefined || asksForFirstPage(page)) {
			polls.push({ first: page.time, last: page.time });
		} else current.last = page.time;
	}
	return polls;
}

/** How long after the last page of a poll n8n was killed, if so soon that the poll may not have been recorded. */
function cutAfter({ last }: Poll, kills: number[]): number | undefined {
	const kill = kills.find((one) => one >= last);
	return kill !== undefined && kill - last <= recordingMs ? kill - last : undefined;
}

/**
 * Looks for a kill between n8n's two writes, how far the polling got and what it brought, that can be why an event is
 * not recorded: after the first poll that must have read it, or one before it that may have.
 * @param time When the event was written
 * @returns Milliseconds from the poll's last page to the kill; undefined where there was no such kill
 */
export function lostBetweenWrites(
	time: number,
	polls: Poll[],
	kills: number[],
): number | undefined {
	for (const poll of polls) {
		if (poll.last < time) continue;
		const after = cutAfter(poll, kills);
		if (after !== undefined) return after;
		if (poll.first > time) return undefined;
	}
	return undefined;
}

/**
 * Whether a kill after the recording and before the cursor was stored can be why polling gave an event again, so many
 * times in all.
 */
export function mayBePolledAgain(
	time: number,
	times: number,
	polls: Poll[],
	kills: number[],
): boolean {
	const cut = polls.filter((poll) => poll.last >= time && cutAfter(poll, kills) !== undefined);
	return times - 1 <= cut.length;
}

/** Whether a webhook call ended without an answer because n8n was killed. */
function wasCutOff({ time, durationMs, status }: WebhookTry, kills: number[]): boolean {
	// The end of the connection is seen a little after the kill.
	return status === null && kills.some((kill) => kill >= time && kill <= time + durationMs + 50);
}

/**
 * Whether the gateway had hung up, since no answer came in time, and n8n was killed while it may still have been at the
 * call: before the gateway called again.
 */
function wasKilledLater(
	{ time, status, error }: WebhookTry,
	next: number,
	kills: number[],
): boolean {
	const hasHungUp = status === null && error?.includes('aborted due to timeout') === true;
	return hasHungUp && kills.some((kill) => kill >= time && kill <= next);
}

/** Whether kills before the answer, each of which makes the gateway repeat, can be why an event came so many times. */
export function mayBeDeliveredAgain(times: number, tries: WebhookTry[], kills: number[]): boolean {
	const inOrder = [...tries].sort((a, b) => a.time - b.time);
	const cut = inOrder.filter((one, index) => {
		const next = inOrder[index + 1]?.time ?? Infinity;
		return wasCutOff(one, kills) || wasKilledLater(one, next, kills);
	});
	return times - 1 <= cut.length;
}
