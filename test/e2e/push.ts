import type { Callback } from './gateways';

/** Calls a callback as a gateway does; gives status and body of the answer. */
export async function push({ url, headers }: Callback, event: unknown) {
	const response = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body: JSON.stringify(event),
	});
	return { status: response.status, body: await response.text() };
}
