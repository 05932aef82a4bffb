import type { INode } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import { withoutSecrets } from './errors';
import { isRecord } from './json';

/** What the error texts need to know of a gateway. */
export interface GatewayWords {
	/** As its users know it, e.g. "WhatsGate". */
	name: string;
	/** The name of its secret, e.g. "API key". */
	secretName: string;
	/** The service's own words in an error answer; null where there are none. */
	errorText(body: unknown): string | null;
	/** Whether the answer means that the secret is not accepted. */
	refusesSecret(status: number, body: unknown): boolean;
	/** What to do where the secret is not accepted. */
	secretAdvice: string;
	/**
	 * What to do about an error that the service is known for; null for all others.
	 * @param errorText The service's words; empty where it has none
	 */
	adviceFor(status: number, errorText: string): string | null;
}

/** What is known about a call that went wrong. */
export interface FailedCall {
	/** Short name of the call as the service's documentation has it, e.g. `send` or `GET /chats`. */
	call: string;
	/** Whether the call makes a message go out: then the user must hear that it may have gone out. */
	sends: boolean;
	/** Never shown. */
	secrets: string[];
}

const MAY_HAVE_GONE_OUT =
	'The message may have gone out nevertheless: look at the chat before you send it again.';

interface Cause {
	message: string;
	advice: string;
	/** Whether the service may have done its work all the same. */
	uncertain: boolean;
}

const NETWORK_CAUSES: Array<{ codes: string[]; cause: (name: string) => Cause }> = [
	{
		codes: ['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH'],
		cause: (name) => ({
			message: `${name} refused the connection`,
			advice: 'Check the Base URL in the credential and whether n8n may reach it.',
			uncertain: false,
		}),
	},
	{
		codes: ['ENOTFOUND', 'EAI_AGAIN'],
		cause: (name) => ({
			message: `The address of ${name} was not found`,
			advice: 'Check the Base URL in the credential and the network of n8n.',
			uncertain: false,
		}),
	},
	{
		codes: ['ETIMEDOUT', 'ECONNABORTED', 'ESOCKETTIMEDOUT'],
		cause: (name) => ({
			message: `${name} did not answer in time`,
			advice: 'Try again later.',
			uncertain: true,
		}),
	},
	{
		codes: ['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE'],
		cause: (name) => ({
			message: `The connection to ${name} was cut before the answer came`,
			advice: 'Try again later.',
			uncertain: true,
		}),
	},
];

/** The error code that Node.js or axios gave, wherever the host has wrapped it. */
export function networkCode(error: unknown, depth = 0): string | null {
	if (!(error instanceof Error) || depth > 4) return null;
	if ('code' in error && typeof error.code === 'string') return error.code;
	const wrapped = 'errorResponse' in error ? error.errorResponse : undefined;
	return networkCode(error.cause, depth + 1) ?? networkCode(wrapped, depth + 1);
}

/** The error for a call that got no answer at all: connection refused, cut, timed out. */
export function networkError(
	node: INode,
	words: GatewayWords,
	failed: FailedCall,
	error: unknown,
): NodeApiError {
	const code = networkCode(error);
	const original = withoutSecrets(
		error instanceof Error ? error.message : String(error),
		failed.secrets,
	);
	const known = NETWORK_CAUSES.find(({ codes }) => code !== null && codes.includes(code));
	const cause: Cause = known?.cause(words.name) ?? {
		message: `${words.name} could not be reached`,
		advice: 'Check the Base URL in the credential and the network of n8n.',
		uncertain: true,
	};
	const details = `Call: ${failed.call}. Cause: ${code === null ? original : `${code}, ${original}`}.`;
	return new NodeApiError(
		node,
		{ message: cause.message },
		{
			message: cause.message,
			description: adviceText(cause.advice, failed.sends && cause.uncertain, details),
			failure: { cause: 'temporarily-unavailable' },
		},
	);
}

/** The error for an answer that is not a success: its status, the service's words and what to do. */
export function answerError(
	node: INode,
	words: GatewayWords,
	failed: FailedCall,
	answer: { status: number; body: unknown; location?: string; retryAfterMs?: number },
): NodeApiError {
	const { status, body } = answer;
	const said = words.errorText(body);
	const text = said === null ? null : withoutSecrets(said, failed.secrets);
	const location = answer.location && withoutSecrets(answer.location, failed.secrets);
	const cause = answerCause(words, { status, body, location }, text);
	const beginning = text === null ? withoutSecrets(excerpt(body), failed.secrets) : '';
	const details = `Call: ${failed.call}. Status: ${status}.${beginning}`;
	return new NodeApiError(
		node,
		{ message: cause.message },
		{
			message: cause.message,
			description: adviceText(cause.advice, failed.sends && cause.uncertain, details),
			httpCode: String(status),
			failure: failureOf(words, answer),
		},
	);
}

function answerCause(
	words: GatewayWords,
	answer: { status: number; body: unknown; location?: string },
	text: string | null,
): Cause {
	const { name, secretName } = words;
	const { status, body } = answer;
	if (words.refusesSecret(status, body)) {
		return {
			message: `${name} did not accept the ${secretName}${text === null ? '' : `: ${text}`}`,
			advice: words.secretAdvice,
			uncertain: false,
		};
	}
	if (status >= 300 && status < 400) {
		return {
			message: `${name} answered with a redirect, which is not followed`,
			advice: `The ${secretName} is sent to the Base URL of the credential only. If the service has moved, enter its new address there${answer.location === undefined ? '' : ` (it points to ${answer.location})`}.`,
			uncertain: false,
		};
	}
	if (status === 429) {
		return {
			message: `${name} says that there were too many requests${text === null ? '' : `: ${text}`}`,
			advice: 'Wait a while. For many messages set a pause between sends in the options.',
			uncertain: false,
		};
	}
	if (status >= 200 && status < 300) {
		return {
			message: `${name} answered in a form that is not documented`,
			advice: 'Check the Base URL in the credential: it may point to a web page.',
			uncertain: true,
		};
	}
	return {
		message: text === null ? `${name} answered with status ${status}` : `${name}: ${text}`,
		advice:
			words.adviceFor(status, text ?? '') ??
			(status >= 500
				? 'Check the values that you send, and whether the service works.'
				: 'Check the values that you send and the Base URL in the credential.'),
		uncertain: status >= 500,
	};
}

/** Tells n8n's scheduler whether waiting helps. */
function failureOf(
	words: GatewayWords,
	answer: { status: number; body: unknown; retryAfterMs?: number },
) {
	if (words.refusesSecret(answer.status, answer.body)) {
		return { cause: 'credential-invalid' } as const;
	}
	if (answer.status === 429) {
		return { cause: 'rate-limited', retryAfterMs: answer.retryAfterMs } as const;
	}
	return answer.status >= 500 ? ({ cause: 'temporarily-unavailable' } as const) : undefined;
}

function adviceText(advice: string, mayHaveGoneOut: boolean, details: string): string {
	return [advice, mayHaveGoneOut ? MAY_HAVE_GONE_OUT : '', details].filter(Boolean).join(' ');
}

/** The beginning of an answer that nobody expected, so that it can be recognised. */
function excerpt(body: unknown): string {
	const text = typeof body === 'string' ? body : isRecord(body) ? JSON.stringify(body) : '';
	const plain = text
		.replace(/<[^>]*>/g, ' ')
		.replace(/\s+/g, ' ')
		.trim();
	return plain === '' ? '' : ` Answer: ${plain.slice(0, 200)}`;
}
