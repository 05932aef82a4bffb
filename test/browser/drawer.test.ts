import { startEmulator } from '../../emulator';
import { ask, call, demo, sendText, startReceiver, vasily } from '../unit/emulator/support';
import { vasilyChat, whapiText } from '../unit/emulator/whapiSupport';
import { usePhone } from './phone';

const phone = usePhone();

test('shows event, webhook try and call as they happen, without their secrets', async () => {
	const emulator = phone.emulator();
	const receiver = await startReceiver();
	try {
		const { page, write } = await phone.open();
		const list = page.getByRole('list', { name: 'What happened, newest first' });
		const callback = `${receiver.url}?n8nSecret=hush-hush`;
		await ask(emulator, 'set-hook', { WhatsappID: demo, callback });
		await write('Hello');
		const entry = (text: RegExp) => list.getByRole('listitem').filter({ hasText: text });
		await entry(/Event\s*message/).waitFor();
		const webhook = entry(/Webhook\s*message/);
		await webhook.locator('summary').click();
		await webhook.getByText('Confirmed.').waitFor();
		receiver.respond = (_body, response) => response.end('{}');
		await write('Nobody listens');
		const repeated = entry(/Webhook\s*message\s*200, try 2/);
		await repeated.locator('summary').click();
		await repeated.getByText('Not confirmed: The body is not').waitFor();

		await sendText(emulator, 'Answer');
		const request = entry(/Call\s*send\s*200/);
		await request.locator('summary').click();
		await request.getByLabel('Answer', { exact: true }).getByText('"ack"').waitFor();
		await entry(/Call\s*set-hook/)
			.locator('summary')
			.click();
		const seen = await list.innerText();
		expect(seen).toContain('"body": "Answer"');
		expect(seen).toContain('n8nSecret=••••••');
		expect(seen).not.toContain('hush-hush');
		expect(seen).not.toContain(emulator.whatsGate.apiKey);
	} finally {
		await receiver.close();
	}
});

test('filters, pauses and clears the list', async () => {
	const emulator = phone.emulator();
	const { page } = await phone.open();
	const drawer = page.getByRole('complementary', { name: 'What happens' });
	const calls = drawer.getByText('sessions-get');
	await ask(emulator, 'sessions-get', {});
	await calls.waitFor();
	await drawer.getByRole('button', { name: 'Calls' }).click();
	await calls.waitFor({ state: 'detached' });
	await drawer.getByRole('button', { name: 'Calls' }).click();
	await drawer.getByRole('button', { name: 'Pause the list' }).click();
	await ask(emulator, 'get-chats', { WhatsappID: demo });
	await drawer.getByText('Paused; 1 more waits.').waitFor();
	expect(await drawer.getByText('get-chats').count()).toBe(0);
	await drawer.getByRole('button', { name: 'Let the list run on' }).click();
	await drawer.getByText('get-chats').waitFor();
	await drawer.getByRole('button', { name: 'Clear the list' }).click();
	await drawer.getByText('Nothing yet at WhatsGate').waitFor();
});

test('delivery marks are left out until they are asked for, at both gateways', async () => {
	const emulator = phone.emulator();
	const { page, bubble } = await phone.open();
	const drawer = page.getByRole('complementary', { name: 'What happens' });
	const chip = drawer.getByRole('button', { name: 'Delivery marks' });
	await sendText(emulator, 'With marks');
	await bubble('With marks').waitFor();
	await drawer.getByText(/delivery marks not shown$/).waitFor();
	await drawer.getByText('send', { exact: true }).waitFor();
	expect(await chip.getAttribute('aria-pressed')).toBe('false');
	expect(await drawer.getByText('ack', { exact: true }).count()).toBe(0);
	await chip.click();
	await drawer.getByText('ack', { exact: true }).first().waitFor();
	expect(await drawer.getByText(/not shown$/).allInnerTexts()).toEqual([
		expect.stringMatching(/of Whapi not shown$/),
	]);
	await page.getByRole('radio', { name: 'Whapi' }).check();
	await drawer.getByText('statuses.post').first().waitFor();
	await chip.click();
	await drawer.getByText('statuses.post').first().waitFor({ state: 'detached' });
});

test('the gateway switch changes ids, details and the list', async () => {
	const emulator = phone.emulator();
	const { page, message, act, write } = await phone.open();
	await write('Which ids?');
	const [written] = await emulator.control.messages();
	await page.getByText(vasily, { exact: true }).waitFor();
	await act('Which ids?', 'Details at the gateway');
	const dialog = page.getByRole('dialog');
	await dialog.getByText(written?.ids.whatsGate ?? '', { exact: true }).waitFor();
	await dialog.getByText('tells message', { exact: true }).waitFor();
	expect(await dialog.getByLabel('The message as WhatsGate gives it').innerText()).toContain(
		'"hasMedia": false',
	);
	await page.keyboard.press('Escape');
	await dialog.waitFor({ state: 'detached' });

	await page.getByRole('radio', { name: 'Whapi' }).check();
	await page.getByText(vasilyChat, { exact: true }).waitFor();
	await page.getByText('messages.post').waitFor();
	await whapiText(emulator, 'Answer');
	await page.getByText('POST /messages/text').waitFor();
	await message('Answer').getByRole('button', { name: 'via Whapi' }).click();
	const [, answer] = await emulator.control.messages();
	await dialog.getByText(answer?.ids.whapi ?? '', { exact: true }).waitFor();
	await dialog.getByText('is called: POST /messages/text').waitFor();
	expect(await dialog.getByLabel('The message as Whapi gives it').innerText()).toContain(
		'"from_me": true',
	);
});

test('faults are switched on and off', async () => {
	const emulator = phone.emulator();
	const { page, write } = await phone.open();
	const status = async () => (await call(emulator, 'sessions-get', {})).status;
	await page.locator('summary', { hasText: 'Faults' }).click();
	await page.getByRole('switch', { name: /Out of order/ }).check();
	await page.getByText('1 active', { exact: true }).waitFor();
	expect(await status()).toBe(503);
	// One at a time: the other one takes its place.
	await page.getByRole('switch', { name: /Too many calls/ }).check();
	await page.getByRole('switch', { name: /Out of order/, checked: false }).waitFor();
	expect(await status()).toBe(429);
	await page.getByRole('switch', { name: /Told twice/ }).check();
	await page.getByText('2 active', { exact: true }).waitFor();
	await write('Doubled');
	await emulator.control.waitFor(
		() => emulator.control.events(),
		(events) => events[0]?.copies === 2,
		5000,
	);
	await page.getByRole('button', { name: 'All faults off' }).click();
	await page.getByRole('switch', { name: /Told twice/, checked: false }).waitFor();
	expect(await status()).toBe(200);
});

test('a phone that is offline takes nothing, and the text is kept', async () => {
	const emulator = phone.emulator();
	const { page, write, field, bubble } = await phone.open();
	await page.locator('summary', { hasText: 'Faults' }).click();
	const offline = page.getByRole('switch', { name: /Demo phone offline/ });
	await offline.check();
	await page.getByRole('heading', { name: /Demo phone\s*offline/ }).waitFor();
	await write('Is anybody there?');
	await page.getByText('Demo phone is logged out.').waitFor();
	expect(await field.inputValue()).toBe('Is anybody there?');
	expect(await emulator.control.messages()).toEqual([]);
	await offline.uncheck();
	await page.getByRole('heading', { name: 'Demo phone', exact: true }).waitFor();
	await field.press('Enter');
	await bubble('Is anybody there?').waitFor();
});

test('after a restart of the emulator the page goes on by itself', async () => {
	const { page, write, bubble } = await phone.open();
	await write('Before');
	await bubble('Before').waitFor();
	const emulator = phone.emulator();
	await emulator.close();
	await page.getByText('No connection to the emulator').waitFor();
	phone.replace(
		await startEmulator({ port: Number(new URL(emulator.url).port), webhookRepeatMs: 300 }),
	);
	await page.getByText('No connection to the emulator').waitFor({ state: 'detached' });
	// The new emulator knows nothing of it.
	await bubble('Before').waitFor({ state: 'detached' });
	await write('After');
	await bubble('After').waitFor();
	await sendText(phone.emulator(), 'Live again');
	await bubble('Live again').waitFor();
	phone.expectProblems(/ERR_|Failed to load resource/);
});
