import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { OnProgress } from './cache';
import { installHost } from './install';
import { n8nEnvironment } from './n8nEnvironment';
import { installPackage } from './n8nFolder';
import { editorReadiness, startProcess, type N8nProcess } from './n8nProcess';
import { freePort } from './ports';
import type { HostVersion } from './versions';

/** How an n8n is started. */
export interface StartOptions {
	/** Which n8n; it is installed first when it is not. */
	version: HostVersion;
	/** Keeps n8n's database and its log; the same folder again goes on where it was. */
	dataFolder: string;
	/** Our package as `npm pack` wrote it; left out = n8n's own nodes only, or what the data folder has. */
	tarball?: string;
	/** Wished port; another one is taken when it is not free. 0 or left out = any. */
	port?: number;
	/** Further environment variables for n8n; they win over ours. */
	env?: Record<string, string>;
	/** Gets a line for each step. */
	onProgress?: OnProgress;
}

/** A running n8n. */
export interface N8n extends N8nProcess {
	version: HostVersion;
	/** `http://127.0.0.1:5678`, no slash at the end: editor, REST API and webhooks. */
	url: string;
	port: number;
	/** n8n's own log. */
	logFile: string;
}

/**
 * Starts a real n8n and waits until it is ready.
 * @throws with the end of n8n's log when it does not come up
 */
export async function startN8n(options: StartOptions): Promise<N8n> {
	const { version, dataFolder, tarball } = options;
	const onProgress = options.onProgress ?? (() => undefined);
	const host = await installHost(version, { onProgress });
	mkdirSync(dataFolder, { recursive: true });
	if (tarball) await installPackage(dataFolder, tarball);

	const port = await freePort(options.port);
	const url = `http://127.0.0.1:${port}`;
	const place = { userFolder: dataFolder, url, port, brokerPort: await freePort() };
	const logFile = join(dataFolder, 'n8n.log');
	onProgress(`Starting n8n ${version} (usually 15 to 40 seconds) …`);
	const running = startProcess({
		host,
		role: 'start',
		folder: dataFolder,
		env: n8nEnvironment(host, place, options.env ?? {}),
		logFile,
		readiness: editorReadiness(url),
	});
	await running.ready;
	return { version, url, port, logFile, ...running };
}
