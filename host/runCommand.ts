import { spawn } from 'node:child_process';

/** How a command is run. */
export interface RunOptions {
	/** Working folder. */
	cwd: string;
	/** The whole environment of the command; the caller's own when left out. */
	env?: NodeJS.ProcessEnv;
	/** Gets every line of both outputs as it comes. */
	onLine?: (line: string) => void;
}

/** Lines of output that an error shows. */
const tailLines = 80;

/**
 * Runs a program to its end and gives its standard output.
 * @throws when it cannot be started or ends with another code than 0; the text ends with the last lines of its output.
 */
export async function runCommand(
	program: string,
	args: string[],
	options: RunOptions,
): Promise<string> {
	return await new Promise((resolve, reject) => {
		const child = spawn(program, args, {
			cwd: options.cwd,
			env: options.env ?? process.env,
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		const tail: string[] = [];
		let output = '';
		const collect = (stream: NodeJS.ReadableStream, keep: boolean) => {
			let rest = '';
			stream.setEncoding('utf8');
			stream.on('data', (chunk: string) => {
				if (keep) output += chunk;
				const lines = (rest + chunk).split('\n');
				rest = lines.pop() ?? '';
				for (const line of lines) {
					tail.push(line);
					if (tail.length > tailLines) tail.shift();
					options.onLine?.(line);
				}
			});
			stream.on('end', () => {
				if (rest) tail.push(rest);
			});
		};
		collect(child.stdout, true);
		collect(child.stderr, false);
		const shown = [program, ...args].join(' ');
		child.on('error', (cause) => {
			reject(new Error(`"${shown}" could not be started: ${cause.message}`, { cause }));
		});
		child.on('close', (code, signal) => {
			if (code === 0) {
				resolve(output);
				return;
			}
			const end = signal ? `was ended by ${signal}` : `ended with code ${String(code)}`;
			reject(new Error(`"${shown}" ${end}. The end of its output:\n${tail.join('\n')}`));
		});
	});
}
