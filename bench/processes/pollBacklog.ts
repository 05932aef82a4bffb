/** Polls a backlog once in a process of its own and tells how much memory that took over idle. */

import '../environment';

import { ControlClient } from '../../emulator';
import { Host } from '../engine';
import { Polling } from '../polling';
import { childArgs, tellParent } from './child';
import { collectGarbage, peakMemory, residentMemory } from './peak';
import { pollBacklogSchema } from './pollBacklogArgs';

async function main(): Promise<void> {
	const { url, whatsGate, maxEvents, count } = childArgs(pollBacklogSchema);
	const emulator = { control: new ControlClient(url), whatsGate };
	const polling = new Polling(emulator, await Host.start({ whatsGateApi: whatsGate }));
	// Loading and compiling belong to idle.
	await polling.prepare(500, 1);
	for (let round = 0; round < 3; round++) await polling.once(polling.trigger(200));
	await polling.prepare(count, 1);
	collectGarbage();

	const memory = peakMemory();
	const idleMiB = residentMemory();
	memory.forget();
	const { events } = await polling.once(polling.trigger(maxEvents));
	tellParent({ idleMiB, peakMiB: memory.read(), events });
	process.disconnect();
}

void main();
