import { seededSessions } from '../../emulator';
import { itemsOf } from '../../host';
import { useBench } from './bench';
import { versions } from './running';
import { last, trigger, webhookWorkflow } from './workflows';

const foreign = 'https://crm.example.com/whatsgate/hook';

describe.each(versions)('Whose callback, on n8n %s', (version) => {
	const bench = useBench(version);

	it('sets its own and takes it away again', async () => {
		const { client } = bench();
		const { id } = await bench().addActive(webhookWorkflow());
		expect(await bench().callbackUrl()).toContain(`${bench().url}/webhook/`);
		await client.deactivate(id);
		expect(await bench().callback()).toBeNull();
	});

	it('leaves alone what somebody else has set meanwhile', async () => {
		const { client } = bench();
		const { id } = await bench().addActive(webhookWorkflow());
		await bench().setCallback(foreign);
		await client.deactivate(id);
		expect(await bench().callback()).toBe(foreign);
	});

	it("refuses to replace somebody else's and names it", async () => {
		const { client } = bench();
		await bench().setCallback(foreign);
		const { id } = await bench().add(webhookWorkflow());
		await expect(client.activate(id)).rejects.toThrow(foreign);
		expect(await bench().callback()).toBe(foreign);
	});

	it("takes somebody else's over when asked to, and puts it back", async () => {
		const { client } = bench();
		await bench().setCallback(foreign);
		const { id } = await bench().addActive(webhookWorkflow({ options: { takeOver: true } }));
		expect(await bench().callbackUrl()).toContain(`${bench().url}/webhook/`);
		await client.deactivate(id);
		expect(await bench().callback()).toBe(foreign);
	});

	it('leaves the production callback in place after a test run', async () => {
		const { client, control } = bench();
		const { id } = await bench().addActive(webhookWorkflow());
		const production = await bench().callbackUrl();

		await client.runManually(id, trigger);
		await control.incoming({ text: 'For the test' });
		const [manual] = await client.waitForExecutions(id, 1);
		expect(manual).toMatchObject({ status: 'success', mode: 'manual' });
		await control.waitFor(
			() => bench().callback(),
			(callback) => callback === production,
			10_000,
		);

		await control.incoming({ text: 'For production' });
		const [, live] = await client.waitForExecutions(id, 2);
		expect(live).toMatchObject({ status: 'success', mode: 'webhook' });
		expect(live && itemsOf(live, last)).toMatchObject([{ json: { text: 'For production' } }]);
	});

	it('leaves the production callback in place after a test run that was stopped', async () => {
		const { client, control } = bench();
		const { id } = await bench().addActive(webhookWorkflow());
		const production = await bench().callbackUrl();
		await client.runManually(id, trigger);
		await client.stopListening(id);
		await control.waitFor(
			() => bench().callback(),
			(callback) => callback === production,
			10_000,
		);
	});

	it('leaves the callbacks of other sessions alone', async () => {
		const { client, control } = bench();
		const other = { WhatsappID: seededSessions.second, callback: foreign };
		await bench().whatsGate('set-hook', other);
		const { id } = await bench().addActive(webhookWorkflow());
		await client.deactivate(id);
		const second = (await control.sessions()).find((one) => one.id === seededSessions.second);
		expect(second?.callback).toBe(foreign);
	});
});
