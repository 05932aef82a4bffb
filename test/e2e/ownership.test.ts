import { isDeepStrictEqual } from 'node:util';
import { seededSessions } from '../../emulator';
import { itemsOf, waitFor } from '../../host';
import { onlyCallback, useBench } from './bench';
import { cases, gateways } from './gateways';
import { logOf, versions } from './running';
import { last, trigger, webhookWorkflow } from './workflows';

describe.each(cases)('The own callback at $title on n8n $version', ({ version, gateway }) => {
	const bench = useBench(version);
	const callbacks = async () => await gateway.callbacks(bench().control);

	it('is set and taken away again', async () => {
		const { client, url } = bench();
		const { id } = await bench().addActive(webhookWorkflow(gateway));
		expect((await onlyCallback(bench(), gateway)).url).toContain(`${url}/webhook/`);
		await client.deactivate(id);
		expect(await callbacks()).toEqual([]);
	});

	it('is in place after a test run', async () => {
		const { client, control } = bench();
		const { id } = await bench().addActive(webhookWorkflow(gateway));
		const production = await onlyCallback(bench(), gateway);
		/** Waits until an execution of this mode has given out this text alone. */
		const ran = async (mode: string, text: string) =>
			await waitFor(`an execution of "${text}", mode ${mode}`, async () => {
				const all = await client.waitForExecutions(id, 0);
				return all.find((one) => {
					const texts = itemsOf(one, last).map(({ json }) => json.text);
					return one.mode === mode && one.status === 'success' && isDeepStrictEqual(texts, [text]);
				});
			});

		await client.runManually(id, trigger);
		await control.incoming({ text: 'For the test' });
		await ran('manual', 'For the test');
		await control.waitFor(
			callbacks,
			([first, ...others]) => first?.url === production.url && others.length === 0,
			30_000,
		);
		expect(await callbacks()).toEqual([production]);

		// A gateway with several callbacks has told production of the first message, too.
		await control.incoming({ text: 'For production' });
		await ran('webhook', 'For production');
	});

	it('is in place after a test run that was stopped', async () => {
		const { client, control } = bench();
		const { id } = await bench().addActive(webhookWorkflow(gateway));
		const production = await onlyCallback(bench(), gateway);
		await client.runManually(id, trigger);
		expect(await callbacks()).not.toEqual([production]);
		await client.stopListening(id);
		await control.waitFor(
			callbacks,
			([first, ...others]) => first?.url === production.url && others.length === 0,
			30_000,
		);
	});

	// What n8n notes of a test while its webhook is taken away stays noted when that throws, and no other test can begin.
	it('does not stand in the way of other test runs when it cannot be taken away', async () => {
		const { client, control } = bench();
		const { id: broken } = await bench().add(webhookWorkflow(gateway));
		const { id: other } = await bench().add(webhookWorkflow(gateway));
		await client.runManually(broken, trigger);
		await control.addFault({ effect: 'answer', status: 403, body: { message: 'Not now' } });
		const { length } = await logOf(version);
		await client.stopListening(broken);
		await waitFor('what n8n says of it', async () =>
			(await logOf(version)).slice(length).includes('may still be set at') ? true : undefined,
		);
		await control.clearFaults();
		await control.reset();

		await client.runManually(other, trigger);
		await client.stopListening(other);
	});
});

const foreign = 'https://crm.example.com/whatsgate/hook';

describe.each(versions)("WhatsGate's one callback, on n8n %s", (version) => {
	const bench = useBench(version);
	const workflow = (options = {}) => webhookWorkflow(gateways.whatsGate, { options });

	it('is left alone when somebody else has set it meanwhile', async () => {
		const { client } = bench();
		const { id } = await bench().addActive(workflow());
		await bench().setCallback(foreign);
		await client.deactivate(id);
		expect(await bench().callback()).toBe(foreign);
	});

	it("is not replaced when it is somebody else's, whom the text names", async () => {
		const { client } = bench();
		await bench().setCallback(foreign);
		const { id } = await bench().add(workflow());
		await expect(client.activate(id)).rejects.toThrow(foreign);
		expect(await bench().callback()).toBe(foreign);
	});

	it('is taken over when asked to, and put back', async () => {
		const { client } = bench();
		await bench().setCallback(foreign);
		const { id } = await bench().addActive(workflow({ takeOver: true }));
		expect(await bench().callback()).toContain(`${bench().url}/webhook/`);
		await client.deactivate(id);
		expect(await bench().callback()).toBe(foreign);
	});

	it('is left alone at other sessions', async () => {
		const { client, control } = bench();
		const other = { WhatsappID: seededSessions.second, callback: foreign };
		await bench().whatsGate('set-hook', other);
		const { id } = await bench().addActive(workflow());
		await client.deactivate(id);
		const second = (await control.sessions()).find((one) => one.id === seededSessions.second);
		expect(second?.callback).toBe(foreign);
	});
});
