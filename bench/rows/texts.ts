import type { INodeExecutionData } from 'n8n-workflow';

import { seededSessions } from '../../emulator';
import { plainCall, withEmulator, type RemoteEmulator } from '../emulator';
import { Host, runWorkflow } from '../engine';
import { inTurn, milliseconds, type BenchOptions, type Row } from '../measure';
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

async function sendPlainly(emulator: RemoteEmulator, input: INodeExecutionData[]): Promise<void> {
	for (const { json } of input) {
		await plainCall(emulator, 'send', {
			WhatsappID: seededSessions.demo,
			async: false,
			recipient: { id: recipient },
			message: { type: 'text', body: json.text },
		});
	}
}

/** Texts to one recipient, one after the other: our node in the engine against a plain loop. */
export async function textRows(options: BenchOptions): Promise<Row[]> {
	return await withEmulator(async (emulator) => {
		const host = await Host.start({ whatsGateApi: emulator.whatsGate });
		const rows: Row[] = [];
		for (const latencyMs of [0, 20]) {
			const rounds = options.isQuick ? 2 : latencyMs === 0 ? 5 : 3;
			const count = options.isQuick && latencyMs > 0 ? 100 : 1000;
			const input = Array.from({ length: count }, (_, index) => ({
				json: { text: `Text ${index + 1}` },
			}));
			options.onProgress(`${count} texts at ${latencyMs} ms, ${rounds} rounds`);
			const prepared = async (action: () => Promise<void>) => {
				await emulator.control.reset();
				if (latencyMs > 0) await emulator.control.addFault({ effect: 'delay', latencyMs });
				const time = await milliseconds(action);
				await checkOrder(emulator, count);
				return time;
			};
			const pair = await inTurn(
				rounds,
				() => prepared(() => sendThroughNode(host, input)),
				() => prepared(() => sendPlainly(emulator, input)),
			);
			const what = `${count} texts, service answers after ${latencyMs} ms`;
			rows.push(
				{ measure: `${what}: WhatsGate node`, unit: 'ms', values: pair.ours },
				{ measure: `${what}: plain loop`, unit: 'ms', values: pair.other },
				{
					measure: `${what}: node / plain loop`,
					unit: 'x',
					values: pair.ratios,
					...(latencyMs > 0 && { aim: { atMost: 1.2, isLater: true } }),
				},
			);
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
