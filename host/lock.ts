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
async function tryLock(folder: string): Promise<boolean> {
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

/** Seconds without a process number after which a lock counts as left behind. */
const namelessSeconds = 10;

/**
 * Runs one task at a time under a lock folder. A lock whose process has died is taken over.
 * @param folder does not exist while nobody works
 */
export async function withLock<T>(
	folder: string,
	onProgress: (line: string) => void,
	task: () => Promise<T>,
): Promise<T> {
	let namelessFor = 0;
	let told = false;
	while (!(await tryLock(folder))) {
		const pid = await holderOf(folder);
		namelessFor = pid === undefined ? namelessFor + 1 : 0;
		if (namelessFor >= namelessSeconds || (pid !== undefined && !isAlive(pid))) {
			await rm(folder, { recursive: true, force: true });
			continue;
		}
		if (!told)
			onProgress(`Another process (${String(pid)}) installs the same thing: waiting for it.`);
		told = true;
		await sleep(1000);
	}
	try {
		return await task();
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}
