import { z } from 'zod/v4';

import { inTurn, type BenchOptions, type Row } from '../measure';
import { startChild } from '../processes/child';
import { sentFileSchema, type SendFileArgs } from '../processes/sendFileArgs';

const sizesMiB = [16, 64];

/** MiB of resident memory that sending a file takes over idle. */
async function memoryOver(args: SendFileArgs): Promise<number> {
	const child = await startChild('sendFile.ts', args, sentFileSchema);
	await child.end();
	return child.message.peakMiB - child.message.idleMiB;
}

async function rowsOf(
	args: Omit<SendFileArgs, 'isPlain' | 'bytes'>,
	sizeMiB: number,
	rounds: number,
): Promise<Row[]> {
	const bytes = sizeMiB * 2 ** 20;
	const pair = await inTurn(
		rounds,
		() => memoryOver({ ...args, bytes, isPlain: false }),
		() => memoryOver({ ...args, bytes, isPlain: true }),
		{ warmUp: false },
	);
	const what = `Sending ${sizeMiB} MiB, peak memory over idle`;
	if (args.gateway === 'whapi') {
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
	const rounds = options.isQuick ? 2 : 5;
	const sink = await startChild('sink.ts', null, z.object({ url: z.string() }));
	const rows: Row[] = [];
	try {
		for (const gateway of ['whapi', 'whatsGate'] as const) {
			for (const sizeMiB of options.isQuick ? sizesMiB.slice(-1) : sizesMiB) {
				options.onProgress(`sending ${sizeMiB} MiB to ${gateway}, ${rounds} rounds`);
				rows.push(...(await rowsOf({ gateway, url: sink.message.url }, sizeMiB, rounds)));
			}
		}
	} finally {
		await sink.end();
	}
	return rows;
}
