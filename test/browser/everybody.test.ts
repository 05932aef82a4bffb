import { readFileSync } from 'node:fs';

import { z } from 'zod/v4';

import { sendText } from '../unit/emulator/support';
import { vasilyChat, whapiAsk, whapiText } from '../unit/emulator/whapiSupport';
import { becomes, usePhone, type Phone } from './phone';

const phone = usePhone();

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const resultSchema = z.object({
	passes: z.array(z.unknown()),
	violations: z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) })),
});

/** What axe finds wrong with the page as it is now: rules and elements. */
async function violations({ page }: Phone): Promise<string[]> {
	const tags = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'];
	await page.evaluate(axe);
	const run = `axe.run(document, { runOnly: ${JSON.stringify(tags)} })`;
	const result = resultSchema.parse(await page.evaluate(run));
	expect(result.passes.length).toBeGreaterThan(20);
	return result.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

/** A bit of everything that a conversation can hold. */
async function fillChat(): Promise<void> {
	const emulator = phone.emulator();
	const send = (path: string, body: object) =>
		whapiAsk(emulator, 'POST', `/messages/${path}`, { to: vasilyChat, ...body });
	const { message } = await emulator.control.incoming({ text: 'See https://example.com/a' });
	await emulator.control.react({ message: message.key, emoji: '👍', fromMe: true });
	await emulator.control.incoming({ text: 'An answer', quoted: message.key });
	await emulator.control.incoming({
		media: { mimeType: 'text/csv', fileName: 'list.csv', base64: 'AAAA' },
	});
	await sendText(emulator, 'From WhatsGate');
	await send('poll', { title: 'Which?', options: ['One', 'Two'], count: 1 });
	await send('interactive', {
		body: { text: 'Now?' },
		action: { buttons: [{ type: 'quick_reply', id: 'y', title: 'Yes' }] },
	});
	await send('location', { latitude: 52.5, longitude: 13.4, name: 'Shop' });
	await emulator.control.phoneMessage({
		to: vasilyChat,
		type: 'voice',
		media: { mimeType: 'audio/ogg', base64: 'T2dnUw==' },
	});
	await emulator.control.revoke({
		message: (await emulator.control.incoming({ text: 'Gone' })).message.key,
	});
	await emulator.control.incoming({ text: 'Unread', from: '79994445566' });
}

describe.each(['light', 'dark'] as const)('In %s colours axe finds nothing', (theme) => {
	test('on a first visit', async () => {
		const opened = await phone.open({ theme, bypassCSP: true });
		await opened.page.getByText('You are Vasily, a customer').waitFor();
		expect(await violations(opened)).toEqual([]);
	});

	test.each([1440, 900, 390])('in a full conversation, %d wide', async (width) => {
		await fillChat();
		const opened = await phone.open({ theme, width, bypassCSP: true });
		const { page, act } = opened;
		await page.getByText('This message was deleted').waitFor();
		expect(await violations(opened)).toEqual([]);
		await opened.message('From WhatsGate').hover();
		await opened
			.message('From WhatsGate')
			.getByRole('button', { name: /^Actions/ })
			.click();
		expect(await violations(opened)).toEqual([]);
		await page.keyboard.press('Escape');
		if (width < 1100) await page.keyboard.press('Alt+w');
		const drawer = page.getByRole('complementary', { name: 'What happens' });
		await drawer.locator('summary', { hasText: 'Faults' }).click();
		await drawer.getByRole('switch', { name: /Told late/ }).check();
		await drawer.locator('.entry summary').first().click();
		expect(await violations(opened)).toEqual([]);
		if (width < 1100) await page.keyboard.press('Escape');
		await act('From WhatsGate', 'Details at the gateway');
		await page.getByRole('dialog').getByText('"body": "From WhatsGate"').waitFor();
		expect(await violations(opened)).toEqual([]);
	});

	test('in the list of a narrow window and the form for a new customer', async () => {
		await fillChat();
		const opened = await phone.open({ theme, width: 390, bypassCSP: true });
		await opened.page.getByRole('button', { name: 'Back to the chats' }).click();
		expect(await violations(opened)).toEqual([]);
		await opened.page.getByLabel('You are').selectOption({ label: 'New customer …' });
		expect(await violations(opened)).toEqual([]);
	});
});

test('everything can be done by keyboard', async () => {
	const emulator = phone.emulator();
	const { page } = await phone.open();
	const focused = () =>
		page.evaluate(`(() => {
		const { activeElement: it } = document;
		return it.getAttribute('aria-label') ?? it.labels?.[0]?.textContent ?? it.textContent;
	})()`);
	const tab = async () => {
		await page.keyboard.press('Tab');
		return await focused();
	};
	expect(await tab()).toBe('Skip to the message field');
	const order = [];
	for (let step = 0; step < 10; step++) order.push(await tab());
	expect(order).toEqual([
		'You are',
		'WhatsGate',
		'Dark colours',
		'What happens',
		expect.stringContaining('Demo phone'),
		expect.stringContaining('Test group'),
		expect.stringContaining('Second phone'),
		expect.stringContaining('another account'),
		'Messages with Demo phone',
		'Hello there',
	]);
	await page.keyboard.press('Enter');
	await page.getByRole('log').getByText('Hello there', { exact: true }).waitFor();
	await becomes(focused, 'Message to Demo phone, as Vasily');
	await page.keyboard.type('First line');
	await page.keyboard.press('Shift+Enter');
	await page.keyboard.type('second line');
	await page.keyboard.press('Enter');
	await page.getByRole('log').getByText('second line').waitFor();
	await becomes(focused, 'Message to Demo phone, as Vasily');
	const texts = (await emulator.control.messages()).map(({ text }) => text);
	expect(texts).toEqual(['Hello there', 'First line\nsecond line']);

	// Back to the newest message: its actions open, Escape closes them and gives the focus back.
	for (let step = 0; step < 2; step++) await page.keyboard.press('Shift+Tab');
	await becomes(focused, 'Actions for the message of You');
	await page.keyboard.press('Enter');
	await page.getByRole('button', { name: 'Reply' }).waitFor();
	await page.keyboard.press('Escape');
	await becomes(focused, 'Actions for the message of You');

	// The drawer is open in a wide window; the shortcut closes and opens it.
	await page.keyboard.press('Alt+w');
	await page.getByRole('complementary').waitFor({ state: 'detached' });
	await becomes(focused, 'What happens');
	await page.keyboard.press('Alt+w');
	await page.getByRole('complementary').and(page.locator(':focus')).waitFor();
	expect(await tab()).toBe('Pause the list');
	await page.keyboard.press('Escape');
	await page.getByRole('complementary').waitFor({ state: 'detached' });
	await becomes(focused, 'What happens');
});

test('a narrow window shows one thing at a time', async () => {
	const { page, field, openChat, write, bubble } = await phone.open({ width: 390 });
	const list = page.getByRole('navigation', { name: 'Chats' });
	await field.waitFor();
	await list.waitFor({ state: 'hidden' });
	await page.getByRole('button', { name: 'Back to the chats' }).click();
	await list.waitFor();
	await field.waitFor({ state: 'hidden' });
	// What comes now is not before the visitor's eyes.
	await whapiText(phone.emulator(), 'Are you there?');
	await list.getByText('Are you there?').waitFor();
	await openChat('Test group');
	await write('Narrow');
	await bubble('Narrow').waitFor();
	const width: unknown = await page.evaluate('document.documentElement.scrollWidth');
	expect(width).toBe(390);
	const control = phone.emulator().control;
	const statuses = (await control.messages({ fromMe: true })).map(({ status }) => status);
	expect(statuses).not.toContain('read');
});

test('colours follow the system until the visitor chooses, and the choice is kept', async () => {
	const { page } = await phone.open({ theme: 'dark' });
	const ground = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
	const dark = await ground();
	await page.getByRole('button', { name: 'Light colours' }).click();
	const light = await ground();
	expect(light).not.toBe(dark);
	await page.reload();
	await page.getByRole('button', { name: 'Dark colours' }).waitFor();
	await becomes(ground, light);
});
