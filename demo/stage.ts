import { join } from 'node:path';
import { startEmulator, type Emulator } from '../emulator';
import {
	installHost,
	N8nApiError,
	N8nClient,
	startN8n,
	type CredentialRef,
	type HostVersion,
	type N8n,
	type OnProgress,
	type Owner,
} from '../host';
import { channels, type Channel } from './channels';
import { packedIn } from './package';
import { setUpExamples } from './workflows';

/** The n8n that the demo runs. */
export const demoVersion: HostVersion = '2.40.7';

/** The owner of the demo's n8n. It listens on this machine only, so the password is no secret. */
export const demoOwner: Owner = {
	email: 'demo@example.com',
	firstName: 'Demo',
	lastName: 'Owner',
	password: 'Demo-password-1',
};

/** An emulator and an n8n with the package, the examples in it. */
export interface Stage {
	emulator: Emulator;
	n8n: N8n;
	client: N8nClient;
	/** Id of a channel's workflow. */
	workflowOf: (channel: Channel) => string;
	/** Ends both. */
	stop(): Promise<void>;
}

/** Where a stage is set up. */
export interface StageOptions {
	/** Keeps n8n's data in `n8n` and the built package in `package`. */
	folder: string;
	/** Port of n8n; 0 = any. */
	n8nPort: number;
	/** Port of the emulator; 0 = any. */
	emulatorPort: number;
	onProgress: OnProgress;
	/** Done with the emulator before n8n talks to it. */
	prepare?: (emulator: Emulator) => Promise<void>;
}

/** Signs in as the demo's owner, whose account is made on a fresh n8n. */
async function signedIn(url: string): Promise<N8nClient> {
	const client = new N8nClient(url);
	try {
		await client.signIn(demoOwner);
	} catch (error) {
		if (!(error instanceof N8nApiError) || error.status !== 401) throw error;
		throw new Error(
			`n8n does not let ${demoOwner.email} in any more: was the password changed? npm run demo -- --fresh begins anew.`,
			{ cause: error },
		);
	}
	return client;
}

/** Makes one credential per credential type, or points the one from before at today's emulator. */
async function setUpCredentials(
	client: N8nClient,
	emulator: Emulator,
): Promise<Record<string, CredentialRef>> {
	const stored = await client.listCredentials();
	const credentials: Record<string, CredentialRef> = {};
	for (const { credentialType: type, credential } of channels) {
		if (credentials[type]) continue;
		const data = credential(emulator);
		const kept = stored.find((one) => one.type === type);
		if (kept) await client.updateCredential(type, kept, data);
		credentials[type] = kept ?? (await client.createCredential(type, 'Emulator', data));
	}
	return credentials;
}

/** Makes account and credentials and brings the examples in. */
async function furnish(options: StageOptions, emulator: Emulator, n8n: N8n) {
	const { folder, onProgress } = options;
	onProgress('Setting up account, credentials and examples (usually 2 to 10 seconds) …');
	const client = await signedIn(n8n.url);
	const credentials = await setUpCredentials(client, emulator);
	const stateFile = join(folder, 'n8n', 'examples.json');
	const workflows = await setUpExamples({ client, credentials, stateFile, onProgress });
	const workflowOf = ({ example }: Channel) => {
		const id = workflows.get(example);
		if (id === undefined) throw new Error(`${example} was not imported.`);
		return id;
	};
	return { client, workflowOf };
}

/** Starts the emulator and n8n with the package as npm would install it, and brings the examples in. */
export async function setUpStage(options: StageOptions): Promise<Stage> {
	const { folder, onProgress } = options;
	// One after the other: both are hard work for the machine.
	await installHost(demoVersion, { onProgress });
	const tarball = await packedIn(join(folder, 'package'), onProgress);
	const emulator = await startEmulator({ port: options.emulatorPort });
	try {
		await options.prepare?.(emulator);
		const n8n = await startN8n({
			version: demoVersion,
			dataFolder: join(folder, 'n8n'),
			tarball,
			port: options.n8nPort,
			onProgress,
		});
		try {
			const furnished = await furnish(options, emulator, n8n);
			const stop = async () => {
				await n8n.stop();
				await emulator.close();
			};
			return { emulator, n8n, ...furnished, stop };
		} catch (error) {
			await n8n.stop();
			throw error;
		}
	} catch (error) {
		await emulator.close();
		throw error;
	}
}
