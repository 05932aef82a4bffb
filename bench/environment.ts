import 'reflect-metadata';

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// To be imported before n8n-core, which reads these when it is loaded. A user's own n8n folder is never touched.
/** Deleted when the process ends. */
export const benchFolder = mkdtempSync(join(tmpdir(), 'whatsapp-gateways-bench-'));
process.env.NODE_ENV = 'production';
process.env.N8N_ENCRYPTION_KEY = 'key-of-the-bench';
process.env.N8N_USER_FOLDER = benchFolder;
process.env.N8N_LOG_LEVEL = 'silent';
process.env.N8N_DEFAULT_BINARY_DATA_MODE = 'filesystem';
process.once('exit', () => {
	rmSync(benchFolder, { recursive: true, force: true });
});
