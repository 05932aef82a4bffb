import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { startEmulator, type ControlClient, type Emulator } from '../../emulator';
import {
	Host,
	runWorkflow,
	startType,
	TriggerWorkflow,
	type RunResult,
	type ShownError,
	type WorkflowJson,
} from '../helpers/engine';
import { byId, type ActionOptions } from './support';

/** Of the emulator's fresh world, as Whapi.Cloud writes ids. */
export const channelId = 'MANTIS-M72HC';
export const own = '79999999999@s.whatsapp.net';
export const vasily = '79991112233@s.whatsapp.net';
export const maria = '79994445566@s.whatsapp.net';
export const nameless = '79997778899@s.whatsapp.net';
export const group = '4239048293082@g.us';

/** The emulated gateways with an n8n that has a credential for each. */
export interface Stage {
	emulator: Emulator;
	control: ControlClient;
	host: Host;
	close(): Promise<void>;
}

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

/** A workflow of the start node and the Whapi node. */
export function actionWorkflow(
	host: Host,
	parameters: INodeParameters,
	{ continueOnFail = false }: ActionOptions = {},
): WorkflowJson {
	const position: [number, number] = [0, 0];
	const start = { id: 'start', name: 'Start', type: startType, typeVersion: 1, position };
	return {
		nodes: [
			{ ...start, parameters: {} },
			{
				id: 'node',
				name: 'Whapi',
				type: `${host.loader.packageName}.whapi`,
				typeVersion: 1,
				position,
				parameters,
				credentials: { whapiApi: { id: '1', name: 'Test' } },
				...(continueOnFail && { onError: 'continueRegularOutput' }),
			},
		],
		connections: { Start: { main: [[{ node: 'Whapi', type: 'main', index: 0 }]] } },
	};
}

/** Runs the Whapi node once, whatever comes of it. */
export async function tryAction(
	{ host }: Pick<Stage, 'host'>,
	parameters: INodeParameters,
	options: ActionOptions = {},
): Promise<RunResult> {
	const json = actionWorkflow(host, parameters, options);
	return await runWorkflow(host, json, { from: 'Start', input: options.input });
}

/** The items of a run that must succeed. */
export async function runAction(
	stage: Pick<Stage, 'host'>,
	parameters: INodeParameters,
	options: ActionOptions = {},
): Promise<INodeExecutionData[]> {
	const { items, error } = await tryAction(stage, parameters, options);
	if (error !== null) throw new Error(`${error.message} ${error.description ?? ''}`);
	return items.Whapi ?? [];
}

/** The JSON of the items of a run that must succeed. */
export async function jsonOf(
	stage: Pick<Stage, 'host'>,
	parameters: INodeParameters,
	options: ActionOptions = {},
): Promise<IDataObject[]> {
	return (await runAction(stage, parameters, options)).map(({ json }) => json);
}

/** The error of a run that must fail. */
export async function errorOf(
	stage: Pick<Stage, 'host'>,
	parameters: INodeParameters,
	options: ActionOptions = {},
): Promise<ShownError> {
	const { error } = await tryAction(stage, parameters, options);
	if (error === null) throw new Error('The run succeeded');
	return error;
}

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
