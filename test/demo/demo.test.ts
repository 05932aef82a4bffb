import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../../host';
import { startDemo, type RunningDemo } from './runningDemo';

/** Where pictures for the documentation go; none are made where it is not set. */
const pictures = process.env.SCREENSHOTS;

let folder: string;
let browser: Browser;
let demo: RunningDemo | undefined;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'whatsapp-gateways-demo-'));
	browser = await launchBrowser();
});
afterEach(async () => {
	await demo?.stop();
	demo = undefined;
});
afterAll(async () => {
	await browser.close();
	await rm(folder, { recursive: true, force: true });
});

/** Opens an address as a person with a fresh browser does. */
async function open(url: string): Promise<Page> {
	const context = await browser.newContext({
		viewport: { width: 1160, height: 600 },
		colorScheme: 'light',
	});
	const page = await context.newPage();
	page.setDefaultTimeout(60_000);
	await page.goto(url);
	return page;
}

/** Signs in with what the demo has printed. */
async function signInToN8n({ address, printed }: RunningDemo): Promise<Page> {
	const [, email = '', password = ''] =
		/Sign in as (\S+) with the password (\S+)/.exec(printed()) ?? [];
	const page = await open(address('n8n'));
	await page.locator('input[type="email"]').fill(email);
	await page.locator('input[type="password"]').fill(password);
	await page.getByRole('button', { name: 'Sign in' }).click();
	await page.getByRole('heading', { name: 'Personal messages from a list' }).first().waitFor();
	return page;
}

/** How many runs of the workflows n8n shows to its signed-in user. */
async function shownRuns(page: Page, { address }: RunningDemo): Promise<number> {
	await page.goto(new URL('executions', address('n8n')).href);
	const rows = page.locator('[data-test-id="global-execution-list-item"]');
	await rows.first().waitFor();
	return await rows.count();
}

/** A bubble of the chat with exactly this text. */
const bubble = (page: Page, text: string) => page.locator('.text').getByText(text, { exact: true });

test('one command, one click, and n8n has answered on the phone page', async () => {
	demo = await startDemo(folder);
	const page = await open(demo.address('Phone page'));
	await page.getByRole('button', { name: 'Hello there' }).click();
	await bubble(page, 'You wrote: Hello there (WhatsGate, webhook)').waitFor();
	await bubble(page, 'You wrote: Hello there (Whapi, webhook)').waitFor();

	await page.getByPlaceholder('Write as Vasily').fill('Do you have green tea?');
	await page.keyboard.press('Enter');
	await bubble(page, 'You wrote: Do you have green tea? (WhatsGate, webhook)').waitFor();
	await bubble(page, 'You wrote: Do you have green tea? (Whapi, webhook)').waitFor();

	if (pictures) await page.screenshot({ path: join(pictures, 'phone.png') });

	const n8n = await signInToN8n(demo);
	expect(await shownRuns(n8n, demo)).toBeGreaterThanOrEqual(4);
	expect(await demo.stop()).toBe(0);
	await expect(fetch(demo.address('n8n'))).rejects.toThrow();
});

test('a second start goes on with the workflows and runs of the first', async () => {
	demo = await startDemo(folder);
	const n8n = await signInToN8n(demo);
	expect(await shownRuns(n8n, demo)).toBeGreaterThanOrEqual(4);
	const page = await open(demo.address('Phone page'));
	await page.getByRole('button', { name: 'Hello there' }).click();
	const answers = page.locator('.text').getByText(/^You wrote: Hello there \(.*webhook\)$/);
	await answers.nth(1).waitFor();
	expect(await answers.allInnerTexts()).toHaveLength(2);
	expect(await demo.stop()).toBe(0);
});
