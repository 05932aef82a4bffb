import { parseArgs } from 'node:util';

import { startEmulator } from '.';

const defaultPort = '8790';

async function main(): Promise<void> {
	const { values } = parseArgs({ options: { port: { type: 'string', default: defaultPort } } });
	const emulator = await startEmulator({ port: Number(values.port) });
	const { url, whatsGate, whapi } = emulator;
	console.log(`Emulator of the WhatsApp gateways: ${url}

Phone page  ${url}/phone   (play the customers in a browser)
WhatsGate   base URL  ${whatsGate.baseUrl}
            API key   ${whatsGate.apiKey}   (second account: ${whatsGate.otherApiKey})
Whapi       base URL  ${whapi.baseUrl}
            token     ${whapi.token}   (channel ${whapi.channelId})

Write to the demo phone as Vasily:
  curl -X POST ${url}/control/incoming -H 'content-type: application/json' -d '{"text":"Hello"}'
See all messages:             curl ${url}/control/messages
Watch everything that happens: curl -N ${url}/control/stream

All calls: emulator/README.md. Ctrl+C stops.`);
	process.once('SIGINT', () => void emulator.close());
	process.once('SIGTERM', () => void emulator.close());
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
