import { seededSessions, type Emulator } from '../emulator';

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
	/** The linked phone that the example listens on, as the emulator knows it. */
	session: string;
	/** The phone's name for people. */
	phone: string;
	/** Asks the gateway once a minute; switching it on asks at once. */
	polls: boolean;
}

const whatsGate = {
	credentialType: 'whatsGateApi',
	credential: ({ whatsGate: { apiKey, baseUrl } }: Emulator) => ({ apiKey, baseUrl }),
};

/** Everything that the demo shows and its check tries. */
export const channels: Channel[] = [
	{
		...whatsGate,
		title: 'WhatsGate, webhook',
		example: 'whatsgate-auto-reply-webhook.json',
		session: seededSessions.demo,
		phone: 'Demo phone',
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
];
