import { withEmulator, type RemoteEmulator } from '../emulator';
import { inTurn, type BenchOptions, type Row } from '../measure';
import { startChild } from '../processes/child';
import { sentFileSchema, type SendFileArgs } from '../processes/sendFileArgs';

const sizesMiB = [16, 64];

/**
 * MiB of resident memory that sending a file takes over idle.
 * @throws where another file than the one that was sent has arrived
 */
async function memoryOver({ control }: RemoteEmulator, args: SendFileArgs): Promise<number> {
	await control.reset();
	const child = await startChild('sendFile.ts', args, sentFileSchema);
	await child.end();
	const { idleMiB, peakMiB, sha256 } = child.message;
	const arrived = (await control.messages()).at(-1)?.media;
	if (arrived?.size !== args.bytes || arrived.sha256 !== sha256) {
		throw new Error(`${args.gateway} has not got the file that was sent`);
	}
	return peakMiB - idleMiB;
}

async function rowsOf(
	emulator: RemoteEmulator,
	gateway: SendFileArgs['gateway'],
	sizeMiB: number,
	rounds: number,
): Promise<Row[]> {
	const { baseUrl, apiKey } = emulator.whatsGate;
	const target =
		gateway === 'whapi'
			? { baseUrl: emulator.whapi.baseUrl, secret: emulator.whapi.token }
			: { baseUrl, secret: apiKey };
	const args = { gateway, ...target, bytes: sizeMiB * 2 ** 20 };
	const pair = await inTurn(
		rounds,
		() => memoryOver(emulator, { ...args, isPlain: false }),
		() => memoryOver(emulator, { ...args, isPlain: true }),
		{ warmUp: false },
	);
	const what = `Sending ${sizeMiB} MiB, peak memory over idle`;
	if (gateway === 'whapi') {
		return [
			{ measure: `${what}: Whapi node`, unit: 'MiB', values: pair.ours, aim: { atMost: 32 } },
			{ measure: `${what}: plain script that streams`, unit: 'MiB', values: pair.other },
		];
	}
	const shareOfFile = (values: number[]) => values.map((value) => value / sizeMiB);
	return [
		{
			measure: `${what}: WhatsGate node`,
			unit: 'x of the file',
			values: shareOfFile(pair.ours),
			aim: { atMost: 1.5, isLater: true },
			note: 'base64 inside JSON',
		},
		{
			measure: `${what}: plain script with base64 in JSON`,
			unit: 'x of the file',
			values: shareOfFile(pair.other),
		},
	];
}

/** Files from n8n's binary data (file-system mode) to both gateways; sender and receiver in their own processes. */
export async function fileRows(options: BenchOptions): Promise<Row[]> {
	const rounds = options.isQuick ? 1 : 3;
	const sizes = options.isQuick ? sizesMiB.slice(-1) : sizesMiB;
	return await withEmulator(async (emulator) => {
		const rows: Row[] = [];
		for (const gateway of ['whapi', 'whatsGate'] as const) {
			for (const sizeMiB of sizes) {
				options.onProgress(`sending ${sizeMiB} MiB to ${gateway}, ${rounds} rounds`);
				rows.push(...(await rowsOf(emulator, gateway, sizeMiB, rounds)));
			}
		}
		return rows;
	});
}
