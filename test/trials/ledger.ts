import type { ControlClient } from '../../emulator';
import type { ExecutionSummary, N8nClient } from '../../host';
import { answerOf, eventsIn, type Answer, type Way } from './ways';

/** What became of the offered events on one way. */
export interface Account {
	way: Way;
	executions: number;
	/** What each execution ended as: `success`, `error`, `crashed` …, by its id. */
	statuses: Map<string, string>;
	/** For each event that n8n has recorded the executions that hold it, whatever became of them. */
	recordings: Map<number, Set<string>>;
	/** For each answered event the executions that answered it, one entry for each answer. */
	answers: Map<number, string[]>;
	/** Events that are in no execution. */
	lost: number[];
	/** Events that are in more than one execution. */
	recordedAgain: number[];
	/** Events that were answered more than once. */
	answeredAgain: number[];
	/** Recorded events without an answer: their execution was ended before it could send. */
	unanswered: number[];
}

/** All answers that the demo phone has sent. */
export async function answersOf(control: ControlClient): Promise<Answer[]> {
	const sent = await control.messages({ fromMe: true });
	return sent.flatMap(({ text }) => answerOf(text) ?? []);
}

/**
 * Makes up the account of one way from n8n's executions and from what the emulator was sent.
 * @param offered The numbers of all events that were offered
 * @param allAnswers Also those of other ways
 */
export async function accountOf(
	client: N8nClient,
	workflowId: string,
	way: Way,
	offered: number[],
	allAnswers: Answer[],
): Promise<Account> {
	const own = allAnswers.filter(({ way: title }) => title === way.title);
	const summaries = await client.allExecutions(workflowId);
	const recordings = await recordingsOf(client, summaries, own);
	const answers = new Map<number, string[]>();
	for (const { event, executionId } of own) {
		answers.set(event, [...(answers.get(event) ?? []), executionId]);
	}
	return {
		way,
		executions: summaries.length,
		statuses: new Map(summaries.map(({ id, status }) => [id, status])),
		recordings,
		answers,
		lost: offered.filter((event) => !recordings.has(event)),
		recordedAgain: [...recordings].filter(([, ids]) => ids.size > 1).map(([event]) => event),
		answeredAgain: [...answers].filter(([, ids]) => ids.length > 1).map(([event]) => event),
		unanswered: [...recordings.keys()].filter((event) => !answers.has(event)),
	};
}

/** For each event the executions that hold it: those that answered it, and those whose stored data names it. */
async function recordingsOf(
	client: N8nClient,
	summaries: ExecutionSummary[],
	answers: Answer[],
): Promise<Map<number, Set<string>>> {
	const recordings = new Map<number, Set<string>>();
	const note = (event: number, executionId: string) => {
		recordings.set(event, (recordings.get(event) ?? new Set()).add(executionId));
	};
	for (const { event, executionId } of answers) note(event, executionId);
	const answering = new Set(answers.map(({ executionId }) => executionId));
	for (const { id, status } of summaries) {
		// One that went well has answered each of its events: its data need not be read.
		if (status === 'success' && answering.has(id)) continue;
		for (const event of eventsIn(await client.getExecutionText(id))) note(event, id);
	}
	return recordings;
}
