import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Host, TriggerWorkflow, WebhookServer } from '../helpers/engine';
import { demo, demoSession, triggerWorkflow, vasily, type Stage } from './support';

/** The service, an n8n and its web server. */
interface Scene {
	stage: Stage;
	server: WebhookServer;
	host: Host;
}

/** An active trigger in webhook mode, with the address that the gateway was given. */
export async function activeTrigger(
	{ stage, server, host }: Scene,
	more: INodeParameters,
	isTest: boolean,
): Promise<{ trigger: TriggerWorkflow; callback: string }> {
	const trigger = triggerWorkflow(host, { mode: 'webhook', session: demoSession, ...more });
	server.serve(trigger);
	await (isTest ? trigger.listenForTest() : trigger.activate());
	const sessions = await stage.control.sessions();
	const callback = sessions.find(({ id }) => id === demo)?.callback ?? '';
	return { trigger, callback };
}

/** Calls a webhook; gives status and JSON of the answer. */
export async function post(url: string, body: unknown, signal?: AbortSignal) {
	const response = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: typeof body === 'string' ? body : JSON.stringify(body),
		signal,
	});
	const answer: unknown = await response.json();
	return { status: response.status, answer };
}

let lastId = 1000;

/** An event id that was not used yet. */
export const nextId = () => ++lastId;

/** A message object of the service. */
export const message = (more: IDataObject = {}): IDataObject => ({
	id: `false_${vasily}_3EB0`,
	ack: 1,
	hasMedia: false,
	body: 'Hello',
	type: 'chat',
	timestamp: 1767268800,
	from: vasily,
	to: '79999999999@c.us',
	...more,
});

/** A message event with an id of its own. */
export const event = (more: IDataObject = {}): IDataObject => ({
	id: nextId(),
	whatsapp_id: demo,
	event_action: 'message',
	event_date: '2026-01-01 12:00:00',
	status_code: null,
	event_data: { message: message() },
	...more,
});
