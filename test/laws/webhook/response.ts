/** The response of a webhook call, as n8n and the gateway see it. */

import { EventEmitter } from 'node:events';

import type { Response } from 'express';

import { standIn } from '../../helpers/standIn';

export interface Answer {
	status: number;
	body: unknown;
}

export class CallResponse {
	private readonly events = new EventEmitter();
	private status = 200;
	private isEnded = false;
	private isCut = false;

	/** What n8n gives the node. */
	readonly forNode: Response;

	/** @param onAnswer Called with the answer if it reaches the gateway */
	constructor(private readonly onAnswer: (answer: Answer) => void) {
		const [hasSentHeaders, hasEnded] = [() => this.isEnded && !this.isCut, () => this.isEnded];
		const [status, isCut] = [() => this.status, () => this.isCut];
		this.forNode = standIn<Response>({
			get headersSent() {
				return hasSentHeaders();
			},
			get writableEnded() {
				return hasEnded();
			},
			get statusCode() {
				return status();
			},
			get destroyed() {
				return isCut();
			},
			once: (...parts: Parameters<EventEmitter['once']>) => {
				this.events.once(...parts);
				return this.forNode;
			},
			status: (code: number) => {
				this.status = code;
				return this.forNode;
			},
			json: (body: unknown) => {
				this.end(body);
				return this.forNode;
			},
		});
	}

	get isDone(): boolean {
		return this.isEnded || this.isCut;
	}

	/** n8n answers. Where the gateway has hung up meanwhile, nobody hears it. */
	answer(status: number, body: unknown): void {
		this.status = status;
		this.end(body);
	}

	/** The connection breaks before an answer. */
	cut(): void {
		if (this.isDone) return;
		this.isCut = true;
		this.events.emit('close');
	}

	private end(body: unknown): void {
		if (this.isEnded) return;
		this.isEnded = true;
		if (this.isCut) return;
		this.onAnswer({ status: this.status, body });
		this.events.emit('close');
	}
}
