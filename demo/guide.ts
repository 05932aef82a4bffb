import { channels } from './channels';
import { demoOwner, type Stage } from './stage';

/** The page to begin with. */
export function phonePage({ emulator }: Stage): string {
	return `${emulator.url}/phone`;
}

/** The page of n8n to begin with: without a path n8n leads to its AI assistant. */
export function n8nPage({ n8n }: Stage): string {
	return `${n8n.url}/home/workflows`;
}

/**
 * What a person needs to know, once all runs.
 * @param folder keeps the demo's data
 */
export function guide(stage: Stage, folder: string): string {
	const { emulator, n8n } = stage;
	const post = `curl -s -X POST ${emulator.url}/control`;
	const header = `-H 'content-type: application/json'`;
	const phones = new Map(channels.map(({ session, phone }) => [session, phone]));
	const answers = [...phones].map(([session, phone]) => {
		const ways = channels
			.filter((channel) => channel.session === session)
			.map(({ title, polls }) => `             ${title}, ${polls ? 'within a minute' : 'at once'}`);
		return `  ${phone} answers through\n${ways.join('\n')}`;
	});
	return `
All runs.

Phone page   ${phonePage(stage)}
             Begin here: you are Vasily, a customer. Write "Hello there" to the Demo phone.
n8n          ${n8nPage(stage)}
             Sign in as ${demoOwner.email} with the password ${demoOwner.password}
             All examples are there, some still switched off; the runs stand under Executions.

${answers.join('\n')}

Without a browser
  write      ${post}/incoming ${header} -d '{"text":"Hello"}'
  read       ${post}/messages ${header} -d '{"fromMe":true}'
n8n's log    ${n8n.logFile}

Ctrl+C stops all; n8n's data stay in ${folder} (npm run demo -- --fresh begins anew).`;
}
