import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Locator } from 'playwright-core';
import {
	openEditor,
	projectFolder,
	workflowFileSchema,
	type Editor,
	type EditorOptions,
} from '../../host';
import type { Bench } from './bench';

/** Where pictures for the documentation go; none are made where it is not set. */
const pictures = process.env.SCREENSHOTS;

/** Texts that stand for something going wrong in the form of a node. */
export const problems = /could not be loaded|unrecognized node type|error fetching|no parameters/i;

/** Reads what the page shows until it is as wanted, since forms build up in steps; gives what it shows in the end. */
export async function settled<T>(
	read: () => Promise<T>,
	isWanted: (shown: T) => boolean,
): Promise<T> {
	const end = Date.now() + 30_000;
	for (;;) {
		const shown = await read();
		if (isWanted(shown) || Date.now() >= end) return shown;
		await sleep(100);
	}
}

/** The size of the page before each test. */
const viewport = { width: 1440, height: 900 };

/** Opens the editor for the tests of one `describe`. */
export function useEditor(bench: () => Bench, theme: NonNullable<EditorOptions['theme']>) {
	let editor: Editor | undefined;
	const get = () => {
		if (!editor) throw new Error('The editor is opened before the tests.');
		return editor;
	};
	beforeAll(async () => {
		const { url, signedInCookie } = bench().client.rest;
		editor = await openEditor({ url, cookie: signedInCookie, theme });
	});
	beforeEach(async () => {
		await get().page.setViewportSize(viewport);
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
		/** A picture for the documentation: the whole page, or a part of it. Only the newest n8n is shown. */
		picture: async (name: string, part?: Locator) => {
			if (!pictures || !bench().version.startsWith('2.')) return;
			const path = join(pictures, `${name}.png`);
			await (part ?? get().page).screenshot({ path });
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

/** The editor for the tests of a `describe`, and what is done with it. */
export type Editing = ReturnType<typeof useEditor>;
