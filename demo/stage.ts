import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startEmulator, type Emulator } from '../emulator';
import {
	installHost,
	N8nClient,
	packPackage,
	projectFolder,
	startN8n,
	workflowFileSchema,
	type CredentialRef,
	type HostVersion,
	type N8n,
	type OnProgress,
	type Owner,
	type WorkflowFile,
} from '../host';
import { channels, signAnswers, type Channel } from './channels';

/** The n8n that the demo runs. */
export const demoVersion: HostVersion = '2.40.7';

/** The owner of the demo's n8n. It listens on this machine only, so the password is no secret. */
export const demoOwner: Owner = {
	email: 'demo@example.com',
	firstName: 'Demo',
	lastName: 'Owner',
	password: 'Demo-password-1',
};

/** An emulator and an n8n with the package, the examples active in it. */
export interface Stage {
	emulator: Emulator;
	n8n: N8n;
	client: N8nClient;
	/** Id of each channel's workflow. */
	workflows: Map<Channel, string>;
	/** Ends both. */
	stop(): Promise<void>;
}

/** Where a stage is set up. */
export interface StageOptions {
	/** n8n's data. */
	dataFolder: string;
	/** Port of n8n; 0 = any. */
	n8nPort: number;
	/** Port of the emulator; 0 = any. */
	emulatorPort: number;
	onProgress: OnProgress;
	/** Done with the emulator before n8n talks to it. */
	prepare?: (emulator: Emulator) => Promise<void>;
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

/** Imports the example of a channel unless it is there, and switches it on. */
async function setUpExample(
	client: N8nClient,
	channel: Channel,
	credentials: Record<string, CredentialRef>,
): Promise<string> {
	const text = await readFile(join(projectFolder, 'examples', channel.example), 'utf8');
	const file = workflowFileSchema.parse(JSON.parse(text));
	const kept = (await client.listWorkflows()).find(({ name }) => name === file.name);
	const change = (workflow: WorkflowFile) => {
		signAnswers(channel, workflow);
	};
	const { id } = kept ?? (await client.importWorkflow(file, { credentials, change }));
	// Off first: after a restart the emulator knows no callback, and the addresses may be others.
	if (kept?.active) await client.deactivate(id);
	await client.activate(id);
	return id;
}

/** Starts the emulator and n8n with the package as npm would install it, and switches the examples on. */
export async function setUpStage(options: StageOptions): Promise<Stage> {
	const { onProgress } = options;
	// One after the other: both are hard work for the machine.
	await installHost(demoVersion, { onProgress });
	onProgress('Building the package (a few seconds) …');
	const packed = await packPackage();
	const emulator = await startEmulator({ port: options.emulatorPort });
	try {
		await options.prepare?.(emulator);
		const n8n = await startN8n({
			version: demoVersion,
			dataFolder: options.dataFolder,
			tarball: packed.tarball,
			port: options.n8nPort,
			onProgress,
		});
		const stop = async () => {
			await n8n.stop();
			await emulator.close();
		};
		try {
			const client = new N8nClient(n8n.url);
			await client.signIn(demoOwner);
			const credentials = await setUpCredentials(client, emulator);
			const workflows = new Map<Channel, string>();
			for (const channel of channels) {
				workflows.set(channel, await setUpExample(client, channel, credentials));
			}
			return { emulator, n8n, client, workflows, stop };
		} catch (error) {
			await n8n.stop();
			throw error;
		}
	} catch (error) {
		await emulator.close();
		throw error;
	} finally {
		await packed.remove();
	}
}
