import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { messageOf, waitFor } from '../host';
import { channels, signatureOf, type Channel } from './channels';
import { setUpStage, type Stage } from './stage';

/** One message in through the gateway, its answer out through n8n. Gives what was seen. */
async function tryChannel(stage: Stage, channel: Channel): Promise<string> {
	const { client, emulator } = stage;
	const id = stage.workflowOf(channel);
	const text = `Hello through ${channel.title}`;
	const wanted = `You wrote: ${text}${signatureOf(channel)}`;
	const began = Date.now();
	const { message } = await emulator.control.incoming({ session: channel.session, text });
	if (channel.polls) {
		await client.deactivate(id);
		await client.activate(id);
	}
	const { session, gateway } = channel;
	// Other ways that lead to the same phone answer too; their signatures and gateways tell them apart.
	const answers = async () =>
		(await emulator.control.messages({ session, chat: message.chat, fromMe: true })).filter(
			(answer) => answer.text === wanted && answer.origin === gateway,
		);
	await waitFor(
		`"${wanted}" from ${channel.phone}`,
		async () => ((await answers()).length > 0 ? true : undefined),
		{ timeoutMs: 90_000 },
	);
	const seconds = ((Date.now() - began) / 1000).toFixed(1);
	const execution = (await client.waitForExecutions(id, 1)).at(-1);
	const { length } = await answers();
	if (length > 1) throw new Error(`"${wanted}" came ${length} times.`);
	const how = execution ? `n8n execution ${execution.id}, ${execution.mode}` : 'no n8n execution';
	return `"${text}" in, "${wanted}" out after ${seconds} s (${how})`;
}

/** Why a workflow's newest execution failed, if it did. */
async function lastProblem({ client, workflowOf }: Stage, channel: Channel): Promise<string> {
	const [newest] = await client.listExecutions(workflowOf(channel));
	if (!newest) return 'n8n has no execution of it.';
	const { status, error } = await client.getExecution(newest.id);
	return `n8n's last execution of it: ${status}${error ? `, ${error.message}` : ''}.`;
}

/**
 * Tries every channel once, without a person, in a folder of its own. The last line printed is
 * `demo check: N passed, N failed`.
 * @returns whether all went well
 */
export async function runCheck(): Promise<boolean> {
	const folder = await mkdtemp(join(tmpdir(), 'whatsapp-gateways-check-'));
	let passed = 0;
	try {
		const onProgress = (line: string) => {
			console.log(line);
		};
		const stage = await setUpStage({ folder, n8nPort: 0, emulatorPort: 0, onProgress });
		try {
			for (const channel of channels) {
				try {
					console.log(`passed  ${channel.title}: ${await tryChannel(stage, channel)}`);
					passed += 1;
				} catch (error) {
					console.log(`FAILED  ${channel.title}: ${messageOf(error)}`);
					console.log(`        ${await lastProblem(stage, channel)}`);
				}
			}
		} finally {
			await stage.stop();
		}
		if (passed < channels.length) {
			const log = await readFile(stage.n8n.logFile, 'utf8');
			console.log(`The end of n8n's log:\n${log.slice(-3000)}`);
		}
	} catch (error) {
		console.log(messageOf(error));
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
	const failed = channels.length - passed;
	console.log(`demo check: ${passed} passed, ${failed} failed`);
	return failed === 0;
}
