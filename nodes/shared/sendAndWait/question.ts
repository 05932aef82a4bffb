/** The question that Send and Wait asks, as its parameters say it. */

import { WAIT_INDEFINITELY } from 'n8n-workflow';

import { InvalidInput } from '../errors';
import type { Parameters } from '../parameters';

/** What is asked, and how it can be answered. */
export interface Question {
	message: string;
	/** Null for a free text. */
	approval: {
		approve: string;
		/** Null where one can only approve. */ decline: string | null;
	} | null;
}

const MINUTE_MS = 60_000;

const UNITS_MS: Record<string, number> = {
	minutes: MINUTE_MS,
	hours: 60 * MINUTE_MS,
	days: 24 * 60 * MINUTE_MS,
};

function label(parameters: Parameters, name: string, fallback: string): string {
	return parameters.text(name).trim() || fallback;
}

/** @throws InvalidInput where the message is empty or the response type unknown */
export function readQuestion(parameters: Parameters): Question {
	const message = parameters.text('message').trim();
	if (message === '') {
		throw new InvalidInput(
			'The message is empty',
			'Enter the question, or check the expression that gives it.',
		);
	}
	return { message, approval: readApproval(parameters) };
}

/**
 * How the question can be answered.
 * @throws InvalidInput where the response type is unknown
 */
export function readApproval(parameters: Parameters): Question['approval'] {
	const responseType = parameters.text('responseType') || 'approval';
	if (responseType === 'freeText') return null;
	if (responseType !== 'approval') {
		throw new InvalidInput(
			`The node knows no response type "${responseType}"`,
			'Use one of: approval, freeText.',
		);
	}
	const values = parameters.group('approvalOptions').group('values');
	const isDouble = values.text('approvalType') === 'double';
	return {
		approve: label(values, 'approveLabel', 'Approve'),
		decline: isDouble ? label(values, 'disapproveLabel', 'Decline') : null,
	};
}

/**
 * When the waiting ends without an answer; n8n's "for ever" where no limit is set.
 * @param timeZone The zone that a date without one is meant in (IANA name)
 * @param now Milliseconds since 1970
 * @throws InvalidInput where the limit is no time, or over already
 */
export function readWaitLimit(parameters: Parameters, timeZone: string, now: number): Date {
	const limit = parameters.group('options').group('limitWaitTime');
	if (Object.keys(parameters.group('options').record('limitWaitTime')).length === 0) {
		return WAIT_INDEFINITELY;
	}
	const values = limit.group('values');
	const end =
		values.text('limitType') === 'atSpecifiedTime'
			? values.dateTime('maxDateAndTime', timeZone)
			: now + values.number('resumeAmount', 45, { min: 0 }) * unitOf(values);
	if (end !== null && end > now) return new Date(end);
	throw new InvalidInput(
		'The wait time is over before it begins',
		'Set "Limit Wait Time" to an amount above 0 or to a time in the future, or remove it.',
	);
}

function unitOf(values: Parameters): number {
	const unit = values.text('resumeUnit') || 'minutes';
	const milliseconds = Object.hasOwn(UNITS_MS, unit) ? UNITS_MS[unit] : undefined;
	if (milliseconds !== undefined) return milliseconds;
	throw new InvalidInput(`"${unit}" is no unit of time here`, 'Use minutes, hours or days.');
}
