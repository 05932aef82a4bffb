import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { seededSessions, type Emulator } from '../emulator';
import { freePort, projectFolder, tryLock } from '../host';
import { channels } from './channels';
import { demoOwner, setUpStage, type Stage } from './stage';

const demoFolder = join(projectFolder, '.demo');

/** The wished port, or another one when it is taken. */
async function portFor(what: string, wanted: number): Promise<number> {
	const port = await freePort(wanted);
	if (port !== wanted) console.log(`Port ${wanted} is taken: ${what} uses ${port} instead.`);
	return port;
}

/** How often the demo was started on this folder. */
async function countStart(): Promise<number> {
	const file = join(demoFolder, 'starts');
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
async function skipUsedEventIds(emulator: Emulator): Promise<void> {
	const count = (await countStart()) * idsPerRun;
	if (count === 0) return;
	await emulator.control.backlog({ session: seededSessions.other, count, perSecond: count });
}

/** What a person needs to know, once all runs. */
function guide({ emulator, n8n }: Stage): string {
	const post = `curl -s -X POST ${emulator.url}/control`;
	const header = `-H 'content-type: application/json'`;
	const phones = new Map(channels.map(({ session, phone }) => [session, phone]));
	const rows = [...phones].map(([session, phone]) => {
		const body = JSON.stringify({ session, text: 'Hello' });
		const answers = channels
			.filter((channel) => channel.session === session)
			.map(({ title, polls }) => `${title} (${polls ? 'within a minute' : 'at once'})`);
		return `  ${phone}, answered by ${answers.join(', ')}:\n    ${post}/incoming ${header} -d '${body}'`;
	});
	return `
All runs.

n8n        ${n8n.url}
           sign in as ${demoOwner.email}, password ${demoOwner.password}
Emulator   ${emulator.url}   (plays WhatsApp and its gateways)
Log        ${n8n.logFile}

Write to a phone as Vasily; each answer ends with the way it came:
${rows.join('\n')}

See the answers that came back:
    ${post}/messages ${header} -d '{"fromMe":true}'
and the executions in n8n: Overview -> Executions.

Ctrl+C stops all; the data stays in .demo (npm run demo -- --fresh begins anew).`;
}

/** Settles when a signal asks for the end. */
async function askedToStop(): Promise<void> {
	await new Promise((resolve) => {
		for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, resolve);
	});
}

/**
 * Runs the demo until Ctrl+C.
 * @param fresh throws the data of earlier runs away
 * @returns whether it ended as asked
 */
export async function runDemo(fresh: boolean): Promise<boolean> {
	const lock = await tryLock(join(demoFolder, 'lock'));
	if ('holder' in lock) {
		console.error(`The demo runs already (process ${lock.holder}). Stop it there with Ctrl+C.`);
		return false;
	}
	try {
		const dataFolder = join(demoFolder, 'n8n');
		if (fresh) {
			await rm(dataFolder, { recursive: true, force: true });
			await rm(join(demoFolder, 'starts'), { force: true });
		}
		const stage = await setUpStage({
			dataFolder,
			n8nPort: await portFor('n8n', 5678),
			emulatorPort: await portFor('the emulator', 8790),
			onProgress: (line) => {
				console.log(line);
			},
			prepare: skipUsedEventIds,
		});
		console.log(guide(stage));
		const asked = await Promise.race([
			askedToStop().then(() => true),
			stage.n8n.ended.then((how) => {
				console.error(`n8n ended by itself (${how}); its log is named above.`);
				return false;
			}),
		]);
		console.log('\nStopping …');
		await stage.stop();
		return asked;
	} finally {
		await lock.release();
	}
}
