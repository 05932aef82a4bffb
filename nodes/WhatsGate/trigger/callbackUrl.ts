import { textOf } from '../../shared/json';
import type { OwnUrl } from '../../shared/trigger/ownUrl';

/** WhatsGate signs nothing (reference, 5), so the secret travels in the callback's query under this name. */
export const SECRET_PARAMETER = 'n8nSecret';

/** The callback of a trigger node as it is set at WhatsGate. */
export function callbackWithSecret({ url, secret }: Pick<OwnUrl, 'url' | 'secret'>): string {
	const callback = new URL(url);
	callback.searchParams.set(SECRET_PARAMETER, secret);
	return callback.toString();
}

/** A callback as it may come out of a node: with the secret of one of our triggers blackened. */
export function callbackToShow(callback: unknown): string | null {
	const text = textOf(callback);
	if (text === null || !URL.canParse(text)) return text;
	const url = new URL(text);
	if (!url.searchParams.has(SECRET_PARAMETER)) return text;
	url.searchParams.set(SECRET_PARAMETER, '***');
	return url.toString();
}
