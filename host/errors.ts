/**
 * Whether an error carries this code, such as `ENOENT`. Looks at the code only: under Jest, Node's own errors are not
 * instances of the `Error` that a test sees.
 */
export function isErrorWithCode(error: unknown, code: string): boolean {
	return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}

/** Whether an error is of a class with this name. */
export function isErrorNamed(error: unknown, ...names: string[]): boolean {
	if (typeof error !== 'object' || error === null || !('name' in error)) return false;
	return names.some((name) => error.name === name);
}

/** The text of anything that was thrown. */
export function messageOf(error: unknown): string {
	const hasMessage = typeof error === 'object' && error !== null && 'message' in error;
	return String(hasMessage ? error.message : error);
}
