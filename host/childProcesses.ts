import type { ChildProcess } from 'node:child_process';
import { isErrorWithCode } from './errors';

/** Child processes that must not outlive this one. */
const children = new Set<ChildProcess>();

/** Whether a child has ended. */
export function hasEnded(child: ChildProcess): boolean {
	return child.exitCode !== null || child.signalCode !== null;
}

/** What a child ended by: a signal, or `code 1`. */
export function endOf(child: ChildProcess): string {
	return child.signalCode ?? `code ${String(child.exitCode)}`;
}

/** Signals a child that was started `detached`, and all its own children. */
export function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
	if (child.pid === undefined || hasEnded(child)) return;
	try {
		if (process.platform === 'win32') child.kill(signal);
		else process.kill(-child.pid, signal);
	} catch (error) {
		if (!isErrorWithCode(error, 'ESRCH')) throw error;
	}
}

function endAll(): void {
	for (const child of children) signalGroup(child, 'SIGKILL');
}

/** Ends the children and then this process, unless somebody else looks after the signal. */
function onSignal(signal: NodeJS.Signals): void {
	if (process.listenerCount(signal) > 1) return;
	endAll();
	process.removeListener(signal, onSignal);
	process.kill(process.pid, signal);
}

const signals: NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Sees to it that a child started `detached` ends when this process does, also by an error or Ctrl+C. */
export function endWithThisProcess(child: ChildProcess): void {
	if (children.size === 0) {
		process.on('exit', endAll);
		for (const signal of signals) process.on(signal, onSignal);
	}
	children.add(child);
	child.once('exit', () => {
		children.delete(child);
		if (children.size > 0) return;
		process.removeListener('exit', endAll);
		for (const signal of signals) process.removeListener(signal, onSignal);
	});
}
