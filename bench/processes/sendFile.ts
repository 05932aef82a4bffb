/** Sends one file in a process of its own and tells how much memory that took over idle. */

import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { nodeSender, plainSender, type Sender } from './senders';
import { childArgs, tellParent } from './child';
import { peakMemory, residentMemory } from './peak';
import { sendFileSchema } from './sendFileArgs';

const warmUpBytes = 64 * 1024;

/** A file of random bytes; written in pieces, so that making it leaves no memory behind. */
async function makeFile(folder: string, name: string, bytes: number): Promise<string> {
	const path = join(folder, name);
	const piece = randomBytes(Math.min(bytes, 2 ** 20));
	await writeFile(path, '');
	for (let left = bytes; left > 0; left -= piece.length) {
		await writeFile(path, piece.subarray(0, left), { flag: 'a' });
	}
	return path;
}

function collectGarbage(): void {
	if (globalThis.gc === undefined) throw new Error('Node runs without --expose-gc');
	globalThis.gc();
}

async function main(): Promise<void> {
	const args = childArgs(sendFileSchema);
	const sender: Sender = args.isPlain ? plainSender(args) : await nodeSender(args);
	const small = await sender.prepare(await makeFile(sender.folder, 'small.pdf', warmUpBytes));
	const large = await sender.prepare(await makeFile(sender.folder, 'large.pdf', args.bytes));
	// Loading and compiling belong to idle: they are paid once, not for each file.
	for (let round = 0; round < 3; round++) await sender.send(small);
	collectGarbage();

	const memory = peakMemory();
	const idle = residentMemory();
	memory.forget();
	const received = await sender.send(large);
	const peak = memory.read();
	if (received < args.bytes) throw new Error(`Only ${received} bytes of ${args.bytes} arrived`);
	tellParent({ idleMiB: idle, peakMiB: peak });
	process.disconnect();
}

void main();
