import Fastify from 'fastify';

import { ControlClient } from './control/client';
import { controlRoutes } from './control/routes';
import { Emulation } from './emulation';
import { refuseForeignPages } from './ownVisitors';
import { phonePageRoutes } from './phonePage';
import { Stream } from './stream';
import { defaultSwitches } from './switches';
import { whapiPath, whapiRoutes } from './whapi/routes';
import { whapiChannelId, whapiToken } from './whapi/whapi';
import { whatsGatePath, whatsGateRoutes } from './whatsGate/routes';
import { apiKeys } from './whatsGate/whatsGate';

export { ControlClient } from './control/client';
export { seededSessions } from './world/seed';

/** How to start an emulator. */
export interface EmulatorOptions {
	/** TCP port; 0 or left out = any free one. */
	port?: number;
	/** Address to listen on; 127.0.0.1 when left out. `0.0.0.0` and `::` take visitors under any name. */
	host?: string;
	/** Pause between the tries of a webhook call in milliseconds; 20000 as documented when left out. */
	webhookRepeatMs?: number;
	/** Pauses before repeated Whapi callbacks are multiplied with it; 1 when left out. */
	whapiBackoffFactor?: number;
}

/** A running emulator. */
export interface Emulator {
	/** Its address, without a slash at the end. */
	url: string;
	whatsGate: {
		baseUrl: string;
		/** Key of the account that owns the demo phone. */
		apiKey: string;
		/** Key of another account with a session of its own. */
		otherApiKey: string;
	};
	whapi: {
		baseUrl: string;
		/** Token of the one channel, which is the demo phone. */
		token: string;
		channelId: string;
	};
	control: ControlClient;
	/** Ends connections, repeats and timers. */
	close(): Promise<void>;
}

/** Bodies may hold a file of 100 MB in base64 and more. */
const bodyLimit = 256 * 1024 * 1024;

/** Starts an emulator of the WhatsApp gateways. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
	const { port = 0, host = '127.0.0.1', webhookRepeatMs, whapiBackoffFactor } = options;
	const stream = new Stream();
	let url = '';
	const switches = {
		...defaultSwitches,
		...(webhookRepeatMs !== undefined && { webhookRepeatMs }),
		...(whapiBackoffFactor !== undefined && { whapiBackoffFactor }),
	};
	const startEmulation = () => new Emulation({ ...switches }, stream, () => url);
	let emulation = startEmulation();

	const app = Fastify({ bodyLimit, forceCloseConnections: true, exposeHeadRoutes: false });
	refuseForeignPages(app, ['0.0.0.0', '::'].includes(host));
	await app.register((scope, _options, done) => {
		// Every body as it comes: what is no JSON must get the gateway's own error.
		scope.removeAllContentTypeParsers();
		scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, parsed) => {
			parsed(null, body);
		});
		whatsGateRoutes(scope, () => emulation);
		done();
	});
	await app.register((scope, _options, done) => {
		// Whapi reads its bodies itself: large files pass by without being held.
		scope.removeAllContentTypeParsers();
		scope.addContentTypeParser('*', (_request, _payload, parsed) => {
			parsed(null);
		});
		whapiRoutes(scope, () => emulation);
		done();
	});
	await app.register((scope, _options, done) => {
		controlRoutes(scope, {
			current: () => emulation,
			reset: () => {
				emulation.close();
				emulation = startEmulation();
				stream.send('reset', () => ({}));
			},
		});
		done();
	});

	await app.register((scope, _options, done) => {
		phonePageRoutes(scope);
		done();
	});

	url = await app.listen({ port, host });
	const [apiKey = '', otherApiKey = ''] = apiKeys.keys();
	return {
		url,
		whatsGate: { baseUrl: url + whatsGatePath, apiKey, otherApiKey },
		whapi: { baseUrl: url + whapiPath, token: whapiToken, channelId: whapiChannelId },
		control: new ControlClient(url),
		close: async () => {
			emulation.close();
			await app.close();
		},
	};
}
