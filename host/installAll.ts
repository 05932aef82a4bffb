import { messageOf } from './errors';
import { installHost } from './install';
import { hostVersions } from './versions';

// Fetches every n8n into the cache ahead of time: npx tsx host/installAll.ts

const onProgress = (line: string) => {
	console.log(line);
};

Promise.all(hostVersions.map(async (version) => await installHost(version, { onProgress }))).catch(
	(error: unknown) => {
		console.error(messageOf(error));
		process.exitCode = 1;
	},
);
