import { z } from 'zod/v4';
import { seededSessions, type ControlClient, type Emulator } from '../../emulator';
import { whapiChannelId } from '../../emulator/whapi/whapi';
import type { HostVersion } from '../../host';
import { versions } from './running';

/** A resource locator's value, chosen by id. */
export function byId(value: string) {
	return { __rl: true, mode: 'id', value };
}

/** Where a gateway tells what happens, as it has it stored. */
export interface Callback {
	url: string;
	/** What it sends with each call. */
	headers: Record<string, string>;
}

/** How an emulator is reached: in this process or another one. */
export interface EmulatorAccess {
	whatsGate: Pick<Emulator['whatsGate'], 'baseUrl' | 'apiKey'>;
	whapi: Pick<Emulator['whapi'], 'baseUrl' | 'token'>;
}

/** What differs between the gateways for tests that hold for both. */
export interface GatewayUnderTest {
	title: 'WhatsGate' | 'Whapi';
	/** Name of the service in error texts. */
	service: string;
	/** `gateway` of simplified items, and of the emulator's records. */
	gateway: string;
	origin: 'whatsGate' | 'whapi';
	credentialType: 'whatsGateApi' | 'whapiApi';
	/** Fields of the credential that point at an emulator. */
	credential: (emulator: EmulatorAccess) => { baseUrl: string } & Record<string, string>;
	/** The field that holds the secret. */
	secretField: string;
	/** Node types without the package's name. */
	action: string;
	trigger: string;
	/** Parameters that each of its nodes needs to work with the demo phone. */
	parameters: Record<string, unknown>;
	/** The demo phone and Vasily as it writes them. */
	account: string;
	vasily: string;
	/** Names of the event of a message, and of one that a message does not cause. */
	event: string;
	otherEvent: string;
	/** What reads a page of the list that is polled, as the emulator calls it. */
	pageCommand: string;
	/** The callbacks for the demo phone. */
	callbacks: (control: ControlClient) => Promise<Callback[]>;
	/** A message as it is pushed, of the demo phone or another account. */
	message: (id: number, text?: string, account?: string) => unknown;
	/** What its callbacks are answered with. */
	acknowledgement: (id: number) => unknown;
	/** The callback as somebody would call it who does not know the secret. */
	withSecret: (callback: Callback, secret: string | null) => Callback;
}

const whatsGate: GatewayUnderTest = {
	title: 'WhatsGate',
	service: 'WhatsGate',
	gateway: 'whatsgate',
	origin: 'whatsGate',
	credentialType: 'whatsGateApi',
	credential: ({ whatsGate: { apiKey, baseUrl } }) => ({ apiKey, baseUrl }),
	secretField: 'apiKey',
	action: 'whatsGate',
	trigger: 'whatsGateTrigger',
	parameters: { session: byId(seededSessions.demo) },
	account: seededSessions.demo,
	vasily: '79991112233@c.us',
	event: 'message',
	otherEvent: 'ack',
	pageCommand: 'events-get',
	callbacks: async (control) => {
		const demo = (await control.sessions()).find(({ id }) => id === seededSessions.demo);
		if (!demo) throw new Error('The emulator has no demo phone.');
		return demo.callback === null ? [] : [{ url: demo.callback, headers: {} }];
	},
	message: (id, text = 'Hello', account = seededSessions.demo) => ({
		id,
		whatsapp_id: account,
		event_action: 'message',
		event_date: '2026-11-20 10:00:00',
		status_code: null,
		event_data: {
			message: {
				id: `false_79999999999@c.us_${id}`,
				ack: 1,
				hasMedia: false,
				mediaKey: '',
				body: text,
				type: 'chat',
				timestamp: 1795168800,
				from: '79991112233@c.us',
				to: '79999999999@c.us',
				isForwarded: false,
			},
		},
	}),
	acknowledgement: (id) => ({ result: 'OK', id }),
	withSecret: ({ url, headers }, secret) => {
		const address = new URL(url);
		const [name = ''] = [...address.searchParams.keys()];
		if (secret === null) address.search = '';
		else address.searchParams.set(name, secret);
		return { url: address.href, headers };
	},
};

const entriesSchema = z
	.array(z.looseObject({ url: z.string(), headers: z.record(z.string(), z.string()).default({}) }))
	.default([]);

/** All webhook entries in the settings of the Whapi channel. */
export async function whapiEntries(control: ControlClient) {
	return entriesSchema.parse((await control.channel()).settings.webhooks);
}

const whapi: GatewayUnderTest = {
	title: 'Whapi',
	service: 'Whapi.Cloud',
	gateway: 'whapi',
	origin: 'whapi',
	credentialType: 'whapiApi',
	credential: ({ whapi: { token, baseUrl } }) => ({ token, baseUrl }),
	secretField: 'token',
	action: 'whapi',
	trigger: 'whapiTrigger',
	parameters: {},
	account: whapiChannelId,
	vasily: '79991112233@s.whatsapp.net',
	event: 'messages.post',
	otherEvent: 'statuses.post',
	pageCommand: 'GET /messages/list',
	callbacks: whapiEntries,
	message: (id, text = 'Hello', account = whapiChannelId) => ({
		messages: [
			{
				id: `p.w30M7fgwWD4XwHu-g${id}`,
				from_me: false,
				type: 'text',
				chat_id: '79991112233@s.whatsapp.net',
				timestamp: 1795168800,
				source: 'mobile',
				text: { body: text },
				from: '79991112233',
				from_name: 'Vasily',
			},
		],
		event: { type: 'messages', event: 'post' },
		channel_id: account,
	}),
	acknowledgement: () => ({ result: 'OK' }),
	withSecret: ({ url, headers }, secret) => {
		const [name = ''] = Object.keys(headers);
		return { url, headers: secret === null ? {} : { [name]: secret } };
	},
};

/** Both gateways. */
export const gateways = { whatsGate, whapi };

/** Every gateway on every version, for `describe.each`. */
export const cases: Array<{ version: HostVersion; title: string; gateway: GatewayUnderTest }> =
	versions.flatMap((version) =>
		Object.values(gateways).map((gateway) => ({ version, title: gateway.title, gateway })),
	);
