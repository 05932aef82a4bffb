import type { INodeParameters } from 'n8n-workflow';

import { startEmulator, type Emulator } from '../../emulator';
import { Host, TriggerWorkflow } from '../helpers/engine';
import { actionsOf } from './actions';
import { byId, type Stage } from './support';

export type { Stage };

/** Of the emulator's fresh world, as Whapi.Cloud writes ids. */
export const channelId = 'MANTIS-M72HC';
export const own = '79999999999@s.whatsapp.net';
export const vasily = '79991112233@s.whatsapp.net';
export const maria = '79994445566@s.whatsapp.net';
export const nameless = '79997778899@s.whatsapp.net';
export const group = '4239048293082@g.us';

/** Starts the emulated gateways with an n8n that has a credential for each. */
export async function startStage(publicUrl?: string): Promise<Stage> {
	const emulator = await startEmulator({ webhookRepeatMs: 60_000, whapiBackoffFactor: 0 });
	const host = await hostFor({}, emulator, publicUrl);
	const close = () => emulator.close();
	return { emulator, control: emulator.control, host, close };
}

/** An n8n whose Whapi credential differs in some fields from the right one. */
export async function hostFor(
	credential: { token?: string; baseUrl?: string },
	{ whapi, whatsGate }: Emulator,
	publicUrl?: string,
): Promise<Host> {
	const { token, baseUrl } = whapi;
	const { apiKey, baseUrl: whatsGateUrl } = whatsGate;
	return await Host.start(
		{
			whapiApi: { token, baseUrl, ...credential },
			whatsGateApi: { apiKey, baseUrl: whatsGateUrl },
		},
		publicUrl,
	);
}

/** Ways to run the Whapi node. */
export const { actionWorkflow, tryAction, runAction, jsonOf, errorOf } = actionsOf({
	name: 'Whapi',
	type: 'whapi',
	credential: 'whapiApi',
});

/** Parameters of an operation. */
export const operation = (
	resource: string,
	name: string,
	more: INodeParameters = {},
): INodeParameters => ({ resource, operation: name, ...more });

/** Parameters of Message > Send. */
export const sendTo = (recipient: string, more: INodeParameters): INodeParameters =>
	operation('message', 'send', { recipient: byId(recipient), ...more });

/** The requests that the service has got, one command as `METHOD path`. */
export async function commandsAt({ control }: Pick<Stage, 'control'>): Promise<string[]> {
	return (await control.requests({ gateway: 'whapi' })).map(({ command }) => command);
}

/** The body of the latest request of a command. */
export async function bodyOf({ control }: Pick<Stage, 'control'>, command: string) {
	return (await control.requests({ gateway: 'whapi', command })).at(-1)?.body;
}

/** The query of the latest request of a command. */
export async function queryOf({ control }: Pick<Stage, 'control'>, command: string) {
	const request = (await control.requests({ gateway: 'whapi', command })).at(-1);
	const { searchParams } = new URL(request?.url ?? '/', 'http://service');
	return Object.fromEntries(searchParams);
}

/** A workflow with a Whapi Trigger. */
export function triggerWorkflow(host: Host, parameters: INodeParameters): TriggerWorkflow {
	return new TriggerWorkflow(host, { type: 'whapiTrigger', credential: 'whapiApi', parameters });
}
