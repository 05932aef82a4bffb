import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { chromium, selectors, type Browser, type Page } from 'playwright-core';

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

const browserNames = [
	'chromium',
	'chromium-browser',
	'google-chrome',
	'google-chrome-stable',
	'chrome',
];

const fixedPlaces = [
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * A Chromium or Chrome on this machine: `CHROMIUM_PATH`, else one in the PATH or at the usual place.
 * @throws with a text that says how to get one
 */
export function findBrowser(): string {
	const own = process.env.CHROMIUM_PATH;
	const inPath = (process.env.PATH ?? '')
		.split(delimiter)
		.flatMap((folder) => browserNames.map((name) => join(folder, name)));
	const found = (own ? [own] : [...inPath, ...fixedPlaces]).find((path) => existsSync(path));
	if (found) return found;
	throw new Error(
		own
			? `CHROMIUM_PATH names ${own}, but there is no such file.`
			: 'No Chromium or Chrome was found. Install one (on Debian: apt-get install -y chromium) or name one in CHROMIUM_PATH.',
	);
}

/** Starts a browser that asks nothing of anybody but the n8n. */
async function launch(): Promise<Browser> {
	return await chromium.launch({
		executablePath: findBrowser(),
		args: [
			'--no-sandbox',
			'--disable-gpu',
			'--disable-quic',
			'--no-first-run',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
		],
	});
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
	const browser = await launch();
	const theme = options.theme ?? 'light';
	try {
		const context = await browser.newContext({
			viewport: { width: 1440, height: 900 },
			colorScheme: theme,
		});
		// The editor keeps its colours here; without it they follow the system.
		await context.addInitScript(`localStorage.setItem('N8N_THEME', '${theme}')`);
		await context.addCookies([cookieOf(options)]);
		const page = await context.newPage();
		page.setDefaultTimeout(60_000);
		return editorOn(browser, page, options.url);
	} catch (error) {
		await browser.close();
		throw error;
	}
}

/** The methods of {@link Editor} over a signed-in page. */
function editorOn(browser: Browser, page: Page, url: string): Editor {
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
			await browser.close();
		},
	};
}
