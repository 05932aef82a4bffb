import type { Answer } from '../../exchange';
import type { RequestBody } from '../body';
import type { Whapi } from '../whapi';

/** What an operation gets to work with. */
export interface OperationContext {
	whapi: Whapi;
	/** Decoded parts of the path, by their names in the reference. */
	params: Record<string, string>;
	/** The query as it came. */
	query: unknown;
	body: RequestBody;
}

/** One operation: gives the answer, or throws a WhapiError. */
export interface Operation {
	method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	/** The path as the reference writes it, such as `/messages/{MessageID}`. */
	path: string;
	/** JSON in the body is a file like any other. */
	rawBody?: boolean;
	run: (context: OperationContext) => Answer | Promise<Answer>;
}

/** An operation that answers 200 with a JSON value. */
export function json(
	method: Operation['method'],
	path: string,
	run: (context: OperationContext) => unknown,
): Operation {
	return {
		method,
		path,
		run: async (context) => ({ status: 200, body: await run(context) }),
	};
}

/** The answer of writes that return nothing (response.success). */
export const success = { success: true };
