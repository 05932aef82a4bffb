import { isDeepStrictEqual } from 'node:util';

import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';

import { startEmulator, type Emulator } from '../../emulator';
import { launchBrowser, waitFor } from '../../host';

/** How the page is opened. */
export interface View {
	width?: number;
	theme?: 'light' | 'dark';
	/** For a tool that adds a script to the page. */
	bypassCSP?: boolean;
}

/** The phone page in a browser. */
export interface Phone {
	page: Page;
	/** The text of a bubble. */
	bubble: (text: string) => Locator;
	/** The whole message with this text. */
	message: (text: string) => Locator;
	field: Locator;
	/** Writes into the field and presses Enter. */
	write: (text: string) => Promise<void>;
	/** Chooses what belongs to a message behind its button. */
	act: (text: string, action: string) => Promise<void>;
	openChat: (name: string) => Promise<void>;
}

/** Waits until something has a value: what a click changes is not on the page at once. */
export async function becomes(read: () => Promise<unknown>, expected: unknown): Promise<void> {
	let last: unknown;
	const look = async () => {
		last = await read();
		return isDeepStrictEqual(last, expected) || undefined;
	};
	await waitFor('The value', look, { timeoutMs: 10_000, everyMs: 50 }).catch(() => null);
	expect(last).toEqual(expected);
}

function phoneOn(page: Page): Phone {
	const field = page.getByRole('textbox', { name: /^Message to/ });
	const textOf = (text: string) => page.locator('.text', { hasText: text });
	const message = (text: string) =>
		page
			.locator('article.message')
			.filter({ has: textOf(text) })
			.last();
	return {
		page,
		field,
		message,
		bubble: (text) => textOf(text).last(),
		write: async (text) => {
			await field.fill(text);
			await field.press('Enter');
		},
		act: async (text, action) => {
			await message(text).hover();
			await message(text)
				.getByRole('button', { name: /^Actions for/ })
				.click();
			await message(text).getByRole('button', { name: action }).click();
		},
		openChat: async (name) => {
			await page.getByRole('navigation', { name: 'Chats' }).getByRole('button', { name }).click();
		},
	};
}

/**
 * An emulator and a browser for the tests of one file. Each test has a fresh world and a fresh visitor; what the
 * page reports as wrong makes it fail.
 */
export function usePhone() {
	let emulator: Emulator | undefined;
	let browser: Browser | undefined;
	let contexts: BrowserContext[] = [];
	let problems: string[] = [];
	const running = () => {
		if (!emulator || !browser) throw new Error('They are started before the tests.');
		return { emulator, browser };
	};
	beforeAll(async () => {
		emulator = await startEmulator({ webhookRepeatMs: 300 });
		browser = await launchBrowser([
			'--use-fake-ui-for-media-stream',
			'--use-fake-device-for-media-stream',
		]);
	});
	beforeEach(async () => {
		problems = [];
		await running().emulator.control.reset();
	});
	afterEach(async () => {
		await Promise.all(contexts.map((context) => context.close()));
		contexts = [];
		expect(problems).toEqual([]);
	});
	afterAll(async () => {
		await browser?.close();
		await emulator?.close();
	});
	return {
		emulator: () => running().emulator,
		/** For a test that ends the emulator and starts another one. */
		replace: (next: Emulator) => {
			emulator = next;
		},
		/** Things that the browser is expected to report. */
		expectProblems: (expected: RegExp) => {
			const unexpected = problems.filter((text) => !expected.test(text));
			problems = unexpected;
		},
		open: async (view: View = {}): Promise<Phone> => {
			const { width = 1440, theme = 'light', bypassCSP = false } = view;
			const context = await running().browser.newContext({
				viewport: { width, height: 900 },
				colorScheme: theme,
				permissions: ['microphone'],
				bypassCSP,
			});
			contexts.push(context);
			const page = await context.newPage();
			page.setDefaultTimeout(20_000);
			page.on('pageerror', (error) => problems.push(String(error)));
			page.on('console', (entry) => {
				if (entry.type() === 'error') problems.push(entry.text());
			});
			const phone = phoneOn(page);
			await page.goto(running().emulator.url);
			await phone.field.waitFor({ state: 'attached' });
			return phone;
		},
	};
}
