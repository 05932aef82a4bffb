import { z } from 'zod/v4';

import { matchesCommand } from './commandPattern';
import { gateways, type Gateway } from './requestLog';

const moment = z.enum(['before', 'after']);

/** What a fault does; `before` and `after` mean: the request is not carried out, or it is. */
const effectSchema = z.discriminatedUnion('effect', [
	/** Nothing but the latency. */
	z.object({ effect: z.literal('delay') }),
	/** Another answer: a JSON value, or a text (sent as HTML unless a content-type is given). */
	z.object({
		effect: z.literal('answer'),
		when: moment.default('before'),
		status: z.number().int().min(200).max(599).default(500),
		body: z.unknown(),
		headers: z.record(z.string(), z.string()).default({}),
	}),
	/** The connection is cut without an answer. */
	z.object({ effect: z.literal('cut'), when: moment.default('before') }),
	/** The connection stays open and no answer comes. */
	z.object({ effect: z.literal('hang'), when: moment.default('before') }),
	/** Carried out; status 200 with a body that is no JSON. */
	z.object({ effect: z.literal('badJson') }),
	/** Carried out; status 200 with the first half of the true body. */
	z.object({ effect: z.literal('truncatedJson') }),
	/** Carried out; the field `result` of the answer has another value. */
	z.object({ effect: z.literal('result'), result: z.unknown() }),
	/** Sent to another address. */
	z.object({
		effect: z.literal('redirect'),
		location: z.string(),
		status: z.number().int().min(300).max(399).default(302),
	}),
	/** Carried out; then the gateway's own exception is answered (WhatsGate 3.1, `serialize`). */
	z.object({ effect: z.literal('exceptionAfter') }),
]);

/** A fault rule: which requests it meets, how often, and what it does. */
export const faultSchema = z.intersection(
	z.object({
		/** Only requests to this gateway; left out = any. */
		gateway: z.enum(gateways).optional(),
		/** The gateway's name of the command; `*` stands for any part of it. */
		command: z.string().default('*'),
		/** How many requests it meets; left out = until it is removed. */
		times: z.number().int().positive().optional(),
		/** How many matching requests pass untouched before. */
		skip: z.number().int().nonnegative().default(0),
		/** Milliseconds to wait before anything else. */
		latencyMs: z.number().nonnegative().default(0),
	}),
	effectSchema,
);

export type FaultInput = z.input<typeof faultSchema>;
export type Fault = z.infer<typeof faultSchema> & { id: number };

/** The fault rules in force. The oldest one that matches a request is played. */
export class Faults {
	private rules: Fault[] = [];
	private nextId = 1;

	add(input: z.infer<typeof faultSchema>): Fault {
		const fault = { ...input, id: this.nextId++ };
		this.rules.push(fault);
		return fault;
	}

	/** The rules that may still be played. */
	list(): Fault[] {
		return [...this.rules];
	}

	/** Removes one rule, or all when no id is given. */
	clear(id?: number): void {
		this.rules = id === undefined ? [] : this.rules.filter((rule) => rule.id !== id);
	}

	/** The rule to play for a request; counts its use. */
	take(gateway: Gateway, command: string): Fault | null {
		for (const rule of this.rules) {
			if (rule.gateway !== undefined && rule.gateway !== gateway) continue;
			if (!matchesCommand(rule.command, command)) continue;
			if (rule.skip > 0) {
				rule.skip -= 1;
				continue;
			}
			if (rule.times !== undefined) {
				rule.times -= 1;
				if (rule.times === 0) this.clear(rule.id);
			}
			return rule;
		}
		return null;
	}
}
