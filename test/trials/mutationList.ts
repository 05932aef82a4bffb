/** Bugs that somebody could make. Each has to be noticed by the tests. */

export interface Mutation {
	name: string;
	/** Below `nodes/`. */
	file: string;
	/** Occurs there once. */
	text: string;
	replacement: string;
}

const cursor: Mutation[] = [
	{
		name: 'Drop the overlap',
		file: 'shared/cursor.ts',
		text: 'const overlapBegin = minusSeconds(cursor, overlapSeconds);',
		replacement: 'const overlapBegin = cursor;',
	},
	{
		name: 'Forget which ids were handled',
		file: 'shared/cursor.ts',
		text: '&& !(seen.get(date)?.has(shortId(id)) ?? false)',
		replacement: '',
	},
	{
		name: 'Never drop old ids from the state',
		file: 'shared/cursor.ts',
		text: 'if (date >= floor) seen[date] = [...ids];',
		replacement: 'seen[date] = [...ids];',
	},
	{
		name: 'Count what lies beyond the limit as handled',
		file: 'shared/cursor.ts',
		text: 'advance(state, handled, options.overlapSeconds)',
		replacement: 'advance(state, fresh, options.overlapSeconds)',
	},
	{
		name: 'Ask from the very second on, as if bounds were inclusive',
		file: 'shared/cursor.ts',
		text: 'minusSeconds(state.floor, 1)',
		replacement: 'state.floor',
	},
	{
		name: 'Sort by id in place of date',
		file: 'shared/cursor.ts',
		text: 'compare(a.date, b.date) || compareIds(a.id, b.id)',
		replacement: 'compareIds(a.id, b.id)',
	},
	{
		name: 'Compare dates as local time',
		file: 'shared/serverDate.ts',
		text: "Date.parse(`${date.replace(' ', 'T')}Z`)",
		replacement: "Date.parse(date.replace(' ', 'T'))",
	},
];

const reading: Mutation[] = [
	{
		name: 'Stop at page 1',
		file: 'shared/trigger/readLog.ts',
		text: 'if (isEnd || page >= pages) {',
		replacement: 'if (isEnd || page >= 1) {',
	},
	{
		name: 'Advance on error: take a page that fails for the end',
		file: 'shared/trigger/readLog.ts',
		text: 'const { events, pages, matching } = await log.readPage(from, page, PAGE_SIZE);',
		replacement:
			'const { events, pages, matching } = await log.readPage(from, page, PAGE_SIZE).catch(() => ({ events: [], pages: 0, matching: null }));',
	},
	{
		name: 'Stop at the limit without a look at the last page',
		file: 'shared/trigger/readLog.ts',
		text: 'if (!this.isAscending || log.isOldestFirst) return this.isAscending;',
		replacement: "if (this.latest !== '') return this.isAscending;",
	},
	{
		name: 'Read until a page is empty, in place of the count of pages',
		file: 'shared/trigger/readLog.ts',
		text: 'if (isEnd || page >= pages) {',
		replacement: 'if (events.length === 0 || !hasNews) {',
	},
	{
		name: 'Take a log for unchanged that may leave out the second that is asked for',
		file: 'shared/knownCount.ts',
		text: 'matching === known.after || (matching === known.all && dates.includes(from))',
		replacement: 'matching === known.after || matching === known.all',
	},
	{
		name: 'Take a log for unchanged although the limit has left some of it',
		file: 'shared/cursor.ts',
		text: 'leavesSome ? null : options.read',
		replacement: 'options.read',
	},
	{
		name: 'Take a log for unchanged where reading had stopped early',
		file: 'shared/trigger/readLog.ts',
		text: 'const stopped: ReadEvents<T> = { fresh, read: null, isUnchanged: false };',
		replacement:
			'const stopped: ReadEvents<T> = { fresh, get read() { return { from, dates: [...dates.values()] }; }, isUnchanged: false };',
	},
	{
		name: 'Take a log for unchanged whatever the question was',
		file: 'shared/knownCount.ts',
		text: 'known === null || known.from !== from || matching === null',
		replacement: 'known === null || from === null || matching === null',
	},
	{
		name: 'Emit the backlog with the first poll',
		file: 'shared/trigger/poll.ts',
		text: '?? stateOfStart(log, settings);',
		replacement: '?? stateOfStart(log, settings) ?? firstState(log.channel, [], 0);',
	},
	{
		name: 'Store the state before the items are made',
		file: 'shared/trigger/poll.ts',
		text: 'const emitted = settled.emitted.map(({ event }) => event);',
		replacement:
			'store(stored, settled.state); const emitted = settled.emitted.map(({ event }) => event);',
	},
	{
		name: 'Advance on error: store the state although reading has failed',
		file: 'shared/trigger/poll.ts',
		text: 'const { fresh, read, isUnchanged } = await readFresh(log, state, options);',
		replacement:
			"const { fresh, read, isUnchanged } = await readFresh(log, state, options).catch((error) => { store(stored, { ...state, floor: '2026-03-30 00:00:00' }); throw error; });",
	},
	{
		name: 'Count the offset of Whapi.Cloud in pages',
		file: 'Whapi/trigger/log.ts',
		text: 'const offset = (page - 1) * pageSize;',
		replacement: 'const offset = page - 1;',
	},
];

const receiving: Mutation[] = [
	{
		name: 'Acknowledge before the execution is recorded',
		file: 'shared/trigger/receive.ts',
		text: 'return answer;',
		replacement:
			'const { workflowData } = answer; if (workflowData === undefined) return answer; functions.getResponseObject().status(200).json(delivery.acknowledgement); return { workflowData, noWebhookResponse: true };',
	},
	{
		name: 'Skip the secret check',
		file: 'shared/trigger/receive.ts',
		text: 'if (!secretMatches(gateway.shownSecret(functions), secret)) {',
		replacement: "if (secret === '') {",
	},
	{
		name: 'Do not acknowledge what starts nothing',
		file: 'shared/trigger/receive.ts',
		text: 'return answer;',
		replacement: 'return answer.workflowData === undefined ? {} : answer;',
	},
	{
		name: 'Take an element as often as the call has it',
		file: 'shared/trigger/receive.ts',
		text: 'fresh.delete(key)',
		replacement: 'fresh.has(key)',
	},
	{
		name: 'Recognise no repeat',
		file: 'shared/trigger/deliveries.ts',
		text: 'keys.filter((key) => !(this.own.get(key)?.isAnswered ?? times.has(key)))',
		replacement: 'keys',
	},
	{
		name: 'Count an unanswered delivery as received',
		file: 'shared/trigger/deliveries.ts',
		text: 'return this.isTried && this.answering.statusCode < 400;',
		replacement: 'return true;',
	},
	{
		name: 'Count a delivery that n8n could not record as received',
		file: 'shared/trigger/deliveries.ts',
		text: 'return this.isTried && this.answering.statusCode < 400;',
		replacement: 'return this.isTried;',
	},
	{
		name: 'Do not wait for a delivery that is being recorded',
		file: 'shared/trigger/deliveries.ts',
		text: 'return keys.find((key) => this.own.get(key)?.isTried === false);',
		replacement: 'return undefined;',
	},
	{
		name: 'Keep all keys of deliveries in the state',
		file: 'shared/trigger/deliveries.ts',
		text: '.slice(-MOST_STORED)',
		replacement: '',
	},
	{
		name: 'Accept events of other WhatsGate sessions',
		file: 'WhatsGate/trigger/gateway.ts',
		text: 'events: isForAnother ? [] : [receivedEvent(raw)]',
		replacement: 'events: [receivedEvent(raw)]',
	},
	{
		name: 'Accept events of other Whapi.Cloud channels',
		file: 'Whapi/trigger/gateway.ts',
		text: 'events: isForAnother ? [] : receivedEvents(raw)',
		replacement: 'events: receivedEvents(raw)',
	},
];

export const mutations: Mutation[] = [...cursor, ...reading, ...receiving];
