import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { endOf, endWithThisProcess, hasEnded, signalGroup } from './childProcesses';
import { isErrorNamed, messageOf } from './errors';
import type { Host } from './install';

/** What an n8n process does: everything, the executions of a queue, or the webhooks of a queue. */
export type N8nRole = 'start' | 'worker' | 'webhook';

/** How a process of n8n is started. */
export interface ProcessOptions {
	host: Host;
	role: N8nRole;
	/** Working folder. */
	folder: string;
	/** The whole environment. */
	env: NodeJS.ProcessEnv;
	/** Gets both outputs, behind what it holds. */
	logFile: string;
	/** What answers once the process is ready. */
	readiness: Readiness;
}

/** Addresses that answer 200, those with `json` with JSON. */
export type Readiness = Array<{ url: string; json?: boolean }>;

/** Of a process without an editor. */
export function healthReadiness(url: string): Readiness {
	return [{ url: `${url}/healthz/readiness` }];
}

/** Of a process with an editor: readiness alone comes before the REST API (n8n-host.md, top of the page). */
export function editorReadiness(url: string): Readiness {
	return [...healthReadiness(url), { url: `${url}/rest/settings`, json: true }];
}

/** A process of n8n. */
export interface N8nProcess {
	/** Of n8n itself, which is the parent of its task runners. */
	pid: number;
	/** Settles when it is ready; rejects with the end of its log when it does not come up. */
	ready: Promise<void>;
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
async function answers({ url, json = false }: Readiness[number]): Promise<boolean> {
	try {
		const response = await fetch(url, { signal: AbortSignal.timeout(5000) });
		await response.body?.cancel();
		const type = response.headers.get('content-type') ?? '';
		return response.ok && (!json || type.includes('json'));
	} catch (error) {
		// Nobody listens yet, or the answer takes too long: that is what the caller waits for.
		if (isErrorNamed(error, 'TypeError', 'TimeoutError')) return false;
		throw error;
	}
}

async function allAnswer(readiness: Readiness): Promise<boolean> {
	for (const address of readiness) if (!(await answers(address))) return false;
	return true;
}

/** Starts a process of an installed n8n, which ends with this process. */
export function startProcess(options: ProcessOptions): N8nProcess {
	const { host, role, folder, env, logFile, readiness } = options;
	const log = openSync(logFile, 'a');
	const child = spawn(host.node.path, [host.script, role], {
		cwd: folder,
		env,
		stdio: ['ignore', log, log],
		detached: process.platform !== 'win32',
	});
	closeSync(log);
	const { pid } = child;
	if (pid === undefined) throw new Error(`${host.node.path} could not be started.`);
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
	const waitUntilReady = async () => {
		const end = Date.now() + startSeconds * 1000;
		while (Date.now() < end) {
			if (hasEnded(child)) throw new Error(`it ended (${endOf(child)}) while starting`);
			if (await allAnswer(readiness)) return;
			await sleep(250);
		}
		throw new Error(`it was not ready after ${startSeconds} seconds`);
	};
	const ready = waitUntilReady().catch(async (error: unknown) => {
		await kill('SIGKILL');
		const text = `n8n ${host.version} (${role}) did not start: ${messageOf(error)}`;
		throw new Error(`${text}. Its log ends:\n${await tailOf(logFile)}`, { cause: error });
	});
	return { pid, ready, ended, stop, kill };
}
