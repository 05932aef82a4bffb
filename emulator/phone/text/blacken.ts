const black = '••••••';

/** Names of fields, headers and parts of an address whose value nobody should read over a shoulder. */
const secretName = /secret|token|password|authorization|signature|api[-_]?key|^cookie$/i;

/** Headers that hold nothing of anybody; the values of all others are blackened. */
const plainHeaders =
	/^(accept|accept-.*|connection|content-.*|host|keep-alive|sec-fetch-mode|transfer-encoding|user-agent)$/i;

/** A text with the secrets in web addresses and in pieces of JSON blackened. */
export function blackenText(text: string): string {
	return text
		.replace(
			/([?&][^=&\s"]*(?:secret|token|password|signature|key)[^=&\s"]*=)[^&\s"'<>\\]+/gi,
			`$1${black}`,
		)
		.replace(
			/("[^"]*(?:secret|token|password|authorization|api[-_]?key)[^"]*"\s*:\s*")(?:[^"\\]|\\.)*/gi,
			`$1${black}`,
		);
}

/** A copy of a JSON value with its secrets blackened: keys, headers, secrets in addresses. */
export function blacken(value: unknown): unknown {
	if (typeof value === 'string') return blackenText(value);
	if (Array.isArray(value)) return value.map(blacken);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, item]) => [
			name,
			secretName.test(name) && typeof item === 'string'
				? black
				: name === 'headers'
					? blackenHeaders(item)
					: blacken(item),
		]),
	);
}

/** A copy of some headers in which only those are readable that cannot hold a secret. */
export function blackenHeaders(headers: unknown): unknown {
	if (typeof headers !== 'object' || headers === null) return headers;
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [
			name,
			plainHeaders.test(name) ? blacken(value) : black,
		]),
	);
}

/** JSON for people: indented, secrets blackened. A text that is no JSON comes as it is, blackened. */
export function readable(value: unknown): string {
	if (typeof value !== 'string') return JSON.stringify(blacken(value ?? null), null, 2);
	const parsed = parsedJson(value);
	return parsed === undefined ? blackenText(value) : JSON.stringify(blacken(parsed), null, 2);
}

/** The value of a JSON text; undefined when it is none, for example because its end is cut off. */
function parsedJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch (error) {
		if (error instanceof SyntaxError) return undefined;
		throw error;
	}
}
