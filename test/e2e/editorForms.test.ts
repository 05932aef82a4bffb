import { isDeepStrictEqual } from 'node:util';
import type { Locator, Page } from 'playwright-core';
import { useBench } from './bench';
import { problems, settled, useEditor } from './editing';
import { gateways, type GatewayUnderTest } from './gateways';
import { versions } from './running';
import { actionNode, line, startNode } from './workflows';

/** Name of the node whose form is looked at. */
const name = 'Node under test';

/** A parameter that holds nothing but what it is made with. */
const empty = { __rl: true, mode: 'list', value: '' };

/** What the form of an operation shows at first, without the collections that everybody finds below. */
const formsOf: Array<{ gateway: GatewayUnderTest; operations: Record<string, string[]> }> = [
	{
		gateway: gateways.whatsGate,
		operations: {
			'message.send': ['session', 'recipient', 'messageType', 'text', 'simplify'],
			'message.downloadMedia': ['session', 'messageId', 'binaryPropertyName'],
			'chat.getHistory': ['session', 'chat', 'simplify'],
			'contact.check': ['session', 'phoneNumber'],
			'session.getAll': ['returnAll', 'limit', 'simplify'],
			'session.rename': ['session', 'name'],
		},
	},
	{
		gateway: gateways.whapi,
		operations: {
			'message.send': ['recipient', 'messageType', 'text', 'simplify'],
			'message.react': ['messageId', 'emoji'],
			'chat.archive': ['chat', 'archive'],
			'contact.check': ['phoneNumbers'],
			'group.create': ['subject', 'participants', 'simplify'],
			'channel.getHealth': ['simplify'],
		},
	},
];

const forms = formsOf.flatMap(({ gateway, operations }) =>
	Object.entries(operations).map(([title, fields]) => ({ gateway, title, fields })),
);

/** The names of the fields that a form shows, collections left out. */
async function fieldsOf(form: Locator): Promise<string[]> {
	// Those of the tab Settings are there, too, but not to be seen.
	const inputs = form.locator('[data-test-id^="parameter-input-"]').filter({ visible: true });
	await inputs.first().waitFor();
	const ids = await Promise.all(
		(await inputs.all()).map(async (one) => await one.getAttribute('data-test-id')),
	);
	const names = ids.map((id) => id?.replace('parameter-input-', '') ?? '');
	return [...new Set(names)].filter((one) => one !== '' && one !== 'field');
}

/** Opens the list of a resource locator and gives its lines. */
async function openList(page: Page, parameter: string): Promise<Locator> {
	await page.getByTestId(`resource-locator-${parameter}`).getByTestId('rlc-input').click();
	return page.getByTestId('rlc-item').filter({ visible: true });
}

/** What a resource locator shows as chosen. */
async function chosenIn(page: Page, parameter: string): Promise<string> {
	const input = page.getByTestId(`resource-locator-${parameter}`).getByTestId('rlc-input');
	return await settled(
		async () => await input.inputValue(),
		(value) => value !== '',
	);
}

describe.each(versions)('The forms in the editor of n8n %s', (version) => {
	const bench = useBench(version);
	const { get, shot, openExample } = useEditor(bench, 'light');

	/** Opens the form of a node of a new workflow. */
	const openForm = async (...args: Parameters<typeof actionNode>) => {
		const { id } = await bench().add(line(startNode(), actionNode(...args)));
		await get().openWorkflow(id);
		await get().openNode(args[1]);
		return get().page.getByTestId('ndv');
	};

	it.each(forms)(
		'$gateway.title $title shows what it needs',
		async ({ gateway, title, fields }) => {
			const [resource, operation] = title.split('.');
			const form = await openForm(gateway, name, { resource, operation });
			const wanted = ['resource', 'operation', ...fields].sort();
			const read = async () => (await fieldsOf(form)).sort();
			const shown = await settled(read, (now) => isDeepStrictEqual(now, wanted));
			await shot(`${gateway.title}-${title}`);
			expect(shown).toEqual(wanted);
		},
	);

	describe.each(Object.values(gateways))('with $title', (gateway) => {
		const send = { resource: 'message', operation: 'send' };

		it('tells of a credential whether it works', async () => {
			const { page } = get();
			const form = await openForm(gateway, name, send);
			await form.getByTestId('credential-edit-button').click();
			const dialog = page.getByTestId('credential-edit-dialog');
			await dialog.getByTestId('credentials-config-container-test-success').waitFor();
			await shot(`${gateway.title}-credential-green`);
			await dialog.locator('input[type="password"]').fill('no-such-secret');
			await page.getByTestId('credential-save-button').click();
			const problem = dialog.getByText(/Couldn.t connect with these settings/);
			await problem.waitFor();
			await dialog.getByText('More details').click();
			await shot(`${gateway.title}-credential-red`);
			const { client, credentials, emulator } = bench();
			const { credentialType, credential } = gateway;
			// What was saved is wrong for the tests that follow.
			await client.updateCredential(
				credentialType,
				credentials[credentialType],
				credential(emulator),
			);
		});

		it('offers the chats of the number and finds them by name', async () => {
			const { page } = get();
			await openForm(gateway, name, { ...send, recipient: empty });
			const items = await openList(page, 'recipient');
			await items.filter({ hasText: 'Maria' }).waitFor();
			await shot(`${gateway.title}-chats`);
			await page.getByTestId('rlc-search').filter({ visible: true }).fill('vas');
			await items.nth(1).waitFor({ state: 'detached' });
			await items.filter({ hasText: 'Vasily' }).click();
			expect(await chosenIn(page, 'recipient')).toBe('Vasily');
		});

		it('says in an error what is wrong and what to do', async () => {
			const recipient = { __rl: true, mode: 'phone', value: 'Vasily' };
			const form = await openForm(gateway, name, { ...send, recipient, text: 'Hello' });
			await form.getByTestId('node-execute-button').click();
			const error = form.getByTestId('node-error-message');
			await error.waitFor();
			await shot(`${gateway.title}-error`);
			expect(await error.innerText()).toContain('"Vasily"');
			expect(await bench().control.messages()).toEqual([]);
		});

		it('works as a tool of an AI agent', async () => {
			const { page } = get();
			const { url } = bench();
			await openExample('ai-agent');
			const agent = page.locator('[data-test-id="canvas-node"][data-node-name="AI Agent"]');
			const inputs = page.locator('.vue-flow__node').filter({ has: agent });
			await inputs.getByTestId('canvas-handle-plus').last().click();
			const creator = page.getByTestId('node-creator');
			await creator.getByTestId('node-creator-search-bar').fill(gateway.title);
			await creator
				.getByTestId('item-iterator-item')
				.filter({ hasText: `${gateway.title} Tool` })
				.first()
				.click();
			const form = page.getByTestId('ndv');
			await form.getByTestId('parameter-input-operation').first().waitFor();
			await shot(`${gateway.title}-tool`);
			const text = await form.innerText();
			expect(text).toContain('Tool Description');
			expect(text).not.toMatch(problems);
			// Nothing is kept of the changed workflow.
			await page.goto(`${url}/home/workflows`);
		});
	});

	it('offers the sessions of the WhatsGate account and finds them by name', async () => {
		const { page } = get();
		await openForm(gateways.whatsGate, name, {
			resource: 'contact',
			operation: 'check',
			session: empty,
		});
		const items = await openList(page, 'session');
		await items.filter({ hasText: 'Demo phone' }).waitFor();
		await page.getByTestId('rlc-search').filter({ visible: true }).fill('second');
		await items.nth(1).waitFor({ state: 'detached' });
		await items.filter({ hasText: 'Second phone' }).click();
		expect(await chosenIn(page, 'session')).toContain('Second phone');
	});
});
