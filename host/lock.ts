import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isErrorWithCode } from './errors';

/** Whether a process of this machine is alive. */
function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		// EPERM: it is there, but belongs to somebody else.
		return isErrorWithCode(error, 'EPERM');
	}
}

/** Makes the lock folder; false when it is there already. */
async function make(folder: string): Promise<boolean> {
	await mkdir(dirname(folder), { recursive: true });
	try {
		await mkdir(folder);
	} catch (error) {
		if (isErrorWithCode(error, 'EEXIST')) return false;
		throw error;
	}
	await writeFile(join(folder, 'pid'), String(process.pid));
	return true;
}

/** The process that holds the lock; undefined while it has not written its number, or when the lock is gone. */
async function holderOf(folder: string): Promise<number | undefined> {
	try {
		const pid = Number(await readFile(join(folder, 'pid'), 'utf8'));
		return Number.isInteger(pid) && pid > 0 ? pid : undefined;
	} catch (error) {
		if (isErrorWithCode(error, 'ENOENT')) return undefined;
		throw error;
	}
}

/** What {@link tryLock} found. */
export type LockAttempt =
	/** The lock is ours until `release`. */
	| { release: () => Promise<void> }
	/** Somebody else has it. */
	| { holder: number };

/** Seconds without a process number after which a lock counts as left behind. */
const namelessSeconds = 10;

/**
 * Takes a lock, or tells which process holds it. A lock whose process has died is taken over.
 * @param folder does not exist while nobody holds the lock
 */
export async function tryLock(folder: string): Promise<LockAttempt> {
	const release = async () => {
		await rm(folder, { recursive: true, force: true });
	};
	let nameless = 0;
	while (!(await make(folder))) {
		const holder = await holderOf(folder);
		if (holder !== undefined && isAlive(holder)) return { holder };
		if (holder === undefined && ++nameless <= namelessSeconds) await sleep(1000);
		else await release();
	}
	return { release };
}

/**
 * Runs one task at a time under a lock; waits for its turn.
 * @param onWait gets the process that has to end first, once
 */
export async function withLock<T>(
	folder: string,
	onWait: (holder: number) => void,
	task: () => Promise<T>,
): Promise<T> {
	let told = false;
	for (;;) {
		const attempt = await tryLock(folder);
		if ('release' in attempt) {
			try {
				return await task();
			} finally {
				await attempt.release();
			}
		}
		if (!told) onWait(attempt.holder);
		told = true;
		await sleep(1000);
	}
}
