/** The table, and what is kept of a run. */

import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';

import { version as engineVersion } from 'n8n-core/package.json';

import { version } from '../package.json';
import { median, spread, verdict, type Aim, type Row } from './measure';

/** The machine and what ran on it when the bench began; nothing that names its user or its folders. */
export interface Machine {
	date: string;
	package: string;
	n8nCore: string;
	node: string;
	system: string;
	processor: string;
	cores: number;
	memoryGiB: number;
	/** Of the last minute: processes that wanted a core, those of others too. */
	load: number;
}

export function machine(): Machine {
	return {
		date: new Date().toISOString().slice(0, 10),
		package: version,
		n8nCore: engineVersion,
		node: process.version,
		system: `${process.platform}-${process.arch}`,
		processor: cpus()[0]?.model.trim() ?? 'unknown',
		cores: availableParallelism(),
		memoryGiB: Math.round(totalmem() / 2 ** 30),
		load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
	};
}

/** The machine in one line. */
export function machineLine(facts: Machine): string {
	return [
		facts.date,
		`package ${facts.package}`,
		`n8n-core ${facts.n8nCore}`,
		`Node ${facts.node}`,
		facts.system,
		`${facts.cores} cores of ${facts.processor}`,
		`${facts.memoryGiB} GiB`,
		`load ${facts.load} at the start`,
	].join(', ');
}

/** Three digits that count; whole numbers stay whole. */
function shown(value: number): string {
	return value >= 1000 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}

function shownAim(aim: Aim): string {
	return 'atMost' in aim ? `≤ ${shown(aim.atMost)}` : `≥ ${shown(aim.atLeast)}`;
}

function cells(row: Row): string[] {
	const { measure, unit, values, aim, note = '' } = row;
	if (values.length === 0) return [measure, 'skipped', '', '', '', note];
	return [
		measure,
		`${shown(median(values))} ${unit}`,
		`± ${shown(spread(values))}`,
		aim === undefined ? '' : `${shownAim(aim)} ${unit}`,
		aim === undefined ? '' : verdict(row),
		note,
	];
}

/** A Markdown table with even columns; the first line is the head. */
export function markdownTable(lines: string[][]): string {
	const widths = (lines[0] ?? []).map((_, column) =>
		Math.max(...lines.map((line) => line[column]?.length ?? 0)),
	);
	const drawn = lines.map(
		(line) => `| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`,
	);
	const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
	return [...drawn.slice(0, 1), rule, ...drawn.slice(1)].join('\n');
}

/** The rows as a Markdown table. */
export function table(rows: Row[]): string {
	const head = ['Measure', 'Median', 'Spread', 'Aim', 'Verdict', 'Note'];
	return markdownTable([head, ...rows.map(cells)]);
}

const rounded = (value: number) => Number(value.toPrecision(5));

/** A whole run. */
export interface Results {
	isQuick: boolean;
	machine: Machine;
	/** How long it took. */
	seconds: number;
	rows: Row[];
}

/**
 * Writes a run as JSON beside the bench: the last full one and the last quick one are kept.
 * @returns The file's path inside the project
 */
export async function saveResults({ isQuick, machine, seconds, rows }: Results): Promise<string> {
	const kept = rows.map((row) => ({
		...row,
		values: row.values.map(rounded),
		limit: row.limit?.map(rounded),
		verdict: verdict(row),
	}));
	const folder = join(__dirname, 'results');
	await mkdir(folder, { recursive: true });
	const name = `${isQuick ? 'quick' : 'full'}.json`;
	const text = JSON.stringify({ machine, seconds, rows: kept }, null, '\t');
	await writeFile(join(folder, name), `${text}\n`);
	return `bench/results/${name}`;
}
