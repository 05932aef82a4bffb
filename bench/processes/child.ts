import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import type { z } from 'zod/v4';

/** A child process of the bench, and the message that it has sent. */
export interface Child<T> {
	message: T;
	/** Ends it; resolves when it is gone. */
	end(): Promise<void>;
}

/**
 * Starts a file of this folder as a process of its own and waits for its message.
 * @param args Given to it as JSON in its first argument
 * @throws where it ends without a message, or sends another one
 */
export async function startChild<T>(
	file: string,
	args: unknown,
	schema: z.ZodType<T>,
): Promise<Child<T>> {
	const child = fork(join(__dirname, file), [JSON.stringify(args)], {
		execArgv: [...process.execArgv, '--expose-gc'],
	});
	const message = schema.parse(await firstMessage(child, file));
	return {
		message,
		end: async () => {
			if (child.exitCode !== null || child.signalCode !== null) return;
			const gone = once(child, 'exit');
			if (child.connected) child.disconnect();
			await gone;
		},
	};
}

async function firstMessage(child: ChildProcess, file: string): Promise<unknown> {
	return await new Promise((resolve, reject) => {
		child.once('message', resolve);
		child.once('error', reject);
		child.once('exit', (code, signal) => {
			reject(new Error(`${file} ended without a result (${String(code ?? signal)})`));
		});
	});
}

/** Inside a child: its arguments. */
export function childArgs<T>(schema: z.ZodType<T>): T {
	return schema.parse(JSON.parse(process.argv[2] ?? 'null'));
}

/** Inside a child: tells the parent. */
export function tellParent(message: unknown): void {
	if (process.send === undefined) throw new Error('This program is started by the bench');
	process.send(message);
}
