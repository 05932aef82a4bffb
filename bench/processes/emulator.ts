/** The emulator in a process of its own, so that its work and memory are not counted as the nodes'. */

import { startEmulator } from '../../emulator';
import { tellParent } from './child';

async function main(): Promise<void> {
	const emulator = await startEmulator();
	process.once('disconnect', () => void emulator.close());
	tellParent({ url: emulator.url, whatsGate: emulator.whatsGate, whapi: emulator.whapi });
}

void main();
