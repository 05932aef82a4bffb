import { createHash } from 'node:crypto';

import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { startEmulator, type ControlClient, type Emulator } from '../../emulator';
import { Host, TriggerWorkflow } from '../helpers/engine';
import { actionsOf } from './actions';

/** Of the emulator's fresh world. */
export const demo = '191b80a9238';
export const second = '6345454545455';
export const unlinked = '6345454545454';
export const vasily = '79991112233@c.us';
export const maria = '79994445566@c.us';
export const group = '4239048293082@g.us';

/** A resource locator's value. */
export function locator(mode: string, value: string): INodeParameters {
	return { __rl: true, mode, value };
}

/** The session that most tests use, chosen by id. */
export const demoSession = locator('id', demo);

/** A recipient or chat by id. */
export const byId = (id: string) => locator('id', id);

/** An emulated WhatsGate with an n8n that has a credential for it. */
export interface Stage {
	emulator: Emulator;
	control: ControlClient;
	host: Host;
	close(): Promise<void>;
}

export async function startStage(publicUrl?: string): Promise<Stage> {
	const emulator = await startEmulator({ webhookRepeatMs: 60_000 });
	const host = await hostFor({}, emulator, publicUrl);
	const close = () => emulator.close();
	return { emulator, control: emulator.control, host, close };
}

/** An n8n whose WhatsGate credential differs in some fields from the right one. */
export async function hostFor(
	credential: { apiKey?: string; baseUrl?: string },
	{ whatsGate: { apiKey, baseUrl } }: Emulator,
	publicUrl?: string,
): Promise<Host> {
	return await Host.start({ whatsGateApi: { apiKey, baseUrl, ...credential } }, publicUrl);
}

/** Ways to run the WhatsGate node. */
export const { actionWorkflow, tryAction, runAction, jsonOf, errorOf } = actionsOf({
	name: 'WhatsGate',
	type: 'whatsGate',
	credential: 'whatsGateApi',
});

/** Parameters of Message > Send. */
export function sendTo(recipient: string, more: INodeParameters): INodeParameters {
	return {
		resource: 'message',
		operation: 'send',
		session: demoSession,
		recipient: byId(recipient),
		...more,
	};
}

/** An item with a file in a binary field. */
export function fileItem(
	bytes: Buffer,
	mimeType: string,
	fileName?: string,
	field = 'data',
): INodeExecutionData {
	const data = { data: bytes.toString('base64'), mimeType, ...(fileName && { fileName }) };
	return { json: {}, binary: { [field]: data } };
}

/** The bytes that a binary field of an item holds. */
export function bytesOf(item: INodeExecutionData | undefined, field = 'data'): Buffer {
	return Buffer.from(item?.binary?.[field]?.data ?? '', 'base64');
}

export function sha256(bytes: Buffer): string {
	return createHash('sha256').update(bytes).digest('hex');
}

/** A file that begins as OGG files do. */
export const ogg = Buffer.concat([Buffer.from('OggS\0\u0002'), Buffer.alloc(64, 7)]);

/** The pauses that the nodes have asked for since the last call of this function, in seconds. */
export function takePauses(): number[] {
	const asked = jest.mocked(sleep).mock.calls.map(([ms]) => ms / 1000);
	jest.mocked(sleep).mockClear();
	return asked;
}

/** Commands that the service has got. */
export async function commandsAt({ control }: Pick<Stage, 'control'>): Promise<string[]> {
	return (await control.requests()).map(({ command }) => command);
}

/** A workflow with a WhatsGate Trigger. */
export function triggerWorkflow(host: Host, parameters: INodeParameters): TriggerWorkflow {
	return new TriggerWorkflow(host, {
		type: 'whatsGateTrigger',
		credential: 'whatsGateApi',
		parameters,
	});
}

/** Stands for any text with this part in a comparison. */
export const containing = (part: string): unknown => expect.stringContaining(part);

/** Stands for any text of this form in a comparison. */
export const matching = (form: RegExp): unknown => expect.stringMatching(form);
