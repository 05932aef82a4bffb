import { onlyCallback, useBench } from './bench';
import { gateways, whapiEntries } from './gateways';
import { versions } from './running';
import { trigger, webhookWorkflow } from './workflows';

const { whapi } = gateways;

/** Webhooks of other programs, with fields that ours does not have. */
const others = [
	{
		url: 'https://crm.example.com/whapi',
		mode: 'path',
		events: [{ type: 'messages', method: 'post' }],
		headers: { 'X-Token': 'of the crm' },
		webhook_max_age_seconds: 3600,
	},
	{
		url: 'https://stats.example.com/hook',
		mode: 'method',
		events: [{ type: 'statuses', method: 'post' }],
		headers: {},
	},
];

describe.each(versions)("The channel's webhook entries, on n8n %s", (version) => {
	const bench = useBench(version);
	const entries = async () => await whapiEntries(bench().control);
	/** Those that lead to the n8n of the test. */
	const own = async () => (await entries()).filter(({ url }) => url.startsWith(bench().url));

	it('hold ours with the chosen events, mode body and a secret header', async () => {
		await bench().addActive(webhookWorkflow(whapi, { events: ['messages.post', 'chats.patch'] }));
		const ours = await onlyCallback(bench(), whapi);
		expect(ours).toMatchObject({
			mode: 'body',
			events: [
				{ type: 'chats', method: 'patch' },
				{ type: 'messages', method: 'post' },
			],
		});
		expect(ours.url).toContain(`${bench().url}/webhook/`);
		expect(Object.values(ours.headers)).toEqual([expect.stringMatching(/^[\w-]{32,}$/)]);
		expect(ours.url).not.toContain(Object.values(ours.headers)[0]);
	});

	it("keep everybody else's, as they are, when ours comes and goes", async () => {
		await bench().setWhapiEntries(others);
		const { id } = await bench().addActive(webhookWorkflow(whapi));
		const ours = await own();
		expect(ours).toHaveLength(1);
		expect(await entries()).toEqual([...others, ...ours]);
		await bench().client.deactivate(id);
		expect(await entries()).toEqual(others);
	});

	it('keep the entry of another workflow of the same n8n', async () => {
		const { client } = bench();
		const first = await bench().addActive(webhookWorkflow(whapi));
		const [entryOfFirst] = await own();
		const second = await bench().addActive(webhookWorkflow(whapi));
		expect(await own()).toHaveLength(2);
		await client.deactivate(second.id);
		expect(await own()).toEqual([entryOfFirst]);
		await client.deactivate(first.id);
		expect(await entries()).toEqual([]);
	});

	it('have ours once, with the new events, after they were changed', async () => {
		await bench().setWhapiEntries(others);
		const workflow = await bench().addActive(webhookWorkflow(whapi));
		const [before] = await own();
		await bench().changeTrigger(workflow, { events: ['statuses.post'] });
		expect(await own()).toEqual([{ ...before, events: [{ type: 'statuses', method: 'post' }] }]);
		expect(await entries()).toHaveLength(others.length + 1);
	});

	it('get ours back as it should be, after somebody changed it', async () => {
		const { client } = bench();
		const { id } = await bench().addActive(webhookWorkflow(whapi));
		const [before] = await own();
		await bench().setWhapiEntries([{ ...before, headers: {}, mode: 'path' }]);
		await client.deactivate(id);
		await client.activate(id);
		expect(await own()).toEqual([before]);
	});

	it("have production's entry beside that of a test run", async () => {
		const { client, control } = bench();
		await bench().setWhapiEntries(others);
		const { id } = await bench().addActive(webhookWorkflow(whapi));
		const [production] = await own();
		await client.runManually(id, trigger);
		const [first, test, ...more] = await own();
		expect([first, more]).toEqual([production, []]);
		expect(test?.url).toContain('/webhook-test/');
		await client.stopListening(id);
		await control.waitFor(own, ({ length }) => length === 1, 30_000);
		expect(await own()).toEqual([production]);
		expect(await entries()).toHaveLength(others.length + 1);
	});
});
