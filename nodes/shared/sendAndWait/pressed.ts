/**
 * Answers by a button in the chat. A button's id carries the question's link; when it is pressed, the id comes back to
 * a trigger node of the package, which answers there as the page's button does. The id is signed: whoever writes to the
 * number could make up another one.
 */

import { createHmac } from 'node:crypto';

import type { IPollFunctions, IWebhookFunctions } from 'n8n-workflow';

import { toNodeError } from '../errors';
import { isRecord, numberOf } from '../json';
import { secretMatches } from '../webhookSecret';
import { FIELDS } from './pages';

const PREFIX = 'n8nAnswer';

/** WhatsApp takes button ids of up to 256 characters (Meta, Cloud API reference, reply buttons). */
const LONGEST_ID = 256;

const TIMEOUT_MS = 20_000;

const ID_FORM = new RegExp(`^${PREFIX}:(\\w+):([\\w-]{22}):(https?://.+)$`);

/** What pressing a button answers. */
export interface PressedAnswer {
	answer: string;
	link: string;
}

function signature(credentialSecret: string, { answer, link }: PressedAnswer): string {
	const signed = createHmac('sha256', credentialSecret).update(`${PREFIX}:${answer}:${link}`);
	return signed.digest('base64url').slice(0, 22);
}

/**
 * The id of the button that gives an answer.
 * @returns null where it would be too long for WhatsApp
 */
export function buttonId(credentialSecret: string, pressed: PressedAnswer): string | null {
	const mark = signature(credentialSecret, pressed);
	const id = `${PREFIX}:${pressed.answer}:${mark}:${pressed.link}`;
	return id.length > LONGEST_ID ? null : id;
}

/** What a button with this id answers; null for all other ids, and for those that this credential has not signed. */
export function pressedAnswer(credentialSecret: string, id: string | null): PressedAnswer | null {
	if (id === null) return null;
	const [, answer = '', mark = '', link = ''] = ID_FORM.exec(id) ?? [];
	const pressed = { answer, link };
	return link !== '' && secretMatches(mark, signature(credentialSecret, pressed)) ? pressed : null;
}

/**
 * Answers the question that a button belongs to.
 * @returns Whether n8n took it, or somebody had answered before
 */
export async function passOn(
	functions: IPollFunctions | IWebhookFunctions,
	{ answer, link }: PressedAnswer,
): Promise<boolean> {
	try {
		const response: unknown = await functions.helpers.httpRequest({
			method: 'POST',
			url: link,
			body: new URLSearchParams({ [FIELDS.answer]: answer }),
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			timeout: TIMEOUT_MS,
		});
		const status = isRecord(response) ? numberOf(response.statusCode) : null;
		// 409 and 410: somebody was faster, or the question is closed.
		if (status === 200 || status === 409 || status === 410) return true;
		functions.logger.warn(
			`A pressed button could not answer its question: n8n answered with status ${status ?? 'unknown'}`,
		);
	} catch (error) {
		const { message } = toNodeError(functions.getNode(), error);
		functions.logger.warn(`A pressed button could not answer its question: ${message}`);
	}
	return false;
}
