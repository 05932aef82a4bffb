/**
 * The secret of a trigger's credential, for webhook calls. For each of them n8n would make an isolate for expressions to
 * open the credential in, which takes as long as all the rest of the call (`credentials-helper` of n8n 2.40.7). So it is
 * opened anew only when n8n has it stored in another form.
 */

import type { IWebhookFunctions } from 'n8n-workflow';

import type { Gateway } from '../connection';
import { Connection } from '../connection';
import { isRecord, recordOf, textOf } from '../json';

/** A credential can name a secret that is kept outside of n8n, and changes there. Milliseconds. */
const KEPT_MS = 60_000;

interface Opened {
	/** The credential as it is stored. */
	sealed: string;
	secret: string;
	/** Milliseconds since 1970. */
	at: number;
}

/** The credentials that this process has opened, by id. */
const opened = new Map<string, Opened>();

/**
 * The API key or token of the node's credential, as it is now.
 * @throws InvalidInput where it is empty
 */
export async function credentialSecret(
	functions: IWebhookFunctions,
	gateway: Gateway,
): Promise<string> {
	const sealed = await sealedCredential(functions, gateway.credentialType);
	const id = functions.getNode().credentials?.[gateway.credentialType]?.id ?? null;
	const before = id === null ? undefined : opened.get(id);
	const now = Date.now();
	if (before !== undefined && before.sealed === sealed && now - before.at < KEPT_MS) {
		return before.secret;
	}
	const { secret } = await Connection.open(functions, gateway);
	if (id !== null && sealed !== null) opened.set(id, { sealed, secret, at: now });
	return secret;
}

/**
 * The credential as n8n has stored it, encrypted: a look into the database and no more. Nodes are not told of it, so it
 * is taken from where n8n has it; null in an n8n that has it elsewhere.
 */
async function sealedCredential(
	functions: IWebhookFunctions,
	credentialType: string,
): Promise<string | null> {
	const data: unknown = 'additionalData' in functions ? functions.additionalData : undefined;
	const helper: unknown = recordOf(data).credentialsHelper;
	const look: unknown = isRecord(helper) ? Reflect.get(helper, 'getCredentials') : undefined;
	const details = functions.getNode().credentials?.[credentialType];
	if (typeof look !== 'function' || details === undefined) return null;
	const credential: unknown = await look.call(helper, details, credentialType);
	return textOf(recordOf(credential).data);
}
