/** The webhook URL of a trigger node, with what must be known of it. */

import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { isLocalAddress, presentable } from '../address';
import { InvalidInput } from '../errors';
import { webhookSecret } from '../webhookSecret';

export interface OwnUrl {
	/** As n8n gives it: the test URL while testing, the production URL otherwise. No secret in it. */
	url: string;
	/** What the gateway has to show when it calls. */
	secret: string;
	/** The part of the path that test and production URL of this node share. */
	path: string;
}

/** @param credentialSecret What the webhook's secret is derived from */
export function ownUrl(
	functions: IHookFunctions | IWebhookFunctions,
	credentialSecret: string,
): OwnUrl {
	const url = functions.getNodeWebhookUrl('default');
	if (url === undefined) {
		throw new InvalidInput(
			'n8n gave no webhook URL for this node',
			'Save the workflow and activate it again.',
		);
	}
	const path = webhookPath(functions);
	return { url, path, secret: webhookSecret(credentialSecret, path) };
}

/** As n8n builds it (reference n8n-host, 2.4): from the node's webhook id, or else from workflow and node name. */
function webhookPath(functions: IHookFunctions | IWebhookFunctions): string {
	const { webhookId, name } = functions.getNode();
	const own =
		webhookId ?? `${functions.getWorkflow().id}/${encodeURIComponent(name.toLowerCase())}`;
	return `/${own}/webhook`;
}

/** Whether two URLs are the same but for their query. */
export function sameAddress(a: string, b: string): boolean {
	return URL.canParse(a) && URL.canParse(b) && presentable(a) === presentable(b);
}

/** Whether a URL is the test or the production URL of this very node on this very n8n. */
export function isOwn(candidate: string, own: OwnUrl): boolean {
	if (!URL.canParse(candidate)) return false;
	const { origin, pathname } = new URL(candidate);
	return origin === new URL(own.url).origin && pathname.endsWith(own.path);
}

/**
 * Refuses a webhook URL that a service on the internet cannot call.
 * @param gatewayName E.g. "WhatsGate"
 * @param gatewayUrl A gateway in the own network may call local addresses
 */
export function refuseUnreachable(own: OwnUrl, gatewayName: string, gatewayUrl: string): void {
	if (!isLocalAddress(own.url) || isLocalAddress(gatewayUrl)) return;
	throw new InvalidInput(
		`${gatewayName} cannot call this n8n: its address is ${presentable(own.url)}`,
		'That address is only known in your own network. Set the environment variable WEBHOOK_URL of n8n to its public address, or choose the mode "Polling", which needs none.',
	);
}
