import type { Switches } from '../switches';
import type { Answer } from '../exchange';
import { WorldError } from '../world/error';

/** An error answer of the service (sections 1.2 and 1.3). */
export class WhapiError extends Error {
	constructor(
		readonly status: number,
		message: string,
		readonly details = '',
	) {
		super(message);
	}

	/** The documented object, or the flat form that clients saw. */
	answer({ whapiErrorShape }: Switches): Answer {
		const { status: code, message, details } = this;
		if (whapiErrorShape === 'flat') {
			return { status: code, body: { code, error: message.toLowerCase() } };
		}
		const href = 'https://whapi.cloud/docs/whatsapp/api/errors';
		return { status: code, body: { error: { code, message, details, href, support: '' } } };
	}
}

/** 400: a wrong parameter. */
export function wrongParameter(details: string): WhapiError {
	return new WhapiError(400, 'Wrong request parameters', details);
}

/** 404 for something that is not there, such as `chat`. */
export function notFound(what: string): WhapiError {
	return new WhapiError(404, `Specified ${what} not found`);
}

/** Runs an action of the world; its refusal becomes this status. */
export function refusedAs<T>(status: number, action: () => T): T {
	try {
		return action();
	} catch (error) {
		if (error instanceof WorldError) throw new WhapiError(status, error.message);
		throw error;
	}
}
