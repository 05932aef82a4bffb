import { owner } from '../../e2e/running';
import { Stream } from './stream';
import type { Stage } from './stage';

/** What a person needs to know to look around. */
function guide({ cluster, bench }: Stage): string {
	const processes = cluster.members().map(({ name, url, logFile }) => {
		return `  ${name.padEnd(10)} ${url}   ${logFile}`;
	});
	const header = `-H 'content-type: application/json'`;
	return `
All runs.

n8n        ${cluster.url}   (editor and webhooks, through the proxy)
           sign in as ${owner.email}, password ${owner.password}
Emulator   ${bench.emulator.url}   (plays WhatsApp and its gateways)
Processes, the address of each and its log:
${processes.join('\n')}

Four workflows answer what is written to the demo phone:
  curl -s -X POST ${bench.emulator.url}/control/incoming ${header} -d '{"text":"Event 1"}'
The answers, each with the way it came and its execution:
  curl -s -X POST ${bench.emulator.url}/control/messages ${header} -d '{"fromMe":true}'

Ctrl+C stops all; database, keys in Redis and logs go with it.`;
}

/** Switches the four workflows on and runs until a signal ends this process, which the cluster cleans up after. */
export async function keep(stage: Stage): Promise<never> {
	await Stream.open(stage);
	console.log(guide(stage));
	return await new Promise<never>(() => undefined);
}
