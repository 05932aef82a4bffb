import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { seededSessions, type Emulator } from '../emulator';
import { freePort, tryLock } from '../host';
import { guide, n8nPage, phonePage } from './guide';
import { hasDesktop, openPages } from './opening';
import { setUpStage } from './stage';

/** How the demo is run. */
export interface RunOptions {
	/** Keeps the data. */
	folder: string;
	/** Throws the data of earlier runs away. */
	fresh: boolean;
	/** Opens the pages where there is a desktop. */
	open: boolean;
}

/** The wished port, or another one when it is taken. */
async function portFor(what: string, wanted: number): Promise<number> {
	const port = await freePort(wanted);
	if (port !== wanted) console.log(`Port ${wanted} is taken: ${what} uses ${port} instead.`);
	return port;
}

/** How often the demo was started on this folder. */
async function countStart(folder: string): Promise<number> {
	const file = join(folder, 'starts');
	const text = existsSync(file) ? await readFile(file, 'utf8') : '0';
	const starts = Number(text);
	await writeFile(file, String(starts + 1));
	return starts;
}

/** Event ids that one run of the demo is thought to need at most. */
const idsPerRun = 500;

/**
 * Lets the emulator's event ids go on where the last run stopped. A real gateway never uses one twice, and n8n
 * remembers them; the events used up for it belong to an account that the demo does not show.
 */
async function skipUsedEventIds(emulator: Emulator, folder: string): Promise<void> {
	const count = (await countStart(folder)) * idsPerRun;
	if (count === 0) return;
	const { control } = emulator;
	// Not Vasily: his page begins with the chat that something was written in last.
	const from = '79997778899';
	await control.backlog({ session: seededSessions.other, from, count, perSecond: count });
}

/** Settles when a signal asks for the end. */
async function askedToStop(): Promise<void> {
	const signals: NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];
	await new Promise<void>((resolve) => {
		const onSignal = () => {
			// From now on a signal has its usual effect: a second Ctrl+C ends everything by force.
			for (const signal of signals) process.removeListener(signal, onSignal);
			resolve();
		};
		for (const signal of signals) process.on(signal, onSignal);
	});
}

/**
 * Runs the demo until Ctrl+C.
 * @returns whether it ended as asked
 */
export async function runDemo({ folder, fresh, open }: RunOptions): Promise<boolean> {
	const lock = await tryLock(join(folder, 'lock'));
	if ('holder' in lock) {
		console.error(`The demo runs already (process ${lock.holder}). Stop it there with Ctrl+C.`);
		return false;
	}
	const began = Date.now();
	try {
		// The file tells a folder of ours from a mistyped one.
		if (fresh && existsSync(join(folder, 'starts'))) {
			for (const name of ['n8n', 'starts']) {
				await rm(join(folder, name), { recursive: true, force: true });
			}
		}
		const stage = await setUpStage({
			folder,
			n8nPort: await portFor('n8n', 5678),
			emulatorPort: await portFor('the emulator', 8790),
			onProgress: (line) => {
				console.log(line);
			},
			prepare: async (emulator) => {
				await skipUsedEventIds(emulator, folder);
			},
		});
		const stopAsked = askedToStop();
		console.log(
			`Ready after ${Math.round((Date.now() - began) / 1000)} seconds.\n${guide(stage, folder)}`,
		);
		if (open && hasDesktop(process.env, process.platform)) {
			await openPages([n8nPage(stage), phonePage(stage)]);
		}
		const how = await Promise.race([stopAsked.then(() => null), stage.n8n.ended]);
		if (how !== null) console.error(`n8n ended by itself (${how}); its log is named above.`);
		console.log('\nStopping, usually a second or two (Ctrl+C again: by force) …');
		await stage.stop();
		return how === null;
	} finally {
		await lock.release();
	}
}
