/** Sends or receives one file in a process of its own and tells how much memory that took over idle. */

import { createHash, randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { nodeReceiver, plainReceiver, type Receiver } from './receivers';
import { nodeSender, plainSender, type Sender } from './senders';
import { childArgs, tellParent } from './child';
import { collectGarbage, peakMemory, residentMemory } from './peak';
import { sendFileSchema, type SendFileArgs } from './sendFileArgs';

const warmUpBytes = 64 * 1024;

/** A file of random bytes; written in pieces, so that making it leaves no memory behind. */
async function makeFile(folder: string, name: string, bytes: number) {
	const path = join(folder, name);
	const hash = createHash('sha256');
	const piece = randomBytes(Math.min(bytes, 2 ** 20));
	await writeFile(path, '');
	for (let left = bytes; left > 0; left -= piece.length) {
		const part = piece.subarray(0, left);
		hash.update(part);
		await writeFile(path, part, { flag: 'a' });
	}
	return { path, sha256: hash.digest('hex') };
}

async function send(args: SendFileArgs): Promise<void> {
	const sender: Sender = args.isPlain ? plainSender(args) : await nodeSender(args);
	const files = {
		small: await makeFile(sender.folder, 'small.pdf', warmUpBytes),
		large: await makeFile(sender.folder, 'large.pdf', args.bytes),
	};
	const small = await sender.prepare(files.small.path);
	const large = await sender.prepare(files.large.path);
	const { idleMiB, peakMiB } = await memoryOf(
		() => sender.send(small),
		() => sender.send(large),
	);
	tellParent({ idleMiB, peakMiB, sha256: files.large.sha256 });
}

async function receive<TFile>(
	{ small, large }: SendFileArgs,
	receiver: Receiver<TFile>,
): Promise<void> {
	if (small === undefined || large === undefined) throw new Error('No files are named');
	const { idleMiB, peakMiB, result } = await memoryOf(
		() => receiver.receive(small),
		() => receiver.receive(large),
	);
	tellParent({ idleMiB, peakMiB, sha256: await receiver.digest(result) });
}

/** MiB of resident memory before and at most during an action. */
async function memoryOf<T>(warmUp: () => Promise<unknown>, action: () => Promise<T>) {
	// Loading and compiling belong to idle: they are paid once, not for each file.
	for (let round = 0; round < 3; round++) await warmUp();
	collectGarbage();
	const memory = peakMemory();
	const idleMiB = residentMemory();
	memory.forget();
	const result = await action();
	return { idleMiB, peakMiB: memory.read(), result };
}

async function main(): Promise<void> {
	const args = childArgs(sendFileSchema);
	if (args.direction === 'send') await send(args);
	else if (args.isPlain) await receive(args, plainReceiver(args));
	else await receive(args, await nodeReceiver(args));
	process.disconnect();
}

void main();
