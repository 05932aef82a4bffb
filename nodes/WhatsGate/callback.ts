/** The one callback that a session has (reference, 3.14). */

import { InvalidInput } from '../shared/errors';
import { isRecord, textOf } from '../shared/json';
import type { WhatsGateClient } from './client';

/** The session's callback now; the empty text where there is none. */
export async function currentCallback(client: WhatsGateClient, session: string): Promise<string> {
	const record = await client.findSession(session);
	if (isRecord(record)) return textOf(record.callback) ?? '';
	throw new InvalidInput(
		`WhatsGate knows no session "${session}"`,
		'Choose the session again from the list. It may have been deleted, or belong to another account.',
	);
}

/** Whether two callbacks are the same, in whatever way the service writes a URL down; so are two empty ones. */
export function isSameUrl(a: string, b: string): boolean {
	const normal = (url: string) => (URL.canParse(url) ? new URL(url).href : url);
	return normal(a) === normal(b);
}

/** Sets the callback and looks whether it is set: the service does not document the form that switches it off. */
export async function setCallback(
	client: WhatsGateClient,
	session: string,
	callback: string,
): Promise<void> {
	await client.setWebhook(session, callback);
	if (isSameUrl(await currentCallback(client, session), callback)) return;
	throw new InvalidInput(
		`WhatsGate did not ${callback === '' ? 'remove' : 'set'} the webhook of the session "${session}"`,
		'Look at the session card on whatsgate.org (three dots, edit) and change the webhook there.',
	);
}
