/**
 * Which question an execution waits for. A node in a loop, or a tool that an AI agent uses again, asks several in one
 * execution, and all their links lead to the same page: an answer to an earlier one must not be taken for the new one's.
 */

import { randomBytes } from 'node:crypto';

import type { IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';

import { recordOf, textOf } from '../json';

/** Where a link says which question it is of. */
export const QUESTION_PARAMETER = 'q';

const KEY = 'question';

/** Notes a new question in the node's context, which n8n keeps with the execution; gives its mark. */
export function newQuestion(functions: IExecuteFunctions): string {
	const mark = randomBytes(6).toString('base64url');
	functions.getContext('node')[KEY] = mark;
	return mark;
}

/** The mark of the question that a call is about; the empty text where it has none. */
export function askedQuestion(functions: IWebhookFunctions): string {
	return textOf(recordOf(functions.getQueryData())[QUESTION_PARAMETER]) ?? '';
}

/**
 * Whether the execution waits for the answer to this very question. n8n gives the context to `execute` only, so here it
 * is read where n8n keeps it; an n8n that keeps it elsewhere makes every link of the execution good.
 */
export function isStillAsked(functions: IWebhookFunctions): boolean {
	const execution = recordOf(Reflect.get(functions, 'runExecutionData'));
	const contexts = recordOf(recordOf(execution.executionData).contextData);
	const current = textOf(recordOf(contexts[`node:${functions.getNode().name}`])[KEY]);
	return current === null || current === askedQuestion(functions);
}
