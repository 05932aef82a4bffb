import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { median } from '../../bench/measure';
import type { Figure } from './report';

/** Resident memory of an n8n at one moment, in MiB. */
interface Sample {
	/** Milliseconds since the first sample was asked for. */
	at: number;
	main: number;
	/** All child processes together: task runners. */
	children: number;
}

const everyMs = 5000;

/** Reads the memory of a process and its descendants; portable to all systems with `ps`. */
async function readMemory(pid: number): Promise<Omit<Sample, 'at'>> {
	const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=,rss=']);
	const processes = stdout
		.trim()
		.split('\n')
		.map((line) => line.trim().split(/\s+/).map(Number))
		.map(([id = 0, parent = 0, kibibytes = 0]) => ({ id, parent, mebibytes: kibibytes / 1024 }));
	const own = new Set([pid]);
	// A parent may stand behind its child in the list.
	for (let before = 0; before < own.size;) {
		before = own.size;
		for (const { id, parent } of processes) if (own.has(parent)) own.add(id);
	}
	const sum = (ids: (id: number) => boolean) =>
		processes.filter(({ id }) => ids(id)).reduce((total, { mebibytes }) => total + mebibytes, 0);
	return { main: sum((id) => id === pid), children: sum((id) => id !== pid && own.has(id)) };
}

/** Watches the memory of a running n8n. */
export class MemoryWatch {
	private readonly samples: Sample[] = [];
	private readonly begin = Date.now();
	private readonly timer: NodeJS.Timeout;
	private reading: Promise<void>;

	constructor(private readonly pid: number) {
		this.reading = this.read();
		this.timer = setInterval(() => {
			this.reading = this.reading.then(async () => {
				await this.read();
			});
		}, everyMs);
	}

	private async read(): Promise<void> {
		const at = Date.now() - this.begin;
		this.samples.push({ at, ...(await readMemory(this.pid)) });
	}

	/** Ends it; gives the figures: over all, and the highest of each minute. */
	async figures(title: string): Promise<Figure[]> {
		clearInterval(this.timer);
		await this.reading;
		await this.read();
		const last = Math.floor((this.samples.at(-1)?.at ?? 0) / 60_000);
		const minutes = Array.from({ length: last + 1 }, (_, minute) => {
			const own = this.samples.filter(({ at }) => Math.floor(at / 60_000) === minute);
			return {
				measure: `${title}: memory in minute ${minute + 1}, highest, MiB`,
				value: `main ${highest(own.map(({ main }) => main))}, runners ${highest(own.map(({ children }) => children))}`,
			};
		});
		return [
			{
				measure: `${title}: memory of the main process, MiB`,
				value: course(this.samples.map(({ main }) => main)),
			},
			{
				measure: `${title}: memory of the task runners, MiB`,
				value: course(this.samples.map(({ children }) => children)),
			},
			...minutes,
		];
	}
}

function highest(values: number[]): number {
	return Math.round(Math.max(0, ...values));
}

function course(values: number[]): string {
	const [first = 0, end = 0] = [values[0], values.at(-1)];
	const parts = { first, median: median(values), highest: highest(values), last: end };
	return Object.entries(parts)
		.map(([name, value]) => `${name} ${Math.round(value)}`)
		.join(', ');
}
