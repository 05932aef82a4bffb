import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import {
	installHost,
	packPackage,
	startN8n,
	type CredentialRef,
	type HostVersion,
	type N8n,
	type N8nClient,
	type OnProgress,
} from '../../host';
import { gateways, type EmulatorAccess } from '../e2e/gateways';
import { signedIn } from '../e2e/running';

/** The n8n of the trials: the newest that installs. */
export const trialVersion: HostVersion = '2.40.7';

/** How the n8n of a trial is started. */
export interface SiteOptions {
	/** Further environment variables for n8n. */
	env?: Record<string, string>;
	/** Gets a line for each step of the set-up. */
	onProgress: OnProgress;
}

/** An n8n with the package in it, on a data folder of its own that outlives its processes. */
export class Site {
	private constructor(
		readonly dataFolder: string,
		private readonly env: Record<string, string>,
		/** The n8n that runs now, or ran last. */
		public n8n: N8n,
		/** Signed in as the owner; good for all starts, since address and keys stay the same. */
		readonly client: N8nClient,
	) {}

	/** Packs the package and starts n8n with it on a fresh folder. */
	static async open({ env = {}, onProgress }: SiteOptions): Promise<Site> {
		const version = trialVersion;
		await installHost(version, { onProgress });
		onProgress('Building the package …');
		const packed = await packPackage();
		const dataFolder = await mkdtemp(join(tmpdir(), 'whatsapp-gateways-trial-'));
		try {
			const { tarball } = packed;
			const n8n = await startN8n({ version, dataFolder, tarball, env, onProgress });
			return new Site(dataFolder, env, n8n, await signedIn(n8n.url));
		} finally {
			await packed.remove();
		}
	}

	/** Starts n8n again, on the same folder and port, after it has ended. */
	async start(): Promise<void> {
		const { port } = this.n8n;
		this.n8n = await startN8n({
			version: trialVersion,
			dataFolder: this.dataFolder,
			port,
			env: this.env,
		});
		if (this.n8n.port !== port) throw new Error(`Port ${port} was taken by another program.`);
	}

	/** Makes a credential for each gateway, by credential type. */
	async addCredentials(emulator: EmulatorAccess): Promise<Record<string, CredentialRef>> {
		const credentials: Record<string, CredentialRef> = {};
		for (const { credentialType, credential } of Object.values(gateways)) {
			credentials[credentialType] = await this.client.createCredential(
				credentialType,
				'Emulator',
				credential(emulator),
			);
		}
		return credentials;
	}

	/** Switches a polling workflow off and on: n8n polls at once then. */
	async pollNow(workflowId: string): Promise<void> {
		await this.client.deactivate(workflowId);
		await this.client.activate(workflowId);
	}

	/**
	 * Ends n8n.
	 * @param isKept Leaves the data folder, with n8n's database and log, for somebody to look at, and prints its path
	 */
	async close(isKept: boolean): Promise<void> {
		await this.n8n.stop();
		if (isKept) console.log(`n8n's data and log are kept in ${this.dataFolder}`);
		else await rm(this.dataFolder, { recursive: true, force: true });
	}
}
