import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { projectFolder } from '../../host';
import { started } from './running';

/** Ends what `globalSetup` started; keeps n8n's logs. */
export default async function globalTeardown(): Promise<void> {
	started.isOver = true;
	const results = join(projectFolder, '.test-results');
	await mkdir(results, { recursive: true });
	for (const n8n of started.n8ns) {
		await n8n.stop();
		await copyFile(n8n.logFile, join(results, `n8n-${n8n.version}.log`));
	}
	for (const cleanUp of started.cleanUp) await cleanUp();
}
