import { computed, signal } from '@preact/signals';

import type { FaultRecord } from '../../control/recordSchemas';
import type { FaultInput } from '../../faults';
import { control } from './control';

/** A fault that the visitor can switch on. One of them is played at a time: the gateways play the oldest rule. */
export interface FaultSwitch {
	name: string;
	/** What somebody who calls the gateway sees. */
	hint: string;
	rule: FaultInput;
	isRule: (rule: FaultRecord) => boolean;
}

/** A rule for all calls of both gateways. */
const everywhere = ({ command, gateway }: FaultRecord) => command === '*' && gateway === undefined;

export const faultSwitches: readonly FaultSwitch[] = [
	{
		name: 'Slow answers',
		hint: 'Each call takes 5 seconds',
		rule: { effect: 'delay', latencyMs: 5000 },
		isRule: (rule) => everywhere(rule) && rule.effect === 'delay',
	},
	{
		name: 'Out of order',
		hint: 'Status 503, nothing is carried out',
		rule: { effect: 'answer', status: 503, body: { message: 'Service unavailable' } },
		isRule: (rule) => everywhere(rule) && rule.effect === 'answer' && rule.status === 503,
	},
	{
		name: 'Too many calls',
		hint: 'Status 429, nothing is carried out',
		rule: { effect: 'answer', status: 429, body: { message: 'Too many requests' } },
		isRule: (rule) => everywhere(rule) && rule.effect === 'answer' && rule.status === 429,
	},
	{
		name: 'Cut connections',
		hint: 'No answer, nothing is carried out',
		rule: { effect: 'cut' },
		isRule: (rule) => everywhere(rule) && rule.effect === 'cut',
	},
	{
		name: 'Broken JSON',
		hint: 'Carried out, but the answer cannot be read',
		rule: { effect: 'badJson' },
		isRule: (rule) => everywhere(rule) && rule.effect === 'badJson',
	},
];

/** The rules in force, also those that somebody else has set. */
export const rules = signal<readonly FaultRecord[]>([]);

/** The next messages of the customers reach the gateways late. */
export const lateMessages = signal(false);
/** The gateways tell each of the next messages twice. */
export const doubledMessages = signal(false);

/** How late is late, in milliseconds. */
export const lateMs = 10_000;

/** Rules that are none of the switches. */
export const otherRules = computed(() =>
	rules.value.filter((rule) => !faultSwitches.some(({ isRule }) => isRule(rule))),
);

export const activeFaults = computed(
	() => rules.value.length + Number(lateMessages.value) + Number(doubledMessages.value),
);

export async function readRules(): Promise<void> {
	rules.value = await control.faults();
}

/** Plays this fault instead of the others, or stops it. */
export async function switchFault(fault: FaultSwitch, on: boolean): Promise<void> {
	for (const rule of rules.value) {
		const isOne = faultSwitches.some(({ isRule }) => isRule(rule));
		if (on ? isOne : fault.isRule(rule)) await control.clearFaults(rule.id);
	}
	if (on) await control.addFault(fault.rule);
	await readRules();
}

export async function allFaultsOff(): Promise<void> {
	lateMessages.value = false;
	doubledMessages.value = false;
	await control.clearFaults();
	await readRules();
}
