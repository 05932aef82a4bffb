import { started } from './running';

/** Ends what `globalSetup` started. */
export default async function globalTeardown(): Promise<void> {
	for (const n8n of started.n8ns) await n8n.stop();
	for (const cleanUp of started.cleanUp) await cleanUp();
}
