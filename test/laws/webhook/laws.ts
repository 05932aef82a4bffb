/**
 * The law of the webhook mode: a confirmed event has been recorded; one that the gateway repeats until it is confirmed
 * is recorded at least once, and exactly once as long as no connection breaks, no process ends and there is only one;
 * what is stored keeps within its bound; what is foreign or not wanted is confirmed and never recorded; nobody gets in
 * without the secret, and no body makes the node throw. A repeat is known for five minutes.
 */

import type { Law } from '../run';
import { lawOf } from '../run';
import { hostileLaw } from './hostile';
import { playWebhooks } from './play';
import { scenarios } from './scenario';
import type { WebhookService } from './services';
import { whapiWebhook, whatsGateWebhook } from './services';

function webhookLaw(name: string, service: WebhookService, hasAccidents: boolean): Law {
	const { mostEvents } = service;
	return lawOf(
		{ name, turns: 'calls' },
		scenarios({ mostEvents, hasAccidents }),
		async (scenario, tally) => {
			await playWebhooks(service, scenario, tally);
		},
	);
}

export const webhookLaws: Law[] = [
	webhookLaw('WhatsGate calls: n8n may fail to record', whatsGateWebhook, false),
	webhookLaw(
		'WhatsGate calls: broken connections, restarts, two processes',
		whatsGateWebhook,
		true,
	),
	webhookLaw('Whapi calls: n8n may fail to record', whapiWebhook, false),
	webhookLaw('Whapi calls: broken connections, restarts, two processes', whapiWebhook, true),
	hostileLaw('WhatsGate calls: hostile bodies', whatsGateWebhook),
	hostileLaw('Whapi calls: hostile bodies', whapiWebhook),
];
