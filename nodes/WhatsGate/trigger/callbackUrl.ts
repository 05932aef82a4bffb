import type { GenericValue } from 'n8n-workflow';

import type { OwnUrl } from '../../shared/trigger/ownUrl';

/** WhatsGate signs nothing (reference, 5), so the secret travels in the callback's query under this name. */
export const SECRET_PARAMETER = 'n8nSecret';

/** The callback of a trigger node as it is set at WhatsGate. */
export function callbackWithSecret({ url, secret }: Pick<OwnUrl, 'url' | 'secret'>): string {
	const callback = new URL(url);
	callback.searchParams.set(SECRET_PARAMETER, secret);
	return callback.toString();
}

/** A callback as it may come out of a node: with the secret of one of our triggers blackened, else as it is. */
export function callbackToShow(callback: GenericValue): GenericValue {
	if (typeof callback !== 'string' || !URL.canParse(callback)) return callback;
	const url = new URL(callback);
	if (!url.searchParams.has(SECRET_PARAMETER)) return callback;
	url.searchParams.set(SECRET_PARAMETER, '***');
	return url.toString();
}
