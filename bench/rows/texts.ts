import type { INodeExecutionData } from 'n8n-workflow';

import { seededSessions } from '../../emulator';
import type { BaseNodes } from '../baseNodes';
import { findBaseNodes } from '../baseNodes';
import { plainCall, withEmulator, type RemoteEmulator } from '../emulator';
import { Host, runWorkflow } from '../engine';
import { callByHttpRequest, httpRequestTypes } from '../httpRequests';
import { inRounds, milliseconds, ratios, type BenchOptions, type Row } from '../measure';
import { actionWorkflow, locator } from '../workflow';

/** Of the emulator's fresh world. */
const recipient = '79991112233@c.us';

function sendingWorkflow(host: Host) {
	return actionWorkflow(host, 'whatsGate', 'whatsGateApi', {
		resource: 'message',
		operation: 'send',
		session: locator('id', seededSessions.demo),
		recipient: locator('id', recipient),
		messageType: 'text',
		text: '={{ $json.text }}',
	});
}

/** Sends the texts of the items through the node. */
async function sendThroughNode(host: Host, input: INodeExecutionData[]): Promise<void> {
	const result = await runWorkflow(host, sendingWorkflow(host), { from: 'Start', input });
	if (result.error !== null) throw new Error(result.error.message);
	const count = result.items.Node?.length ?? 0;
	if (count !== input.length) throw new Error(`${count} items came of ${input.length}`);
}

const bodyOf = (text: unknown) => ({
	WhatsappID: seededSessions.demo,
	async: false,
	recipient: { id: recipient },
	message: { type: 'text', body: text },
});

async function sendPlainly(emulator: RemoteEmulator, input: INodeExecutionData[]): Promise<void> {
	for (const { json } of input) await plainCall(emulator, 'send', bodyOf(json.text));
}

async function sendByHttpRequest(
	host: Host,
	emulator: RemoteEmulator,
	input: INodeExecutionData[],
): Promise<void> {
	const body = JSON.stringify(bodyOf('TEXT'), null, 1).replace('"TEXT"', '$json.text');
	await callByHttpRequest(host, emulator, 'send', `={{ ${body} }}`, input);
}

async function rowsAt(
	latencyMs: number,
	{ emulator, host, base }: { emulator: RemoteEmulator; host: Host; base: BaseNodes | null },
	options: BenchOptions,
): Promise<Row[]> {
	const rounds = options.isQuick || latencyMs > 0 ? 2 : 5;
	const count = options.isQuick ? (latencyMs > 0 ? 40 : 300) : 1000;
	const input = Array.from({ length: count }, (_, index) => ({
		json: { text: `Text ${index + 1}` },
	}));
	options.onProgress(`${count} texts at ${latencyMs} ms, ${rounds} rounds`);
	const prepared = (action: () => Promise<void>) => async () => {
		await emulator.control.reset();
		if (latencyMs > 0) await emulator.control.addFault({ effect: 'delay', latencyMs });
		const time = await milliseconds(action);
		await checkOrder(emulator, count);
		return time;
	};
	const [node = [], plain = [], http = []] = await inRounds(rounds, [
		prepared(() => sendThroughNode(host, input)),
		prepared(() => sendPlainly(emulator, input)),
		...(base === null ? [] : [prepared(() => sendByHttpRequest(host, emulator, input))]),
	]);
	const what = `${count} texts, service answers after ${latencyMs} ms`;
	const note = base === null ? 'no n8n in the cache; `npm run demo` installs one' : '';
	return [
		{ measure: `${what}: WhatsGate node`, unit: 'ms', values: node },
		{ measure: `${what}: plain loop`, unit: 'ms', values: plain },
		{ measure: `${what}: HTTP Request in a loop`, unit: 'ms', values: http, note },
		{
			measure: `${what}: node / plain loop`,
			unit: 'x',
			values: ratios(node, plain),
			...(latencyMs > 0 && { aim: { atMost: 1.2 } }),
		},
		{
			measure: `${what}: node / HTTP Request`,
			unit: 'x',
			values: http.length === 0 ? [] : ratios(node, http),
			aim: { atMost: 1 },
			note,
		},
	];
}

/** Texts to one recipient, one after the other: our node in the engine, a plain loop, and n8n's HTTP Request node. */
export async function textRows(options: BenchOptions): Promise<Row[]> {
	const base = await findBaseNodes();
	return await withEmulator(async (emulator) => {
		const others = base === null ? {} : httpRequestTypes(base);
		const host = await Host.start({ whatsGateApi: emulator.whatsGate }, undefined, others);
		const rows: Row[] = [];
		for (const latencyMs of [0, 20]) {
			rows.push(...(await rowsAt(latencyMs, { emulator, host, base }, options)));
		}
		return rows;
	});
}

/** A fast way that loses or swaps messages is none. */
async function checkOrder({ control }: RemoteEmulator, count: number): Promise<void> {
	const texts = (await control.messages()).map(({ text }) => text);
	const expected = Array.from({ length: count }, (_, index) => `Text ${index + 1}`);
	if (texts.join() !== expected.join())
		throw new Error('The messages are not those that were sent');
}
