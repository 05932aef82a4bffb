import { randomUUID } from 'node:crypto';
import { itemsOf, waitFor, type Execution, type Workflow } from '../../host';
import { onlyCallback, useBench } from './bench';
import { cases } from './gateways';
import { everyTenSeconds, last, onceAYear, pollingWorkflow, trigger } from './workflows';

/** The texts that reached the node behind the trigger, in all executions given. */
function textsOf(executions: Execution[]): unknown[] {
	return executions.flatMap((execution) => itemsOf(execution, last).map(({ json }) => json.text));
}

describe.each(cases)('Polling mode of $title on n8n $version', ({ version, gateway }) => {
	const bench = useBench(version);

	/** All executions of a workflow that have ended, oldest first. */
	const executionsOf = async ({ id }: Workflow) => await bench().client.waitForExecutions(id, 0);

	it('leaves out what came before the first activation', async () => {
		const { control } = bench();
		await control.backlog({ count: 250, perSecond: 50 });
		const workflow = await bench().addActive(pollingWorkflow(gateway));
		expect(await executionsOf(workflow)).toEqual([]);

		await control.incoming({ text: 'The first new one' });
		await bench().pollNow(workflow);

		const executions = await bench().client.waitForExecutions(workflow.id, 1);
		expect(executions).toMatchObject([{ status: 'success', mode: 'trigger' }]);
		expect(textsOf(executions)).toEqual(['The first new one']);
	});

	it('gives each event once, over several polls', async () => {
		const { client, control } = bench();
		const workflow = await bench().addActive(pollingWorkflow(gateway, { pollTimes: onceAYear }));
		await control.incoming({ text: 'one' });
		await control.incoming({ text: 'two' });
		await bench().pollNow(workflow);
		await bench().pollNow(workflow);
		await control.incoming({ text: 'three' });
		await bench().pollNow(workflow);

		const executions = await client.waitForExecutions(workflow.id, 2);
		expect(textsOf(executions)).toEqual(['one', 'two', 'three']);
	});

	it('goes on where it was after an error on the second page', async () => {
		const { client, control } = bench();
		const { id } = await bench().addActive(
			pollingWorkflow(gateway, { pollTimes: everyTenSeconds }),
		);
		const body = { name: 'Error', message: 'Try later', code: 0 };
		await control.addFault({
			command: gateway.pageCommand,
			skip: 1,
			effect: 'answer',
			status: 500,
			body,
		});
		await control.backlog({ count: 250, perSecond: 50, text: 'Event' });

		const [failed] = await client.waitForExecutions(id, 1);
		expect(failed).toMatchObject({ status: 'error', mode: 'trigger' });
		expect((await client.getWorkflow(id)).active).toBe(true);

		await control.clearFaults();
		const executions = await waitFor('a poll that goes well', async () => {
			const all = await client.waitForExecutions(id, 1);
			return all.some(({ status }) => status === 'success') ? all : undefined;
		});
		const wanted = Array.from({ length: 250 }, (_, index) => `Event ${index + 1}`);
		expect(textsOf(executions)).toEqual(wanted);
	});

	it('has no webhook', async () => {
		const { control, url } = bench();
		const source = pollingWorkflow(gateway);
		const workflow = await bench().addActive(source);
		const webhookId = source.nodes[0]?.webhookId ?? randomUUID();
		const post = async () =>
			(await fetch(`${url}/webhook/${webhookId}/webhook`, { method: 'POST' })).status;

		expect(await post()).toBe(404);
		expect(await gateway.callbacks(control)).toEqual([]);

		// The same address in webhook mode: it is the mode that closes it, not a wrong guess of ours.
		await bench().changeTrigger(workflow, { mode: 'webhook' });
		expect(await post()).toBe(401);
		const { url: set } = await onlyCallback(bench(), gateway);
		expect(set).toContain(`${url}/webhook/${webhookId}/webhook`);
	});

	it('shows the newest events in a manual test and leaves the cursor alone', async () => {
		const { client, control } = bench();
		const workflow = await bench().addActive(pollingWorkflow(gateway, { pollTimes: onceAYear }));
		await control.incoming({ text: 'Before the test' });

		const { executionId, waitingForWebhook } = await client.runManually(workflow.id, trigger);
		expect(executionId).toEqual(expect.stringMatching(/^\d+$/));
		expect(waitingForWebhook).toBeUndefined();
		const [manual] = await client.waitForExecutions(workflow.id, 1);
		expect(manual).toMatchObject({ status: 'success', mode: 'manual' });
		expect(manual && textsOf([manual])).toEqual(['Before the test']);

		await bench().pollNow(workflow);
		const [, polled] = await client.waitForExecutions(workflow.id, 2);
		expect(polled).toMatchObject({ status: 'success', mode: 'trigger' });
		expect(polled && textsOf([polled])).toEqual(['Before the test']);
	});

	it('says so when a manual test finds nothing', async () => {
		const { client } = bench();
		const { id } = await bench().add(pollingWorkflow(gateway));
		await client.runManually(id, trigger);
		const [execution] = await client.waitForExecutions(id, 1);
		expect(execution?.status).toBe('error');
		expect(execution?.error?.message).toContain(`${gateway.service} has no event`);
	});
});
