import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { OnProgress } from './cache';
import { endOf, endWithThisProcess, hasEnded, signalGroup } from './childProcesses';
import { isErrorNamed, messageOf } from './errors';
import { installHost, type Host } from './install';
import { n8nEnvironment } from './n8nEnvironment';
import { installPackage } from './n8nFolder';
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
export interface N8n {
	version: HostVersion;
	/** `http://127.0.0.1:5678`, no slash at the end: editor, REST API and webhooks. */
	url: string;
	port: number;
	/** n8n's own log. */
	logFile: string;
	/** Settles when the process has ended, with the signal or the code that it ended by. */
	ended: Promise<string>;
	/** Ends it as an operator does (SIGTERM); after 30 s by force. Does nothing when it has ended. */
	stop(): Promise<void>;
	/** Sends a signal to n8n and all its child processes and waits for the end: for crash tests. */
	kill(signal: NodeJS.Signals): Promise<void>;
}

/** Seconds that a start may take: the first one on a new data folder creates the whole database. */
const startSeconds = 240;

/** Seconds that n8n may take to end itself. */
const stopSeconds = 30;

/** The last part of a log file, for error texts. */
async function tailOf(file: string): Promise<string> {
	const handle = await open(file, 'r');
	try {
		const { size } = await handle.stat();
		const length = Math.min(size, 3000);
		const { buffer } = await handle.read(Buffer.alloc(length), 0, length, size - length);
		return buffer.toString('utf8');
	} finally {
		await handle.close();
	}
}

/** Whether an address answers 200, as JSON when that is asked for. */
async function answers(url: string, asJson: boolean): Promise<boolean> {
	try {
		const response = await fetch(url, { signal: AbortSignal.timeout(5000) });
		await response.body?.cancel();
		const type = response.headers.get('content-type') ?? '';
		return response.ok && (!asJson || type.includes('json'));
	} catch (error) {
		// Nobody listens yet, or the answer takes too long: that is what the caller waits for.
		if (isErrorNamed(error, 'TypeError', 'TimeoutError')) return false;
		throw error;
	}
}

/** Waits until n8n takes requests: readiness alone comes before the REST API (n8n-host.md, top of the page). */
async function waitUntilReady(child: ChildProcess, url: string, logFile: string): Promise<void> {
	const end = Date.now() + startSeconds * 1000;
	while (Date.now() < end) {
		if (hasEnded(child)) {
			throw new Error(
				`n8n ended (${endOf(child)}) while starting. Its log ends:\n${await tailOf(logFile)}`,
			);
		}
		if (
			(await answers(`${url}/healthz/readiness`, false)) &&
			(await answers(`${url}/rest/settings`, true))
		) {
			return;
		}
		await sleep(250);
	}
	throw new Error(
		`n8n was not ready after ${startSeconds} seconds. Its log ends:\n${await tailOf(logFile)}`,
	);
}

/** Starts the process of an installed host, its output in a log file. */
function spawnN8n(host: Host, env: NodeJS.ProcessEnv, cwd: string, logFile: string): ChildProcess {
	const log = openSync(logFile, 'a');
	const child = spawn(host.node.path, [host.script, 'start'], {
		cwd,
		env,
		stdio: ['ignore', log, log],
		detached: process.platform !== 'win32',
	});
	closeSync(log);
	return child;
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
	const env = n8nEnvironment(host, place, options.env ?? {});
	onProgress(`Starting n8n ${version} (usually 15 to 40 seconds) …`);
	const child = spawnN8n(host, env, dataFolder, logFile);
	const ended = once(child, 'exit').then(() => endOf(child));
	endWithThisProcess(child);

	const kill = async (signal: NodeJS.Signals) => {
		signalGroup(child, signal);
		if (!hasEnded(child)) await ended;
	};
	const stop = async () => {
		const force = setTimeout(() => {
			signalGroup(child, 'SIGKILL');
		}, stopSeconds * 1000);
		// Only n8n itself: it ends its task runners in order.
		child.kill('SIGTERM');
		if (!hasEnded(child)) await ended;
		clearTimeout(force);
	};
	try {
		await waitUntilReady(child, url, logFile);
	} catch (error) {
		await kill('SIGKILL');
		throw new Error(`n8n ${version} did not start: ${messageOf(error)}`, { cause: error });
	}
	return { version, url, port, logFile, ended, stop, kill };
}
