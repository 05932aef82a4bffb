import { firstState } from '../../nodes/shared/cursor';
import { serverDateFromMillis } from '../../nodes/shared/serverDate';
import type { TriggerWorkflow } from '../engine';
import type { Row } from '../measure';
import { overlapSeconds, type Polling } from '../polling';

/** Polls that find nothing new, and what n8n has to store. */
export async function quietRows(polling: Polling): Promise<Row[]> {
	await polling.prepare(10, 1);
	const few = polling.trigger(1000, {});
	await polling.once(few);
	const quiet = await polling.once(few);

	await polling.prepare(10_000, 17);
	const busy = polling.trigger(1000, {});
	await polling.once(busy);
	const afterBusy = await polling.once(busy);
	const live = await polling.afterBurst(2000);
	if (quiet.events + afterBusy.events + live.events > 0) {
		throw new Error('A quiet poll has given events');
	}

	const storedKiB = Buffer.byteLength(JSON.stringify(busy.nodeData)) / 1024;
	return [
		{
			measure: 'Quiet poll',
			unit: 'requests',
			values: [quiet.requests],
			aim: { atMost: 1 },
			note: '10 events in the overlap',
		},
		{
			measure: 'Quiet poll after 1,000 events a minute',
			unit: 'requests',
			values: [afterBusy.requests],
			aim: { atMost: 1 },
			note: `${overlapSeconds} s overlap: 2,000 events in it`,
		},
		{
			measure: 'Quiet poll after a poll that gave 2,000 events',
			unit: 'requests',
			values: [live.requests],
			aim: { atMost: 1 },
		},
		{
			measure: 'Stored state at 1,000 events a minute, WhatsGate',
			unit: 'KiB',
			values: [storedKiB],
			aim: { atMost: 32 },
			note: `${overlapSeconds} s overlap; ids of ${idLength(busy)} digits`,
		},
		{
			measure: 'Stored state at 1,000 events a minute, Whapi',
			unit: 'KiB',
			values: [storedKiBOf(2000, whapiId)],
			aim: { atMost: 32 },
			note: `${overlapSeconds} s overlap; ids of ${whapiId.length} characters; calculated`,
		},
	];
}

function idLength(trigger: TriggerWorkflow): number {
	return Math.max(
		...(JSON.stringify(trigger.nodeData).match(/"\d+"/g) ?? []).map((id) => id.length - 2),
	);
}

/** As Whapi.Cloud's documentation shows ids of messages. */
const whapiId = 'yqJRppZk7BI-wNoTwl0rVx';

/** The state that so many events of one overlap leave behind, in KiB. */
function storedKiBOf(count: number, id: string): number {
	const events = Array.from({ length: count }, (_, index) => ({
		id: id.slice(0, -4) + String(index).padStart(4, '0'),
		date: serverDateFromMillis(Date.UTC(2026, 0, 1) + Math.floor(index / 17) * 1000),
		event: null,
	}));
	const state = firstState('https://gate.whapi.cloud MANTIS-M72HC', events, overlapSeconds);
	return Buffer.byteLength(JSON.stringify(state)) / 1024;
}
