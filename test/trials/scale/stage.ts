import { rmSync } from 'node:fs';
import { copyFile, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { packPackage, waitFor, type OnProgress } from '../../../host';
import { startCluster, type Cluster, type Member, type Services } from '../../../host/cluster';
import { Bench } from '../../e2e/bench';
import { signedIn } from '../../e2e/running';

/** What wakes the polling triggers of n8n. */
export interface Scheduler {
	title: 'classic' | 'durable';
	/** Variables that switch it on. */
	env: Record<string, string>;
	/** Whether tests in the editor are tried on the workers, too. */
	testsOnWorkers: boolean;
}

/** The one in the main process's memory, and the one that keeps its plan in the database. */
export const schedulers: Scheduler[] = [
	{ title: 'classic', env: {}, testsOnWorkers: false },
	{
		title: 'durable',
		env: {
			N8N_SCHEDULER_ENABLED: 'true',
			N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true',
			N8N_POLLER_DURABLE_CURSORS_ENABLED: 'true',
		},
		testsOnWorkers: true,
	},
];

/** All variables of a cluster whose polling is woken by a scheduler. */
export function variablesOf({ env, testsOnWorkers }: Scheduler): Record<string, string> {
	return { ...env, OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: String(testsOnWorkers) };
}

/** A cluster with the package in each process, and an emulator with a credential for each gateway. */
export class Stage {
	private constructor(
		readonly cluster: Cluster,
		readonly bench: Bench,
		readonly onProgress: OnProgress,
		/** Leaves the folder with the logs when this process ends; gives its path. */
		private readonly keepFolder: () => string,
	) {}

	/** @param env Further variables for all processes */
	static async open(
		services: Services,
		env: Record<string, string>,
		onProgress: OnProgress,
	): Promise<Stage> {
		onProgress('Building the package …');
		const packed = await packPackage();
		const folder = await mkdtemp(join(tmpdir(), 'whatsapp-gateways-scale-'));
		const removeFolder = () => {
			rmSync(folder, { recursive: true, force: true });
		};
		// At the very end: a signal ends this process without coming back here.
		process.on('exit', removeFolder);
		// Processes that are added later need it, too.
		const tarball = join(folder, 'package.tgz');
		await copyFile(packed.tarball, tarball);
		await packed.remove();
		const cluster = await startCluster({ services, dataFolder: folder, tarball, env, onProgress });
		try {
			const bench = await Bench.open('2.40.7', await signedIn(cluster.url));
			// Acknowledgements by the dozen are not what is tried here.
			await bench.control.setSwitches({ autoAcks: false });
			return new Stage(cluster, bench, onProgress, () => {
				process.off('exit', removeFolder);
				return folder;
			});
		} catch (error) {
			await cluster.stop();
			throw error;
		}
	}

	/** Ids of the executions that a worker has begun, from its log. */
	async executionsOn(worker: Member): Promise<Set<string>> {
		const begun = (await worker.log()).matchAll(/Worker started execution (\w+)/g);
		return new Set([...begun].map(([, id = '']) => id));
	}

	/** How many of these executions each worker has begun, and whether none was begun elsewhere. */
	async spreadOf(executionIds: Set<string>): Promise<{ shares: number[]; allOnWorkers: boolean }> {
		const shares: number[] = [];
		for (const worker of this.cluster.workers) {
			const begun = await this.executionsOn(worker);
			shares.push([...executionIds].filter((id) => begun.has(id)).length);
		}
		const sum = shares.reduce((total, share) => total + share, 0);
		return { shares, allOnWorkers: sum === executionIds.size };
	}

	/**
	 * How many executions the database holds, and how many of them have not ended.
	 * @param workflowId left out = of all workflows
	 */
	async countExecutions(workflowId?: string): Promise<{ all: number; open: number }> {
		const [row] = await this.cluster.query<{ all: number; open: number }>(
			`SELECT count(*)::int AS all, (count(*) FILTER (WHERE status IN ('new', 'running')))::int AS open
			FROM execution_entity WHERE $1::text IS NULL OR "workflowId" = $1`,
			[workflowId],
		);
		return row ?? { all: 0, open: 0 };
	}

	/** What n8n has stored about how far the polling of a workflow got, with either scheduler. */
	async cursorsOf(workflowId: string): Promise<string> {
		const rows = await this.cluster.query(
			`SELECT "staticData"::text AS state FROM workflow_entity WHERE id = $1
			UNION ALL SELECT cursor::text FROM poller_state WHERE "workflowId" = $1`,
			[workflowId],
		);
		return JSON.stringify(rows);
	}

	/** Waits until a new polling trigger has noted where to begin: the durable scheduler lets it at its first poll time. */
	async pollingBegun(workflowId: string): Promise<void> {
		const look = async () =>
			(await this.cursorsOf(workflowId)).includes('cursor') ? true : undefined;
		await waitFor('the place where polling begins', look, { timeoutMs: 90_000 });
	}

	/**
	 * Ends everything.
	 * @param isKept Leaves the logs for somebody to look at, and says where
	 */
	async close(isKept: boolean): Promise<void> {
		await this.bench.close();
		await this.cluster.stop();
		if (isKept) console.log(`The logs of all processes are kept in ${this.keepFolder()}`);
	}
}
