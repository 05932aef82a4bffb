/** Sends one file in a process of its own and tells how much memory that took over idle. */

import { createHash, randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { nodeSender, plainSender, type Sender } from './senders';
import { childArgs, tellParent } from './child';
import { peakMemory, residentMemory } from './peak';
import { sendFileSchema } from './sendFileArgs';

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

function collectGarbage(): void {
	if (globalThis.gc === undefined) throw new Error('Node runs without --expose-gc');
	globalThis.gc();
}

async function main(): Promise<void> {
	const args = childArgs(sendFileSchema);
	const sender: Sender = args.isPlain ? plainSender(args) : await nodeSender(args);
	const files = {
		small: await makeFile(sender.folder, 'small.pdf', warmUpBytes),
		large: await makeFile(sender.folder, 'large.pdf', args.bytes),
	};
	const small = await sender.prepare(files.small.path);
	const large = await sender.prepare(files.large.path);
	// Loading and compiling belong to idle: they are paid once, not for each file.
	for (let round = 0; round < 3; round++) await sender.send(small);
	collectGarbage();

	const memory = peakMemory();
	const idleMiB = residentMemory();
	memory.forget();
	await sender.send(large);
	tellParent({ idleMiB, peakMiB: memory.read(), sha256: files.large.sha256 });
	process.disconnect();
}

void main();
