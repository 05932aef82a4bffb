/** The page behind a question's link, and the answer that it takes. */

import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { toNodeError } from '../errors';
import { recordOf, textOf } from '../json';
import { Parameters } from '../parameters';
import { Deliveries } from '../trigger/deliveries';
import type { Asking } from './ask';
import { askedQuestion, isStillAsked } from './currentQuestion';
import type { Page } from './pages';
import {
	answeredPage,
	APPROVE,
	closedPage,
	DECLINE,
	FIELDS,
	PAGE_HEADERS,
	questionPage,
	tooLatePage,
} from './pages';
import type { Question } from './question';
import { readApproval, readQuestion } from './question';

/** An answer: what comes out of the node, and how the page tells it. */
interface Answer {
	data: IDataObject;
	shown: string;
}

/** The last answers that this process took, by execution and question: for those who come later. */
const given = new Map<string, string>();
const MOST_GIVEN = 1000;

function remember(key: string, shown: string): void {
	given.set(key, shown);
	const [oldest] = given.keys();
	if (given.size > MOST_GIVEN && oldest !== undefined) given.delete(oldest);
}

/**
 * The `webhook` of an action node. n8n has checked the link's signature, and calls only while the execution waits.
 * Robots that preview links do GET or HEAD: those never answer.
 */
export async function answerQuestion<TClient>(
	functions: IWebhookFunctions,
	asking: Asking<TClient>,
): Promise<IWebhookResponseData> {
	try {
		const parameters = new Parameters((name) => functions.getNodeParameter(name, null));
		const key = `${functions.getExecutionId()}/${askedQuestion(functions)}`;
		if (!isStillAsked(functions)) return show(functions, 410, closedPage(given.get(key) ?? null));
		const isPost = functions.getRequestObject().method === 'POST';
		const approval = readApproval(parameters);
		const answer = isPost ? readAnswer(recordOf(functions.getBodyData()), approval) : null;
		if (answer === null) {
			return show(functions, isPost ? 400 : 200, questionPage(readQuestion(parameters)));
		}
		if (await isAnsweredMeanwhile(functions, key)) {
			return show(functions, 409, tooLatePage(given.get(key) ?? null));
		}
		remember(key, answer.shown);

		if (parameters.group('options').boolean('confirmInChat')) {
			await confirm(functions, asking, parameters, answer.shown);
		}
		const chatId = asking.chatId(parameters);
		const data = { ...answer.data, chatId, respondedAt: new Date().toISOString() };
		functions.getResponseObject().set(PAGE_HEADERS);
		return {
			workflowData: [[{ json: { data }, pairedItem: { item: 0 } }]],
			webhookResponse: answeredPage(answer.shown),
		};
	} catch (error) {
		throw toNodeError(functions.getNode(), error);
	}
}

function show(functions: IWebhookFunctions, status: number, page: Page): IWebhookResponseData {
	functions.getResponseObject().status(status).set(PAGE_HEADERS).send(page);
	return { noWebhookResponse: true };
}

/** What a POST answers; null where it is no answer to this question. */
function readAnswer(body: IDataObject, approval: Question['approval']): Answer | null {
	if (approval === null) {
		const text = (textOf(body[FIELDS.text]) ?? '').trim();
		return text === '' ? null : { data: { text }, shown: text };
	}
	const given = body[FIELDS.answer];
	if (given === APPROVE) return { data: { approved: true }, shown: approval.approve };
	const isDeclined = given === DECLINE && approval.decline !== null;
	return isDeclined ? { data: { approved: false }, shown: approval.decline ?? '' } : null;
}

/** Of answers that come together the first one counts; another counts only when n8n could not take that one. */
async function isAnsweredMeanwhile(functions: IWebhookFunctions, key: string): Promise<boolean> {
	const nodeKey = `${functions.getWorkflow().id}/${functions.getNode().id}/answers`;
	const answers = new Deliveries(nodeKey, {}, Date.now());
	const taken = await answers.take([key], functions.getResponseObject());
	return taken === 'uncertain' || taken.size === 0;
}

/** The answer counts also where the chat cannot be told of it. */
async function confirm<TClient>(
	functions: IWebhookFunctions,
	asking: Asking<TClient>,
	parameters: Parameters,
	shown: string,
): Promise<void> {
	try {
		const client = await asking.connect(functions);
		await asking.sendText(client, parameters, `Answered: ${shown}`);
	} catch (error) {
		const { message } = toNodeError(functions.getNode(), error);
		functions.logger.warn(`The answer to a question could not be told in the chat: ${message}`);
	}
}
