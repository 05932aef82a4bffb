import { seededSessions } from '../../emulator';
import { plainCall, withEmulator } from '../emulator';
import { Host, runWorkflow } from '../engine';
import { inRounds, milliseconds, ratios, type BenchOptions, type Row } from '../measure';
import { actionWorkflow, locator } from '../workflow';

const latencyMs = 20;

/** Number checks, whose order does not matter: our nodes in the engine against a loop that makes one after the other. */
export async function checkRows(options: BenchOptions): Promise<Row[]> {
	const count = options.isQuick ? 150 : 1000;
	const rounds = 2;
	options.onProgress(`${count} number checks at ${latencyMs} ms, ${rounds} rounds`);
	const numbers = Array.from({ length: count }, (_, index) => String(79990000000 + index));
	const input = numbers.map((number) => ({ json: { number } }));
	return await withEmulator(async (emulator) => {
		const host = await Host.start({ whatsGateApi: emulator.whatsGate, whapiApi: emulator.whapi });
		const checkThrough = (gateway: 'whatsGate' | 'whapi') => async () => {
			const json = actionWorkflow(host, gateway, `${gateway}Api`, {
				resource: 'contact',
				operation: 'check',
				session: locator('id', seededSessions.demo),
				phoneNumber: '={{ $json.number }}',
				phoneNumbers: '={{ $json.number }}',
			});
			return await milliseconds(async () => {
				const { items, error } = await runWorkflow(host, json, { from: 'Start', input });
				if (error !== null) throw new Error(error.message);
				const checked = (items.Node ?? []).map(({ json: { phoneNumber } }) => phoneNumber);
				const isInOrder = numbers.every((number, index) => number === checked[index]);
				if (!isInOrder) throw new Error('The checks are not in order');
			});
		};
		const checkPlainly = async () =>
			await milliseconds(async () => {
				for (const number of numbers) {
					await plainCall(emulator, 'check', { WhatsappID: seededSessions.demo, number });
				}
			});
		await emulator.control.addFault({ effect: 'delay', latencyMs });
		const [whatsGate = [], whapi = [], plain = []] = await inRounds(rounds, [
			checkThrough('whatsGate'),
			checkThrough('whapi'),
			checkPlainly,
		]);
		const what = `${count} number checks, service answers after ${latencyMs} ms`;
		const aim = { atLeast: 5 };
		return [
			{ measure: `${what}: WhatsGate node`, unit: 'ms', values: whatsGate },
			{ measure: `${what}: Whapi node`, unit: 'ms', values: whapi },
			{ measure: `${what}: one by one`, unit: 'ms', values: plain },
			{
				measure: `${what}: WhatsGate node, times faster than one by one`,
				unit: 'x',
				values: ratios(plain, whatsGate),
				aim,
				note: '10 in flight',
			},
			{
				measure: `${what}: Whapi node, times faster than one by one`,
				unit: 'x',
				values: ratios(plain, whapi),
				aim,
				note: '10 in flight; the loop calls WhatsGate',
			},
		];
	});
}
