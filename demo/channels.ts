import { seededSessions, type Emulator } from '../emulator';
import type { WorkflowFile } from '../host';

/** A way in which messages reach n8n: a gateway and a mode of its trigger, shown by one of the examples. */
export interface Channel {
	/** `WhatsGate, webhook` */
	title: string;
	/** File in `examples/`. */
	example: string;
	/** Credential type that its nodes use. */
	credentialType: string;
	/** Fields of the credential that point at the emulator. */
	credential: (emulator: Emulator) => Record<string, unknown>;
	/** The gateway that its answers go out through, as the emulator calls it. */
	gateway: 'whatsGate' | 'whapi';
	/** The linked phone that the example listens on, as the emulator knows it. */
	session: string;
	/** The phone's name for people. */
	phone: string;
	/** Asks the gateway once a minute; switching it on asks at once. */
	polls: boolean;
}

const whatsGate = {
	gateway: 'whatsGate',
	credentialType: 'whatsGateApi',
	credential: ({ whatsGate: { apiKey, baseUrl } }: Emulator) => ({ apiKey, baseUrl }),
} as const;

const whapi = {
	gateway: 'whapi',
	credentialType: 'whapiApi',
	credential: ({ whapi: { token, baseUrl } }: Emulator) => ({ token, baseUrl }),
} as const;

const demoPhone = { session: seededSessions.demo, phone: 'Demo phone' };

/** Everything that the demo shows and its check tries. The demo phone is linked to both gateways. */
export const channels: Channel[] = [
	{
		...whatsGate,
		...demoPhone,
		title: 'WhatsGate, webhook',
		example: 'whatsgate-auto-reply-webhook.json',
		polls: false,
	},
	{
		...whatsGate,
		title: 'WhatsGate, polling',
		example: 'whatsgate-auto-reply-polling.json',
		session: seededSessions.second,
		phone: 'Second phone',
		polls: true,
	},
	{
		...whapi,
		...demoPhone,
		title: 'Whapi, webhook',
		example: 'whapi-auto-reply-webhook.json',
		polls: false,
	},
	{
		...whapi,
		...demoPhone,
		title: 'Whapi, polling',
		example: 'whapi-auto-reply-polling.json',
		polls: true,
	},
];

/** What the demo's copy of a channel's example puts behind each answer, so that it shows which way it came. */
export function signatureOf({ title }: Channel): string {
	return ` (${title})`;
}

/** Puts the channel's signature behind the texts that a workflow sends. */
export function signAnswers(channel: Channel, workflow: WorkflowFile): void {
	for (const node of workflow.nodes) {
		const { operation, text } = node.parameters;
		if (operation !== 'send' || typeof text !== 'string') continue;
		node.parameters = { ...node.parameters, text: text + signatureOf(channel) };
	}
}
