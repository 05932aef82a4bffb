/** Parameters of operations, read and checked. */

import type { Parameters } from '../shared/parameters';
import { InvalidInput } from '../shared/errors';
import { requiredValue } from '../shared/recipient';
import { toChatId, toParticipant } from './recipient';

/**
 * A text that must not be empty.
 * @param what The thing as the user knows it, e.g. "message ID"
 */
export function requiredText(parameters: Parameters, name: string, what: string): string {
	return requiredValue({ mode: 'id', value: parameters.text(name).trim() }, what);
}

export const requiredMessageId = (parameters: Parameters) =>
	requiredText(parameters, 'messageId', 'message ID');

export const requiredMediaId = (parameters: Parameters) =>
	requiredText(parameters, 'mediaId', 'media ID');

export const requiredChat = (parameters: Parameters) =>
	toChatId(parameters.locator('chat'), 'chat');

export const requiredGroup = (parameters: Parameters) =>
	requiredValue(parameters.locator('group'), 'group');

export const requiredLabel = (parameters: Parameters) =>
	requiredValue(parameters.locator('label'), 'label');

/** Texts separated by commas or line breaks, or a list that an expression gives. */
export function textList(parameters: Parameters, name: string): string[] {
	return parameters
		.list(name)
		.flatMap((value) => value.split(/[,;\n]/))
		.map((value) => value.trim())
		.filter(Boolean);
}

/** @throws InvalidInput where nobody is named, or somebody by neither number nor id */
export function requiredParticipants(parameters: Parameters): string[] {
	const participants = textList(parameters, 'participants').map(toParticipant);
	if (participants.length > 0) return participants;
	throw new InvalidInput(
		'No participants are given',
		'Enter one or more phone numbers, separated by commas.',
	);
}
