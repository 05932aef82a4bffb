/** Send and Wait: asks a person on WhatsApp and puts the execution to wait until the answer comes. */

import type { IAllExecuteFunctions, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { SEND_AND_WAIT_OPERATION } from 'n8n-workflow';

import { isLocalAddress, isThisMachine } from '../address';
import { InvalidInput } from '../errors';
import type { Operation } from '../operation';
import type { Parameters } from '../parameters';
import { approvalParameter, messageParameter, responseTypeParameter, waitOptions } from './form';
import { newQuestion, QUESTION_PARAMETER } from './currentQuestion';
import type { Question } from './question';
import { readQuestion, readWaitLimit } from './question';

/** A question with its link, and the whole text of both. */
export interface LinkedQuestion extends Question {
	link: string;
	text: string;
}

/** What a gateway brings to Send and Wait. */
export interface Asking<TClient> {
	/** Parameters that say whom to ask. */
	properties: INodeProperties[];
	/** Options that only this gateway has. */
	options: INodeProperties[];
	/** The chat that the parameters name, as items carry it. */
	chatId(parameters: Parameters): string;
	/** The Base URL of the credential. */
	gatewayUrl(client: TClient): string;
	connect(functions: IAllExecuteFunctions): Promise<TClient>;
	/**
	 * Sends a question in a better form than a text, where the gateway has one and the options ask for it.
	 * @returns Whether it was sent
	 */
	sendWithButtons?(
		client: TClient,
		parameters: Parameters,
		question: LinkedQuestion,
	): Promise<boolean>;
	/** Sends a text to the chat that the parameters name. */
	sendText(client: TClient, parameters: Parameters, text: string): Promise<void>;
}

/** The message as it is sent: the question, what can be answered, and the link that leads there. */
export function questionText({ message, approval }: Question, link: string): string {
	const answers = approval === null ? ['Answer'] : [approval.approve, approval.decline ?? ''];
	return `${message}\n\n${answers.filter(Boolean).join(' / ')}: ${link}`;
}

/** A phone cannot open a link to this very machine; an emulator on it can. */
function refuseUnreachable(link: string, gatewayUrl: string): void {
	if (!isThisMachine(link) || isLocalAddress(gatewayUrl)) return;
	throw new InvalidInput(
		`The link to answer would lead to ${new URL(link).origin}, which only this machine can open`,
		'Set the environment variable WEBHOOK_URL of n8n to an address that the person can reach.',
	);
}

/** The link of this question. n8n 1.x checks its signature only when the node has asked for that. */
function signedLink(functions: IExecuteFunctions): string {
	const requireSignature: unknown = Reflect.get(functions, 'setSignatureValidationRequired');
	if (typeof requireSignature === 'function') requireSignature.call(functions);
	return functions.getSignedResumeUrl({ [QUESTION_PARAMETER]: newQuestion(functions) });
}

/**
 * The operation Message > Send and Wait for Response. It asks once, with the first item, and gives on its input when
 * the wait time is over, as n8n's own nodes do.
 */
export function askingOperation<TClient>(asking: Asking<TClient>): Operation<TClient> {
	return {
		value: SEND_AND_WAIT_OPERATION,
		name: 'Send and Wait for Response',
		action: 'Send message and wait for response',
		description:
			'Send a question to a person or group on WhatsApp and wait until somebody answers it on a page',
		isOnce: true,
		properties: [
			...asking.properties,
			messageParameter,
			responseTypeParameter,
			approvalParameter,
			waitOptions(asking.options),
		],
		async execute(call) {
			const { client, functions, parameters } = call;
			const question = readQuestion(parameters);
			const waitTill = readWaitLimit(parameters, functions.getTimezone(), Date.now());
			const link = signedLink(functions);
			refuseUnreachable(link, asking.gatewayUrl(client));
			const text = questionText(question, link);
			const linked = { ...question, link, text };
			const hasButtons = await asking.sendWithButtons?.(client, parameters, linked);
			if (hasButtons !== true) await asking.sendText(client, parameters, text);
			await functions.putExecutionToWait(waitTill);
			return { items: functions.getInputData() };
		},
	};
}
