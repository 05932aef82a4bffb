import 'reflect-metadata';

import { tmpdir } from 'node:os';
import { join } from 'node:path';

// n8n-core reads these when it is loaded. `test` makes its loader take the package with a plain require.
process.env.NODE_ENV = 'test';
process.env.N8N_ENCRYPTION_KEY = 'key-of-the-engine-tests';
process.env.N8N_USER_FOLDER = join(
	tmpdir(),
	`n8n-nodes-whatsapp-gateways-engine-${process.env.JEST_WORKER_ID ?? '1'}`,
);
process.env.N8N_LOG_LEVEL = 'silent';

// The nodes wait with n8n's `sleep`: here it only notes what was asked for.
jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: jest.fn(() => Promise.resolve()),
}));
