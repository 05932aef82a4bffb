/** The emulator in a process of its own, so that its work and memory are not counted as the nodes'. */

import { startEmulator } from '../../emulator';
import { tellParent } from './child';

async function main(): Promise<void> {
	const emulator = await startEmulator();
	process.once('disconnect', () => void emulator.close());
	const { baseUrl, apiKey } = emulator.whatsGate;
	tellParent({ url: emulator.url, baseUrl, apiKey });
}

void main();
