import { z } from 'zod/v4';

import { ControlClient } from '../emulator';
import { startChild } from './processes/child';

const startedSchema = z.object({
	url: z.string(),
	whatsGate: z.object({ baseUrl: z.string(), apiKey: z.string() }),
	whapi: z.object({ baseUrl: z.string(), token: z.string() }),
});

/** An emulator that runs in another process. */
export interface RemoteEmulator {
	/** Of its control API. */
	url: string;
	control: ControlClient;
	/** Fields of WhatsGate's credential. */
	whatsGate: { baseUrl: string; apiKey: string };
	/** Fields of Whapi.Cloud's credential. */
	whapi: { baseUrl: string; token: string };
}

/** Lends an emulator for the time of an action. */
export async function withEmulator<T>(use: (emulator: RemoteEmulator) => Promise<T>): Promise<T> {
	const child = await startChild('emulator.ts', null, startedSchema);
	const { url, ...gateways } = child.message;
	try {
		return await use({ url, control: new ControlClient(url), ...gateways });
	} finally {
		await child.end();
	}
}

/** One call of WhatsGate as a plain script makes it: the floor. The connection is kept between calls. */
export async function plainCall(
	{ whatsGate: { baseUrl, apiKey } }: Pick<RemoteEmulator, 'whatsGate'>,
	command: string,
	body: unknown,
): Promise<unknown> {
	const response = await fetch(`${baseUrl}/${command}`, {
		method: 'POST',
		headers: { 'X-Api-Key': apiKey, 'Content-Type': 'application/json' },
		body: JSON.stringify(body),
	});
	if (!response.ok) throw new Error(`${command}: status ${response.status}`);
	return await response.json();
}
