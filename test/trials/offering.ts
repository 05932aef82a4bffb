import { setTimeout as sleep } from 'node:timers/promises';

import type { ControlClient } from '../../emulator';
import { eventText } from './ways';

/** A message that somebody has sent to the demo phone. */
export interface OfferedEvent {
	/** Its number, from 1 on. */
	event: number;
	/** The message's key in the emulator. */
	key: string;
	/** When it was written, milliseconds since 1970. */
	time: number;
}

/** Somebody writes to the demo phone at a steady rate, whatever becomes of the messages. */
export class Offering {
	readonly offered: OfferedEvent[] = [];
	private isOver = false;
	private readonly running: Promise<void>;

	/** @param rate Messages per second */
	constructor(
		private readonly control: ControlClient,
		private readonly rate: number,
	) {
		this.running = this.run();
	}

	/** Ends it; rejects where a message could not be written. */
	async stop(): Promise<void> {
		this.isOver = true;
		await this.running;
	}

	/** Each message has its own time, so that a slow one does not lower the rate. */
	private async run(): Promise<void> {
		const begin = Date.now();
		const writing: Array<Promise<void>> = [];
		for (let event = 1; !this.isOver; event++) {
			const due = begin + ((event - 1) * 1000) / this.rate;
			await sleep(Math.max(0, due - Date.now()));
			writing.push(this.write(event));
		}
		await Promise.all(writing);
		this.offered.sort((a, b) => a.event - b.event);
	}

	private async write(event: number): Promise<void> {
		const { message } = await this.control.incoming({ text: eventText(event) });
		this.offered.push({ event, key: message.key, time: message.time });
	}
}
