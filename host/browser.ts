import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import {
	chromium,
	type Browser,
	type BrowserContext,
	type BrowserContextOptions,
} from 'playwright-core';

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

/** A browser with these asks nothing of anybody but the pages it is sent to. */
const switches = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

/**
 * Starts a browser.
 * @param args further switches of Chromium
 * @throws when there is no browser
 */
export async function launchBrowser(args: readonly string[] = []): Promise<Browser> {
	return await chromium.launch({ executablePath: findBrowser(), args: [...switches, ...args] });
}

/**
 * Starts a browser with one context, which keeps compiled scripts on disk as the browser of a person does. Closing the
 * context ends the browser and deletes what it kept.
 * @throws when there is no browser
 */
export async function launchKeeping(
	options: Pick<BrowserContextOptions, 'viewport' | 'colorScheme'>,
): Promise<BrowserContext> {
	const executablePath = findBrowser();
	return await chromium.launchPersistentContext('', { executablePath, args: switches, ...options });
}
