import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { OnProgress } from '../cache';
import { installHost } from '../install';
import type { N8nRole } from '../n8nProcess';
import { freePort } from '../ports';
import type { HostVersion } from '../versions';
import { CleanUp } from './cleanUp';
import { Member } from './member';
import { startProxy } from './proxy';
import { checkServices, type Services } from './services';
import { makeStore, type Store } from './store';

/** The n8n that clusters are made of. */
const version: HostVersion = '2.40.7';

/** How a cluster is started. */
export interface ClusterOptions {
	services: Services;
	/** Gets a folder for each process. */
	dataFolder: string;
	/** Our package as `npm pack` wrote it. */
	tarball: string;
	/** How many; 2 when left out. */
	workers?: number;
	/** How many; 1 when left out. */
	webhookProcesses?: number;
	/** Wished port of the proxy; another one is taken when it is not free. */
	port?: number;
	/** Further environment variables for all processes; they win over ours. */
	env?: Record<string, string>;
	onProgress?: OnProgress;
}

/** An n8n in queue mode: one main process, workers and webhook processes behind one address. */
export interface Cluster {
	/** Address of the proxy, no slash at the end: editor, REST API and webhooks. */
	url: string;
	main: Member;
	workers: Member[];
	webhooks: Member[];
	/** All processes. */
	members: () => Member[];
	/** Reads n8n's tables. */
	query: Store['query'];
	/** Starts one more worker or webhook process. */
	add: (role: Exclude<N8nRole, 'start'>) => Promise<Member>;
	/** Ends one of them for good. */
	remove: (member: Member) => Promise<void>;
	/** Ends all processes in order and starts them again on the same database, with other variables. */
	restart: (env: Record<string, string>) => Promise<void>;
	/** Ends everything, drops the database and deletes the keys in Redis. */
	stop: () => Promise<void>;
}

/** Variables that all processes of a queue share. */
function sharedVariables(store: Store): Record<string, string> {
	return {
		...store.env,
		EXECUTIONS_MODE: 'queue',
		N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
		N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true',
		N8N_PROXY_HOPS: '1',
	};
}

/**
 * Starts a cluster and waits until it is ready. What it made goes away with `stop`, when the start breaks off, and
 * when a signal ends this process.
 * @throws {ServiceMissing} when PostgreSQL or Redis does not answer
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
	const { services, dataFolder, tarball } = options;
	const onProgress = options.onProgress ?? (() => undefined);
	await checkServices(services);
	const host = await installHost(version, { onProgress });
	const cleanUp = new CleanUp();
	try {
		const store = await makeStore(services);
		cleanUp.add(store.remove);
		const shared = sharedVariables(store);
		let wished = options.env ?? {};

		const members: Member[] = [];
		const ofRole = (role: N8nRole) => members.filter((member) => member.role === role);
		const proxy = await startProxy(await freePort(options.port), {
			main: () => ofRole('start')[0]?.url ?? '',
			webhooks: () => {
				const all = ofRole('webhook');
				const ready = all.filter(({ isReady }) => isReady);
				return (ready.length > 0 ? ready : all).map(({ url }) => url);
			},
		});
		cleanUp.add(proxy.close);
		cleanUp.add(async () => {
			await Promise.all(members.map((member) => member.stop()));
		});

		const prepare = async (role: N8nRole) => {
			const name = role === 'start' ? 'main' : `${role}-${ofRole(role).length + 1}`;
			const member = await Member.make({
				name,
				role,
				host,
				folder: join(dataFolder, name),
				tarball,
				publicUrl: proxy.url,
				env: () => ({ ...shared, ...wished }),
			});
			members.push(member);
			return member;
		};
		const startAll = async () => {
			const [main, ...others] = members;
			onProgress('Starting the main process (usually 15 to 40 seconds) …');
			// First and alone: it makes the database's tables.
			await main?.start();
			onProgress(`Starting ${others.map(({ name }) => name).join(', ')} …`);
			await Promise.all(others.map((member) => member.start()));
		};

		const main = await prepare('start');
		for (let i = 0; i < (options.workers ?? 2); i++) await prepare('worker');
		for (let i = 0; i < (options.webhookProcesses ?? 1); i++) await prepare('webhook');
		await startAll();
		return {
			url: proxy.url,
			main,
			get workers() {
				return ofRole('worker');
			},
			get webhooks() {
				return ofRole('webhook');
			},
			members: () => [...members],
			query: store.query,
			add: async (role) => {
				const member = await prepare(role);
				await member.start();
				return member;
			},
			remove: async (member) => {
				members.splice(members.indexOf(member), 1);
				await member.stop();
			},
			restart: async (env) => {
				await Promise.all(members.map((member) => member.stop()));
				wished = env;
				await startAll();
			},
			stop: async () => {
				await cleanUp.run();
			},
		};
	} catch (error) {
		await cleanUp.run();
		throw error;
	}
}
