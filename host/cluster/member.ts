import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Host } from '../install';
import { n8nEnvironment } from '../n8nEnvironment';
import { installPackage } from '../n8nFolder';
import {
	editorReadiness,
	healthReadiness,
	startProcess,
	type N8nProcess,
	type N8nRole,
} from '../n8nProcess';
import { freePort } from '../ports';

/** What a process of a cluster is made of. */
export interface MemberOptions {
	/** `main`, `worker-1`, `webhook-1` … */
	name: string;
	role: N8nRole;
	host: Host;
	/** Its `N8N_USER_FOLDER`: each process has its own, as on a machine of its own. */
	folder: string;
	/** Our package as `npm pack` wrote it. */
	tarball: string;
	/** Address of the proxy. */
	publicUrl: string;
	/** Variables of the cluster as they are now. */
	env: () => Record<string, string>;
}

/** One process of a cluster. It keeps its folder and its address when it is started again. */
export class Member {
	private running: N8nProcess | undefined;
	private ready = false;

	private constructor(
		private readonly options: MemberOptions,
		private readonly port: number,
		private readonly brokerPort: number,
	) {}

	/** Prepares a process that is not started yet. */
	static async make(options: MemberOptions): Promise<Member> {
		mkdirSync(options.folder, { recursive: true });
		await installPackage(options.folder, options.tarball);
		return new Member(options, await freePort(), await freePort());
	}

	get name(): string {
		return this.options.name;
	}

	get role(): N8nRole {
		return this.options.role;
	}

	/** `http://127.0.0.1:5678`: editor and REST API, webhooks, or a worker's health alone. */
	get url(): string {
		return `http://127.0.0.1:${this.port}`;
	}

	/** The output of all its runs. */
	get logFile(): string {
		return join(this.options.folder, 'n8n.log');
	}

	/** Whether it takes work. */
	get isReady(): boolean {
		return this.ready;
	}

	/** What it has written into its log since it was first started. */
	async log(): Promise<string> {
		return await readFile(this.logFile, 'utf8');
	}

	/**
	 * Starts it and waits until it is ready.
	 * @throws with the end of its log when it does not come up
	 */
	async start(): Promise<void> {
		const { host, role, folder, publicUrl, env } = this.options;
		const place = {
			userFolder: folder,
			url: publicUrl,
			port: this.port,
			brokerPort: this.brokerPort,
		};
		const health = {
			QUEUE_HEALTH_CHECK_ACTIVE: 'true',
			QUEUE_HEALTH_CHECK_PORT: String(this.port),
			N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
		};
		const running = startProcess({
			host,
			role,
			folder,
			env: n8nEnvironment(host, place, { ...env(), ...(role === 'worker' ? health : {}) }),
			logFile: this.logFile,
			readiness: role === 'start' ? editorReadiness(this.url) : healthReadiness(this.url),
		});
		this.running = running;
		void running.ended.then(() => {
			this.ready = false;
		});
		await running.ready;
		this.ready = true;
	}

	/** Ends it as an operator does. */
	async stop(): Promise<void> {
		this.ready = false;
		await this.running?.stop();
	}

	/** Ends it by a signal, as a crash does. */
	async kill(signal: NodeJS.Signals): Promise<void> {
		this.ready = false;
		await this.running?.kill(signal);
	}
}
