import { useBench } from './bench';
import { problems, useEditor, type Editing } from './editing';
import { gateways } from './gateways';
import { versions } from './running';

/** What a person sees of each gateway. */
const shown = [
	{
		gateway: gateways.whatsGate,
		example: 'whatsgate-auto-reply',
		pollingTrigger: 'On New Message',
		actionFields: ['resource', 'operation', 'session', 'recipient', 'messageType', 'text'],
		triggerFields: ['mode', 'session', 'events'],
		offeredEvent: 'On incoming message',
	},
	{
		gateway: gateways.whapi,
		example: 'whapi-auto-reply',
		pollingTrigger: 'On Message',
		actionFields: ['resource', 'operation', 'recipient', 'messageType', 'text'],
		triggerFields: ['mode', 'events'],
		offeredEvent: 'On incoming message',
	},
].map((one) => ({ ...one, title: one.gateway.title }));

/** Pictures of the nodes in the colours of the editor. */
function showsIcons(theme: 'light' | 'dark', { get, shot, openExample }: Editing): void {
	it('shows the icons of all nodes', async () => {
		const { page } = get();
		await openExample('both-gateways');
		const images = '[data-test-id="canvas-node"][data-node-type*="whatsapp-gateways"] img';
		await page.locator(images).nth(3).waitFor();
		await page.waitForFunction(
			`[...document.querySelectorAll('${images}')].every(({ complete }) => complete)`,
		);
		await shot('canvas');
		// A picture that could not be read has no width.
		const seen: unknown = await page.evaluate(
			`[...document.querySelectorAll('${images}')].map(({ src, naturalWidth }) => [src.split('/').at(-1), naturalWidth > 0])`,
		);
		const end = theme === 'dark' ? '.dark.svg' : '.svg';
		const [whatsGate, whapi] = [`whatsGate${end}`, `whapi${end}`].map((name) => [name, true]);
		expect(seen).toEqual([whatsGate, whapi, whapi, whatsGate]);
	});
}

describe.each(versions)('The editor of n8n %s in dark colours', (version) => {
	showsIcons('dark', useEditor(useBench(version), 'dark'));
});

describe.each(versions)('The editor of n8n %s', (version) => {
	const bench = useBench(version);
	const editing = useEditor(bench, 'light');
	const { get, shot, picture, openExample } = editing;

	showsIcons('light', editing);

	describe('with the words of somebody who looks for WhatsApp', () => {
		it('finds both services', async () => {
			const { page, openNewWorkflow } = get();
			await page.setViewportSize({ width: 1000, height: 600 });
			await openNewWorkflow();
			await page.getByTestId('canvas-plus-button').click();
			const creator = page.getByTestId('node-creator');
			await creator.getByTestId('node-creator-search-bar').fill('whatsapp');
			for (const { title } of shown) {
				const found = creator.getByTestId('item-iterator-item').filter({ hasText: title });
				await found.waitFor();
				expect(await found.count()).toBe(1);
			}
			await shot('search-both');
			await picture('nodes-panel');
		});

		it('shows an example with its note', async () => {
			const { page } = get();
			await page.setViewportSize({ width: 1280, height: 640 });
			await openExample('whatsgate-auto-reply-webhook');
			await page.getByTestId('zoom-to-fit').click();
			await page.getByText('Answer each message at once').waitFor();
			await shot('example');
			await picture('workflow');
		});
	});

	describe.each(shown)('with the nodes of $title', (nodes) => {
		const { gateway, title, example } = nodes;

		it('opens the form of the action node', async () => {
			const { page, openNode } = get();
			await openExample(`${example}-webhook`);
			await openNode('Send the Answer');
			const form = page.getByTestId('ndv');
			for (const name of nodes.actionFields) {
				await form.getByTestId(`parameter-input-${name}`).first().waitFor();
			}
			await shot(`${title}-action`);
			if (gateway.origin === 'whatsGate') await picture('send-form', form);
			expect(await form.innerText()).not.toMatch(problems);
		});

		it.each([
			['webhook', 'On Message'],
			['polling', nodes.pollingTrigger],
		])('opens the form of the trigger in %s mode', async (mode, name) => {
			const { page, openNode } = get();
			await openExample(`${example}-${mode}`);
			await openNode(name);
			const form = page.getByTestId('ndv');
			for (const parameter of nodes.triggerFields) {
				await form.getByTestId(`parameter-input-${parameter}`).first().waitFor();
			}
			await shot(`${title}-trigger-${mode}`);
			const text = await form.innerText();
			expect(text).not.toMatch(problems);
			expect(text.includes('Webhook URLs')).toBe(mode === 'webhook');
			expect(text.includes('Poll Times')).toBe(mode === 'polling');
		});

		it.each([title.toLowerCase(), 'whatsapp'])('finds the node by "%s"', async (word) => {
			const { page, openNewWorkflow } = get();
			await openNewWorkflow();
			await page.getByTestId('canvas-plus-button').click();
			await page.getByTestId('node-creator-search-bar').fill(word);
			const found = page.getByTestId('item-iterator-item').filter({ hasText: title });
			await found.first().waitFor();
			await shot(`${title}-search-${word}`);
			expect(await found.count()).toBe(1);
		});

		it('offers what the trigger waits for and what the node does', async () => {
			const { page, openNewWorkflow } = get();
			await openNewWorkflow();
			await page.getByTestId('canvas-plus-button').click();
			await page.getByTestId('node-creator-search-bar').fill(title.toLowerCase());
			const creator = page.getByTestId('node-creator');
			await creator.getByTestId('item-iterator-item').filter({ hasText: title }).click();
			await creator.getByText(nodes.offeredEvent, { exact: true }).waitFor();
			await creator.getByText(/^Actions/).click();
			await creator.getByText('Send a message', { exact: true }).scrollIntoViewIfNeeded();
			await shot(`${title}-actions`);
		});

		it('runs a manual test of the trigger', async () => {
			const { page } = get();
			const { control } = bench();
			await openExample(`${example}-webhook`);
			await page.getByTestId('execute-workflow-button').first().click();
			await control.waitFor(
				() => gateway.callbacks(control),
				(callbacks) => callbacks.some(({ url }) => url.includes('/webhook-test/')),
				30_000,
			);
			await control.incoming({ text: 'From the editor' });
			await page.getByTestId('canvas-node-status-success').nth(2).waitFor();
			await shot(`${title}-manual-test`);
			expect(await control.messages({ fromMe: true })).toMatchObject([
				{ text: 'You wrote: From the editor', origin: gateway.origin },
			]);
		});
	});
});
