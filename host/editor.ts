import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { selectors, type BrowserContext, type Page } from 'playwright-core';

import { launchKeeping } from './browser';

/** The editor of an n8n in a real browser, signed in. */
export interface Editor {
	/** The browser's page, for everything that has no method here. */
	page: Page;
	/** Opens a stored workflow on the canvas. */
	openWorkflow: (id: string) => Promise<void>;
	/** Opens an empty canvas. */
	openNewWorkflow: () => Promise<void>;
	/** Opens the form of a node of the shown workflow. */
	openNode: (name: string) => Promise<void>;
	/** Writes a picture of the page into a PNG file. */
	screenshot: (file: string) => Promise<void>;
	close: () => Promise<void>;
}

/** How the editor is opened. */
export interface EditorOptions {
	/** Address of the n8n, no slash at the end. */
	url: string;
	/** Of a signed-in user, `name=value`. */
	cookie: string;
	/** Colours of the editor; light by default. */
	theme?: 'light' | 'dark';
}

/** The cookie of a signed-in user as the browser takes it. */
function cookieOf({ url, cookie }: EditorOptions) {
	const [name = '', ...value] = cookie.split('=');
	return { name, value: value.join('='), url };
}

/**
 * Opens the editor of an n8n.
 * @throws when there is no browser
 */
export async function openEditor(options: EditorOptions): Promise<Editor> {
	selectors.setTestIdAttribute('data-test-id');
	const theme = options.theme ?? 'light';
	// The editor starts anew for nearly each test: with kept scripts it needs two thirds of the time.
	const context = await launchKeeping({
		viewport: { width: 1440, height: 900 },
		colorScheme: theme,
	});
	try {
		// The editor keeps its colours here; without it they follow the system.
		await context.addInitScript(`localStorage.setItem('N8N_THEME', '${theme}')`);
		await context.addCookies([cookieOf(options)]);
		const page = await context.newPage();
		page.setDefaultTimeout(60_000);
		return editorOn(context, page, options.url);
	} catch (error) {
		await context.close();
		throw error;
	}
}

/** The methods of {@link Editor} over a signed-in page. */
function editorOn(context: BrowserContext, page: Page, url: string): Editor {
	return {
		page,
		openWorkflow: async (id) => {
			await page.goto(`${url}/workflow/${id}`);
			await page.getByTestId('canvas-node').first().waitFor();
		},
		openNewWorkflow: async () => {
			await page.goto(`${url}/workflow/new`);
			await page.getByTestId('canvas-plus-button').waitFor();
		},
		openNode: async (name) => {
			await page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`).dblclick();
			await page.getByTestId('ndv').waitFor();
		},
		screenshot: async (file) => {
			await mkdir(dirname(file), { recursive: true });
			await page.screenshot({ path: file });
		},
		close: async () => {
			await context.close();
		},
	};
}
