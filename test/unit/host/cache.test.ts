import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fillOnce, isComplete } from '../../../host/cache';
import { tryLock } from '../../../host/lock';

let parent = '';
let folder = '';

beforeEach(async () => {
	parent = await mkdtemp(join(tmpdir(), 'whatsapp-gateways-cache-'));
	folder = join(parent, 'host');
});

afterEach(async () => {
	await rm(parent, { recursive: true, force: true });
});

const quiet = () => undefined;

describe('A folder of the cache', () => {
	it('is filled once', async () => {
		let times = 0;
		const fill = () => {
			times += 1;
			return Promise.resolve();
		};
		await fillOnce(folder, quiet, fill);
		await fillOnce(folder, quiet, fill);
		expect(times).toBe(1);
	});

	it('is filled afresh after an installation that broke off', async () => {
		const broken = fillOnce(folder, quiet, async () => {
			await writeFile(join(folder, 'half'), '');
			throw new Error('No network');
		});
		await expect(broken).rejects.toThrow('No network');
		expect(isComplete(folder)).toBe(false);

		await fillOnce(folder, quiet, async () => {
			await writeFile(join(folder, 'whole'), '');
		});
		expect(isComplete(folder)).toBe(true);
		expect(existsSync(join(folder, 'half'))).toBe(false);
		expect(existsSync(join(folder, 'whole'))).toBe(true);
	});

	it('is filled by one of two that want it at the same time', async () => {
		let running = 0;
		let times = 0;
		const fill = async () => {
			times += 1;
			running += 1;
			expect(running).toBe(1);
			await sleep(50);
			running -= 1;
		};
		await Promise.all([fillOnce(folder, quiet, fill), fillOnce(folder, quiet, fill)]);
		expect(times).toBe(1);
	});
});

describe('A lock', () => {
	it('is taken by one, and free again after its release', async () => {
		const lock = join(parent, 'lock');
		const first = await tryLock(lock);
		if (!('release' in first)) throw new Error('The first gets it.');
		expect(await tryLock(lock)).toEqual({ holder: process.pid });
		await first.release();
		expect(await tryLock(lock)).toHaveProperty('release');
	});

	it('is taken over from a process that has died', async () => {
		const lock = join(parent, 'lock');
		const { pid } = spawnSync(process.execPath, ['-e', '']);
		await mkdir(lock);
		await writeFile(join(lock, 'pid'), String(pid));
		expect(await tryLock(lock)).toHaveProperty('release');
	});
});
