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
import { owner, versions } from './running';

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
		editor = await openEditor({ url: bench().url, owner, theme });
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
		openExample: async (mode: string) => {
			const path = join(projectFolder, 'examples', `whatsgate-auto-reply-${mode}.json`);
			const source = workflowFileSchema.parse(JSON.parse(await readFile(path, 'utf8')));
			const { id } = await bench().add(source);
			await get().openWorkflow(id);
		},
	};
}

describe.each(versions)('The editor of n8n %s', (version) => {
	const bench = useBench(version);

	describe.each(['light', 'dark'] as const)('in %s colours', (theme) => {
		const { get, shot, openExample } = useEditor(bench, theme);

		it('shows the icons', async () => {
			const { page } = get();
			await openExample('webhook');
			const images = '[data-test-id="canvas-node"][data-node-type*="whatsGate"] img';
			await page.locator(images).nth(1).waitFor();
			await shot('canvas');
			// A picture that could not be read has no width.
			const seen: unknown = await page.evaluate(
				`[...document.querySelectorAll('${images}')].map(({ src, naturalWidth }) => [src, naturalWidth > 0])`,
			);
			const name = theme === 'dark' ? 'whatsGate.dark.svg' : 'whatsGate.svg';
			const shown = [expect.stringMatching(new RegExp(`/${name}$`)), true];
			expect(seen).toEqual([shown, shown]);
		});

		it('opens the form of the action node', async () => {
			const { page, openNode } = get();
			await openExample('webhook');
			await openNode('Send the Answer');
			const form = page.getByTestId('ndv');
			for (const name of ['resource', 'operation', 'session', 'recipient', 'messageType', 'text']) {
				await form.getByTestId(`parameter-input-${name}`).first().waitFor();
			}
			await shot('action');
			expect(await form.innerText()).not.toMatch(problems);
		});

		it.each([
			['webhook', 'On Message'],
			['polling', 'On New Message'],
		])('opens the form of the trigger in %s mode', async (mode, name) => {
			const { page, openNode } = get();
			await openExample(mode);
			await openNode(name);
			const form = page.getByTestId('ndv');
			for (const parameter of ['mode', 'session', 'events']) {
				await form.getByTestId(`parameter-input-${parameter}`).first().waitFor();
			}
			await shot(`trigger-${mode}`);
			const text = await form.innerText();
			expect(text).not.toMatch(problems);
			expect(text.includes('Webhook URLs')).toBe(mode === 'webhook');
			expect(text.includes('Poll Times')).toBe(mode === 'polling');
		});
	});

	describe('used by a person', () => {
		const { get, shot, openExample } = useEditor(bench, 'light');

		it.each(['whatsgate', 'whatsapp'])('finds the node by "%s"', async (word) => {
			const { page, openNewWorkflow } = get();
			await openNewWorkflow();
			await page.getByTestId('canvas-plus-button').click();
			await page.getByTestId('node-creator-search-bar').fill(word);
			const found = page.getByTestId('item-iterator-item').filter({ hasText: 'WhatsGate' });
			await found.first().waitFor();
			await shot(`search-${word}`);
			expect(await found.count()).toBe(1);
		});

		it('offers what the trigger waits for and what the node does', async () => {
			const { page, openNewWorkflow } = get();
			await openNewWorkflow();
			await page.getByTestId('canvas-plus-button').click();
			await page.getByTestId('node-creator-search-bar').fill('whatsgate');
			const creator = page.getByTestId('node-creator');
			await creator.getByTestId('item-iterator-item').filter({ hasText: 'WhatsGate' }).click();
			await creator.getByText('On incoming message').waitFor();
			await creator.getByText(/^Actions/).click();
			await creator.getByText('Send a message').waitFor();
			await shot('actions');
		});

		it('runs a manual test of the trigger', async () => {
			const { page } = get();
			await openExample('webhook');
			await page.getByTestId('execute-workflow-button').first().click();
			await bench().control.waitFor(
				() => bench().callback(),
				(callback) => callback?.includes('/webhook-test/') ?? false,
				30_000,
			);
			await bench().control.incoming({ text: 'From the editor' });
			await page.getByTestId('canvas-node-status-success').nth(2).waitFor();
			await shot('manual-test');
			expect(await bench().control.messages({ fromMe: true })).toMatchObject([
				{ text: 'You wrote: From the editor' },
			]);
		});
	});
});
