import { z } from 'zod/v4';

import { withEmulator, type RemoteEmulator } from '../emulator';
import { inTurn, type Aim, type BenchOptions, type Row } from '../measure';
import { startChild } from '../processes/child';
import { digestOfMade } from '../processes/madeFile';
import { sentFileSchema, type SendFileArgs } from '../processes/sendFileArgs';

const MiB = 2 ** 20;

type Gateway = SendFileArgs['gateway'];

/** In MiB for Whapi.Cloud, which streams; in parts of the file for WhatsGate, with its base64 inside JSON. */
const aims: Record<SendFileArgs['direction'], Record<Gateway, Aim>> = {
	send: { whapi: { atMost: 32 }, whatsGate: { atMost: 1.5 } },
	receive: { whapi: { atMost: 32 }, whatsGate: { atMost: 2 } },
};

const names: Record<Gateway, string> = { whapi: 'Whapi node', whatsGate: 'WhatsGate node' };

const scripts: Record<Gateway, string> = {
	whapi: 'plain script that streams',
	whatsGate: 'plain script with base64 in JSON',
};

function target({ whatsGate, whapi }: RemoteEmulator, gateway: Gateway) {
	return gateway === 'whapi'
		? { gateway, baseUrl: whapi.baseUrl, secret: whapi.token }
		: { gateway, baseUrl: whatsGate.baseUrl, secret: whatsGate.apiKey };
}

/**
 * MiB of resident memory that sending a file takes over idle.
 * @throws where another file than the one that was sent has arrived
 */
async function memoryOfSending({ control }: RemoteEmulator, args: SendFileArgs): Promise<number> {
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

/**
 * MiB of resident memory that receiving a file takes over idle.
 * @throws where another file than the one that was sent has arrived
 */
async function memoryOfReceiving(args: SendFileArgs): Promise<number> {
	const files = { small: `file-${64 * 1024}`, large: `file-${args.bytes}` };
	const child = await startChild('sendFile.ts', { ...args, ...files }, sentFileSchema);
	await child.end();
	const { idleMiB, peakMiB, sha256 } = child.message;
	if (sha256 !== digestOfMade(args.bytes)) {
		throw new Error(`${args.gateway}'s file has not arrived as it was`);
	}
	return peakMiB - idleMiB;
}

/** The figures in the unit of the gateway's aim. */
function memoryRow(
	measure: string,
	gateway: Gateway,
	sizeMiB: number,
	values: number[],
): Omit<Row, 'aim'> {
	if (gateway === 'whapi') return { measure, unit: 'MiB', values };
	return { measure, unit: 'x of the file', values: values.map((value) => value / sizeMiB) };
}

async function sendingRows(
	emulator: RemoteEmulator,
	gateway: Gateway,
	sizeMiB: number,
	rounds: number,
): Promise<Row[]> {
	const args = { direction: 'send', ...target(emulator, gateway), bytes: sizeMiB * MiB } as const;
	const pair = await inTurn(
		rounds,
		() => memoryOfSending(emulator, { ...args, isPlain: false }),
		() => memoryOfSending(emulator, { ...args, isPlain: true }),
		{ warmUp: false },
	);
	const what = `Sending ${sizeMiB} MiB, peak memory over idle`;
	return [
		{
			...memoryRow(`${what}: ${names[gateway]}`, gateway, sizeMiB, pair.ours),
			aim: aims.send[gateway],
		},
		memoryRow(`${what}: ${scripts[gateway]}`, gateway, sizeMiB, pair.other),
	];
}

async function receivingRows(
	/** Of the server that has the files. */
	baseUrl: string,
	gateway: Gateway,
	sizeMiB: number,
	rounds: number,
): Promise<Row[]> {
	const args = {
		direction: 'receive',
		gateway,
		baseUrl,
		secret: 'secret',
		bytes: sizeMiB * MiB,
	} as const;
	const pair = await inTurn(
		rounds,
		() => memoryOfReceiving({ ...args, isPlain: false }),
		() => memoryOfReceiving({ ...args, isPlain: true }),
		{ warmUp: false },
	);
	const what = `Receiving ${sizeMiB} MiB, peak memory over idle`;
	const plain = memoryRow(`${what}: ${scripts[gateway]}`, gateway, sizeMiB, pair.other);
	return [
		{
			...memoryRow(`${what}: ${names[gateway]}`, gateway, sizeMiB, pair.ours),
			aim: aims.receive[gateway],
			limit: plain.values,
		},
		plain,
	];
}

/** Files from n8n's binary data (file-system mode) to both gateways and back; each process on its own. */
export async function fileRows({ isQuick, onProgress }: BenchOptions): Promise<Row[]> {
	const sizes = isQuick ? [64] : [16, 64, 128];
	// What waits for the garbage collection weighs most beside a small file.
	const roundsFor = (sizeMiB: number) => (isQuick ? 1 : sizeMiB < 64 ? 4 : 2);
	const server = await startChild('fileServer.ts', null, z.object({ url: z.string() }));
	const rows = await withEmulator(async (emulator) => {
		const rows: Row[] = [];
		for (const gateway of ['whapi', 'whatsGate'] as const) {
			for (const sizeMiB of sizes) {
				const rounds = roundsFor(sizeMiB);
				onProgress(`${sizeMiB} MiB to ${gateway} and back, ${rounds} rounds`);
				rows.push(...(await sendingRows(emulator, gateway, sizeMiB, rounds)));
				rows.push(...(await receivingRows(server.message.url, gateway, sizeMiB, rounds)));
			}
		}
		return rows;
	});
	await server.end();
	return rows;
}
