import { randomBytes } from 'node:crypto';

import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Emulator } from '../../emulator';
import type { Host, TriggerWorkflow, WebhookServer } from '../helpers/engine';
import type { ActionOptions, actionsOf } from './actions';
import * as whatsGateSupport from './support';
import type { Stage } from './support';
import * as whatsGateCalls from './webhookCalls';
import * as whapiCalls from './whapiCalls';
import * as whapiSupport from './whapiSupport';

const { byId, demoSession, fileItem } = whatsGateSupport;

/** What differs between the gateways for tests that hold for both. */
export interface EngineGateway {
	/** Name of the service in error texts. */
	service: string;
	/** Name of its secret in error texts, and the secret. */
	secretName: string;
	secretOf: (emulator: Emulator) => string;
	startStage: (publicUrl?: string) => Promise<Stage>;
	/** An n8n whose credential has another base URL. */
	hostAt: (baseUrl: string, emulator: Emulator) => Promise<Host>;
	/** An n8n that others reach at a URL. */
	hostWith: (publicUrl: string, emulator: Emulator) => Promise<Host>;
	actions: ReturnType<typeof actionsOf>;
	/** Calls that make a message go out: parameters, what the node gets, the command at the service. */
	sends: Record<string, [INodeParameters, ActionOptions, string]>;
	/** A call that only reads, and its command. */
	read: [INodeParameters, string];
	trigger: (host: Host, parameters: INodeParameters) => TriggerWorkflow;
	/** What each of its triggers needs to follow the demo phone. */
	triggerParameters: INodeParameters;
	/** What reads a page of the list that is polled. */
	pageCommand: string;
	/** An active trigger in webhook mode; gives what calls it as the gateway does. */
	listen: (
		stage: Stage,
		server: WebhookServer,
		host: Host,
	) => Promise<(body: IDataObject) => Promise<{ status: number; answer: unknown }>>;
	/** A message that was not sent before, as it is pushed. */
	pushed: () => IDataObject;
}

const whatsGate: EngineGateway = {
	service: 'WhatsGate',
	secretName: 'API key',
	secretOf: (emulator) => emulator.whatsGate.apiKey,
	startStage: whatsGateSupport.startStage,
	hostAt: async (baseUrl, emulator) => await whatsGateSupport.hostFor({ baseUrl }, emulator),
	hostWith: async (publicUrl, emulator) => await whatsGateSupport.hostFor({}, emulator, publicUrl),
	actions: whatsGateSupport,
	sends: {
		text: [whatsGateSupport.sendTo(whatsGateSupport.vasily, { text: 'Hi' }), {}, 'send'],
		file: [
			whatsGateSupport.sendTo(whatsGateSupport.vasily, { messageType: 'image' }),
			{ input: [fileItem(randomBytes(2000), 'image/png')] },
			'send',
		],
	},
	read: [
		{
			resource: 'chat',
			operation: 'getHistory',
			session: demoSession,
			chat: byId(whatsGateSupport.vasily),
		},
		'get-history',
	],
	trigger: whatsGateSupport.triggerWorkflow,
	triggerParameters: { session: demoSession },
	pageCommand: 'events-get',
	listen: async (stage, server, host) => {
		const { callback } = await whatsGateCalls.activeTrigger({ stage, server, host }, {}, false);
		return async (body) => await whatsGateCalls.post(callback, body);
	},
	pushed: () => whatsGateCalls.event(),
};

const { operation } = whapiSupport;

const whapi: EngineGateway = {
	service: 'Whapi.Cloud',
	secretName: 'token',
	secretOf: (emulator) => emulator.whapi.token,
	startStage: whapiSupport.startStage,
	hostAt: async (baseUrl, emulator) => await whapiSupport.hostFor({ baseUrl }, emulator),
	hostWith: async (publicUrl, emulator) => await whapiSupport.hostFor({}, emulator, publicUrl),
	actions: whapiSupport,
	sends: {
		text: [whapiSupport.sendTo(whapiSupport.vasily, { text: 'Hi' }), {}, 'POST /messages/text'],
		'raw file': [
			whapiSupport.sendTo(whapiSupport.vasily, { messageType: 'image' }),
			{ input: [fileItem(randomBytes(2000), 'image/png')] },
			'POST /messages/media/{MediaMessageType}',
		],
		forward: [
			operation('message', 'forward', {
				messageId: 'a-b',
				recipient: byId(whapiSupport.vasily),
			}),
			{},
			'POST /messages/{MessageID}',
		],
		story: [operation('story', 'send', { text: 'Hi' }), {}, 'POST /messages/story/text'],
	},
	read: [operation('chat', 'get', { chat: byId(whapiSupport.vasily) }), 'GET /chats/{ChatID}'],
	trigger: whapiSupport.triggerWorkflow,
	triggerParameters: {},
	pageCommand: 'GET /messages/list',
	listen: async ({ emulator }, server, host) => {
		const { entry } = await whapiCalls.activeTrigger({ emulator, server, host });
		return async (body) => await whapiCalls.post(entry, body);
	},
	pushed: () => whapiCalls.messages(whapiCalls.message()),
};

/** Both gateways. */
export const gateways = { whatsGate, whapi };

/** Both gateways with their names, for `describe.each`. */
export const eachGateway = Object.values(gateways).map(
	(gateway) => [gateway.service, gateway] as const,
);
