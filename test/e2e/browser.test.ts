import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
	openEditor,
	projectFolder,
	workflowFileSchema,
	type Editor,
	type EditorOptions,
} from '../../host';
import { useBench, type Bench } from './bench';
import { gateways } from './gateways';
import { versions } from './running';

/** Texts that stand for something going wrong in the form of a node. */
const problems = /could not be loaded|unrecognized node type|error fetching|no parameters/i;

/** Opens the editor for the tests of one `describe`. */
function useEditor(bench: () => Bench, theme: NonNullable<EditorOptions['theme']>) {
	let editor: Editor | undefined;
	const get = () => {
		if (!editor) throw new Error('The editor is opened before the tests.');
		return editor;
	};
	beforeAll(async () => {
		const { url, signedInCookie } = bench().client.rest;
		editor = await openEditor({ url, cookie: signedInCookie, theme });
	});
	afterAll(async () => {
		await editor?.close();
	});
	return {
		get,
		/** A picture for people to look at. */
		shot: async (name: string) => {
			const file = `${bench().version}-${theme}-${name}.png`;
			await get().screenshot(join(projectFolder, '.test-results', 'screenshots', file));
		},
		/** Opens an example in the editor. */
		openExample: async (name: string) => {
			const path = join(projectFolder, 'examples', `${name}.json`);
			const source = workflowFileSchema.parse(JSON.parse(await readFile(path, 'utf8')));
			const { id } = await bench().add(source);
			await get().openWorkflow(id);
		},
	};
}

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
		offeredEvent: 'On message',
	},
].map((one) => ({ ...one, title: one.gateway.title }));

describe.each(versions)('The editor of n8n %s', (version) => {
	const bench = useBench(version);

	describe.each(['light', 'dark'] as const)('in %s colours', (theme) => {
		const { get, shot, openExample } = useEditor(bench, theme);

		it('shows the icons of all nodes', async () => {
			const { page } = get();
			await openExample('both-gateways');
			const images = '[data-test-id="canvas-node"][data-node-type*="whatsapp-gateways"] img';
			await page.locator(images).nth(3).waitFor();
			await shot('canvas');
			// A picture that could not be read has no width.
			const seen: unknown = await page.evaluate(
				`[...document.querySelectorAll('${images}')].map(({ src, naturalWidth }) => [src.split('/').at(-1), naturalWidth > 0])`,
			);
			const end = theme === 'dark' ? '.dark.svg' : '.svg';
			const [whatsGate, whapi] = [`whatsGate${end}`, `whapi${end}`].map((name) => [name, true]);
			expect(seen).toEqual([whatsGate, whapi, whapi, whatsGate]);
		});
	});

	describe.each(shown)('with the nodes of $title', (nodes) => {
		const { gateway, title, example } = nodes;
		const { get, shot, openExample } = useEditor(bench, 'light');

		it('opens the form of the action node', async () => {
			const { page, openNode } = get();
			await openExample(`${example}-webhook`);
			await openNode('Send the Answer');
			const form = page.getByTestId('ndv');
			for (const name of nodes.actionFields) {
				await form.getByTestId(`parameter-input-${name}`).first().waitFor();
			}
			await shot(`${title}-action`);
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
