import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { projectFolder, waitFor } from '../../host';

/** A running `npm run demo`. */
export interface RunningDemo {
	/** All that it has printed so far. */
	printed: () => string;
	/** An address that it has printed behind a name. */
	address: (name: string) => string;
	/** Presses Ctrl+C and gives the exit code. */
	stop: () => Promise<number | null>;
}

/**
 * Starts the demo as `npm run demo` does and waits until it says that all runs.
 * @param folder keeps its data
 * @throws with all that it printed when it ends before
 */
export async function startDemo(folder: string): Promise<RunningDemo> {
	const args = [join(projectFolder, 'demo', 'start.mjs'), '--no-open', '--folder', folder];
	const child = spawn(process.execPath, args, {
		stdio: ['ignore', 'pipe', 'pipe'],
		detached: true,
	});
	const ended = once(child, 'exit');
	let text = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding('utf8');
		stream.on('data', (chunk: string) => {
			text += chunk;
		});
	}
	const signal = (name: NodeJS.Signals) => {
		// As the terminal does: everything that belongs to the command gets it.
		if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, name);
	};
	try {
		await waitFor(
			'"Ctrl+C stops all"',
			async () => {
				if (child.exitCode !== null) throw new Error('It ended.');
				return await Promise.resolve(text.includes('Ctrl+C stops all') || undefined);
			},
			{ timeoutMs: 840_000 },
		);
	} catch (error) {
		signal('SIGKILL');
		throw new Error(`The demo did not come up:\n${text}`, { cause: error });
	}
	return {
		printed: () => text,
		address: (name) => {
			const found = new RegExp(`^${name}\\s+(http\\S+)`, 'm').exec(text)?.[1];
			if (found === undefined)
				throw new Error(`The demo printed no address of "${name}":\n${text}`);
			return found;
		},
		stop: async () => {
			signal('SIGINT');
			await ended;
			return child.exitCode;
		},
	};
}
