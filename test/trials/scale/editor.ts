import { isDeepStrictEqual } from 'node:util';

import { itemsOf, type Execution } from '../../../host';
import { onlyCallback } from '../../e2e/bench';
import { gateways, type GatewayUnderTest } from '../../e2e/gateways';
import {
	everyTenSeconds,
	last,
	pollingWorkflow,
	trigger,
	webhookWorkflow,
} from '../../e2e/workflows';
import type { Figure } from '../report';
import type { Scheduler, Stage } from './stage';

/** The texts that came out of a workflow. */
const textsOf = (execution: Execution) =>
	itemsOf(execution, last).map(({ json }) => String(json.text));

/** Whether a test ran where it should, as text. */
async function placeOf(stage: Stage, { id }: Execution): Promise<'main' | 'worker'> {
	return (await stage.spreadOf(new Set([id]))).allOnWorkers ? 'worker' : 'main';
}

/** Activation sets the callback at the gateway, deactivation removes it there and closes the address. */
async function lifecycle({ bench, cluster }: Stage, gateway: GatewayUnderTest): Promise<Figure> {
	const { id } = await bench.addActive(webhookWorkflow(gateway));
	const { url } = await onlyCallback(bench, gateway);
	await bench.client.deactivate(id);
	const left = await gateway.callbacks(bench.control);
	const { status } = await fetch(url, { method: 'POST' });
	const isOurs = url.startsWith(`${cluster.url}/webhook/`);
	return {
		measure: `${gateway.title}: activated, deactivated`,
		value: `callback ${isOurs ? 'at the proxy' : url}; then ${left.length} callbacks, address answers ${status}`,
		law: {
			text: "set to the proxy's address; then removed, 404",
			holds: isOurs && left.length === 0 && status === 404,
		},
	};
}

/** A test in webhook mode: the main process listens, behind the same address. */
async function webhookTest(
	stage: Stage,
	gateway: GatewayUnderTest,
	place: 'main' | 'worker',
): Promise<Figure> {
	const { bench, cluster } = stage;
	const { id } = await bench.add(webhookWorkflow(gateway));
	await bench.client.runManually(id, trigger);
	const { url } = await onlyCallback(bench, gateway);
	await bench.control.incoming({ text: 'A test' });
	const [execution] = await bench.client.waitForExecutions(id, 1);
	if (execution === undefined) throw new Error('The test has no execution.');
	const left = await bench.control.waitFor(
		() => gateway.callbacks(bench.control),
		({ length }) => length === 0,
		20_000,
	);
	const texts = textsOf(execution);
	const ran = await placeOf(stage, execution);
	return {
		measure: `${gateway.title}: test of the webhook mode from the editor`,
		value: `${execution.status} on ${ran}, items: ${texts.join(', ')}; then ${left.length} callbacks`,
		law: {
			text: `test address at the proxy, the message, on ${place}, address removed`,
			holds:
				url.startsWith(`${cluster.url}/webhook-test/`) &&
				isDeepStrictEqual(texts, ['A test']) &&
				ran === place,
		},
	};
}

/** A test in polling mode beside the active workflow. */
async function pollingTest(
	stage: Stage,
	gateway: GatewayUnderTest,
	place: 'main' | 'worker',
): Promise<Figure> {
	const { bench } = stage;
	const { client, control } = bench;
	// Inactive at first: the events shall still be ahead of the cursor when the test has run.
	const source = pollingWorkflow(gateway, { pollTimes: everyTenSeconds });
	const workflow = await bench.addActive(source);
	await stage.pollingBegun(workflow.id);
	await client.deactivate(workflow.id);
	const sent = [1, 2, 3, 4, 5, 6, 7].map((number) => `Newest ${number}`);
	for (const text of sent) await control.incoming({ text });
	const before = await stage.cursorsOf(workflow.id);
	await client.runManually(workflow.id, trigger);
	const [manual] = await client.waitForExecutions(workflow.id, 1);
	if (manual === undefined) throw new Error('The test has no execution.');
	const isUntouched = (await stage.cursorsOf(workflow.id)) === before;

	await client.activate(workflow.id);
	const [, ...polled] = await client.waitForExecutions(workflow.id, 2, { timeoutMs: 60_000 });
	await client.deactivate(workflow.id);
	const shown = textsOf(manual);
	const emitted = polled.flatMap(textsOf);
	const ran = await placeOf(stage, manual);
	return {
		measure: `${gateway.title}: test of the polling mode from the editor`,
		value: `${manual.status} on ${ran}, ${shown.length} items; cursor ${isUntouched ? 'untouched' : 'CHANGED'}; polled later: ${emitted.length}`,
		law: {
			text: `the five newest, on ${place}, cursor untouched, all 7 come with the next poll`,
			holds:
				isDeepStrictEqual(shown.sort(), sent.slice(-5)) &&
				isUntouched &&
				ran === place &&
				isDeepStrictEqual(emitted, sent),
		},
	};
}

/** What people do in the editor: switch workflows on and off, and test them. */
export async function fromTheEditor(stage: Stage, scheduler: Scheduler): Promise<Figure[]> {
	const place = scheduler.testsOnWorkers ? 'worker' : 'main';
	stage.onProgress(`Activation and tests from the editor, to run on ${place} …`);
	const figures: Figure[] = [];
	for (const gateway of Object.values(gateways)) {
		figures.push(await lifecycle(stage, gateway));
		figures.push(await webhookTest(stage, gateway, place));
		figures.push(await pollingTest(stage, gateway, place));
	}
	return figures;
}
