/** An error answer of the service: the object `{name, message, code}` of section 1.3. */
export class WhatsGateError extends Error {
	constructor(
		message: string,
		readonly title = 'Exception',
		readonly httpStatus = 500,
	) {
		super(message);
	}

	/** The body; framework errors also carry the HTTP status (sample of the 401). */
	body(): Record<string, string | number> {
		const body = { name: this.title, message: this.message, code: 0 };
		return this.httpStatus === 500 ? body : { ...body, status: this.httpStatus };
	}
}

export function unauthorized(): WhatsGateError {
	return new WhatsGateError('Your request was made with invalid credentials.', 'Unauthorized', 401);
}

/** The engine's exception that can come although the message went out (3.1). */
export const serializeError = new WhatsGateError(
	"Evaluation failed: TypeError: Cannot read properties of undefined (reading 'serialize')",
).body();
