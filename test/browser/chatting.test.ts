import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

import { ask, at, demo, sendText, vasily } from '../unit/emulator/support';
import { groupChat, vasilyChat, whapiAsk, whapiText } from '../unit/emulator/whapiSupport';
import { becomes, usePhone } from './phone';

const phone = usePhone();

/** A picture of one pixel. */
const pixel =
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

function sha256(bytes: Buffer): string {
	return createHash('sha256').update(bytes).digest('hex');
}

test('a first message, its answers through both gateways, and all marks', async () => {
	const emulator = phone.emulator();
	const { page, bubble, message } = await phone.open();
	await page.getByText('You are Vasily, a customer').waitFor();
	await page.getByRole('button', { name: 'Hello there' }).click();
	await message('Hello there').getByText('Delivered').waitFor({ state: 'attached' });
	const [written] = await emulator.control.messages();
	expect(written).toMatchObject({ text: 'Hello there', chat: vasily, session: demo });

	await ask(emulator, 'seen', { WhatsappID: demo, recipient: { id: vasily } });
	await message('Hello there').getByText('Seen').waitFor({ state: 'attached' });
	await sendText(emulator, 'Answer one');
	await bubble('Answer one').waitFor();
	expect(await message('Answer one').innerText()).toContain('via WhatsGate');
	await whapiText(emulator, 'Answer two');
	expect(await message('Answer two').innerText()).toContain('via Whapi');
	// The visitor has it before the eyes, so the gateways hear that it was read.
	await message('Answer two').getByText('read', { exact: true }).waitFor();
	const answers = () => emulator.control.messages({ fromMe: true });
	const states = await emulator.control.waitFor(
		answers,
		(all) => all.every(({ status }) => status === 'read'),
		5000,
	);
	expect(states).toHaveLength(2);
});

test('what another customer gets stays unread until it is looked at', async () => {
	const emulator = phone.emulator();
	const { page, message } = await phone.open();
	const recipient = { id: '79994445566@c.us' };
	await ask(emulator, 'send', { WhatsappID: demo, recipient, message: { body: 'For Maria' } });
	const waiting = page.getByRole('button', { name: 'Maria (1)' });
	await waiting.waitFor();
	const states = async () => (await emulator.control.messages()).map(({ status }) => status);
	await emulator.control.waitFor(states, ([status]) => status === 'delivered', 5000);
	await waiting.click();
	await message('For Maria').getByText('read', { exact: true }).waitFor();
	expect(await page.getByLabel('You are').inputValue()).toBe('79994445566@c.us');
	await becomes(states, ['read']);
});

test('the company types, and stops when its message comes', async () => {
	const emulator = phone.emulator();
	const { page, bubble } = await phone.open();
	await ask(emulator, 'typing', { WhatsappID: demo, recipient: { id: vasily } });
	await page.getByText('Demo phone is typing …').waitFor();
	await sendText(emulator, 'Done');
	await bubble('Done').waitFor();
	await page.getByText('Demo phone is typing …').waitFor({ state: 'detached' });
});

test('a file goes out and comes back with every byte', async () => {
	const emulator = phone.emulator();
	const { page, field } = await phone.open();
	const bytes = Buffer.from(Array.from({ length: 70_001 }, (_, index) => (index * 7) % 256));
	await page
		.getByLabel('Files to send')
		.setInputFiles({ name: 'отчёт 1.bin', mimeType: 'application/x-own', buffer: bytes });
	await field.fill('The report');
	await page.getByRole('button', { name: 'Send', exact: true }).click();
	const link = page.getByRole('link', { name: 'отчёт 1.bin' });
	await link.waitFor();
	const [stored] = await emulator.control.messages();
	expect(stored).toMatchObject({ text: 'The report', media: { sha256: sha256(bytes) } });

	const coming = page.waitForEvent('download');
	await link.click();
	const download = await coming;
	expect(download.suggestedFilename()).toBe('отчёт 1.bin');
	expect(sha256(await readFile(await download.path()))).toBe(sha256(bytes));
});

test('a dropped and a pasted picture wait for Send; the answer with a picture is shown', async () => {
	const emulator = phone.emulator();
	const { page, field, write } = await phone.open();
	const files = (name: string) =>
		`(() => { const all = new DataTransfer(); const bytes = Uint8Array.from(atob('${pixel}'), (sign) => sign.charCodeAt(0)); all.items.add(new File([bytes], '${name}', { type: 'image/png' })); return all; })()`;
	await page.evaluate(
		`document.querySelector('.talk').dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: ${files('dropped.png')} }))`,
	);
	await page.evaluate(
		`document.querySelector('textarea').dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData: ${files('pasted.png')} }))`,
	);
	await page.getByRole('list', { name: 'Files to send' }).getByText('pasted.png').waitFor();
	await page.getByRole('button', { name: 'Do not send dropped.png' }).click();
	await write('My picture');
	await page.getByRole('img', { name: 'My picture' }).waitFor();
	await becomes(() => field.inputValue(), '');
	const [sent] = await emulator.control.messages();
	expect(sent).toMatchObject({ type: 'image', text: 'My picture' });

	const media = `data:image/png;base64,${pixel}`;
	await whapiAsk(emulator, 'POST', '/messages/image', { to: vasilyChat, media, caption: 'Yours' });
	await page.getByRole('img', { name: 'Yours' }).waitFor();
	await page.waitForFunction(`document.querySelector('img[alt="Yours"]').naturalWidth === 1`);
});

test('a voice message is recorded, sent and can be played', async () => {
	const emulator = phone.emulator();
	const { page } = await phone.open();
	await page.getByRole('button', { name: 'Record a voice message' }).click();
	await page.getByRole('group', { name: 'Recording' }).getByText('0:01').waitFor();
	await page.getByRole('button', { name: 'Send the recording' }).click();
	await page.getByLabel('Voice message', { exact: true }).waitFor();
	const [voice] = await emulator.control.messages();
	expect(voice).toMatchObject({ type: 'voice', media: { fileName: null } });
	expect(voice?.media?.mimeType).toMatch(/^audio\//);
	await page.waitForFunction(`document.querySelector('audio').readyState >= 1`);
});

test('a microphone that is refused gets words that help', async () => {
	const { page } = await phone.open();
	await page.evaluate(
		`navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'))`,
	);
	await page.getByRole('button', { name: 'Record a voice message' }).click();
	await page.getByText('Allow it beside the address, then try again.').waitFor();
});

test('answering, reacting, changing and deleting', async () => {
	const emulator = phone.emulator();
	const { page, write, act, message, field } = await phone.open();
	await sendText(emulator, 'Which size?');
	await act('Which size?', 'Reply');
	await page.getByText('Reply to Demo phone').waitFor();
	await write('Large');
	await message('Large').locator('blockquote', { hasText: 'Which size?' }).waitFor();
	await act('Which size?', 'React with 👍');
	await page.getByRole('list', { name: 'Reactions' }).getByText('👍').waitFor();
	await act('Large', 'Edit');
	await becomes(() => field.inputValue(), 'Large');
	await write('Small');
	await message('Small').getByText('edited').waitFor();
	await act('Small', 'Delete for everybody');
	await page.getByText('This message was deleted').waitFor();

	const [question, answer] = await emulator.control.messages();
	expect(question?.reactions).toEqual([{ from: vasily, emoji: '👍' }]);
	expect(answer).toMatchObject({ quotedKey: question?.key, text: 'Small', revoked: true });
});

test('poll, buttons and menu answer to a click', async () => {
	const emulator = phone.emulator();
	const { page, bubble } = await phone.open();
	const send = (path: string, body: object) =>
		whapiAsk(emulator, 'POST', `/messages/${path}`, { to: vasilyChat, ...body });
	await send('poll', { title: 'Which pizza?', options: ['Funghi', 'Salami'], count: 1 });
	await page.getByRole('checkbox', { name: /Funghi/ }).click();
	await page.getByRole('checkbox', { name: /Salami/ }).click();
	await page.getByRole('checkbox', { name: /Salami 1 votes/ }).waitFor();
	const [poll] = await emulator.control.messages();
	expect(poll?.votes).toEqual([{ from: vasily, options: ['Salami'] }]);

	await send('interactive', {
		body: { text: 'Deliver it?' },
		action: { buttons: [{ type: 'quick_reply', id: 'y', title: 'Yes, please' }] },
	});
	await page.getByRole('button', { name: 'Yes, please' }).click();
	await bubble('Yes, please').waitFor();
	await send('interactive', {
		body: { text: 'Anything else?' },
		type: 'list',
		action: { list: { label: 'Choose', sections: [{ rows: [{ id: 'w', title: 'Water' }] }] } },
	});
	await page.getByText('Choose', { exact: true }).click();
	await page.getByRole('button', { name: 'Water' }).click();
	await bubble('Water').waitFor();
	const replies = await emulator.control.messages({ type: 'reply' });
	expect(replies.map(({ details }) => at(details, 'choice.id'))).toEqual(['y', 'w']);
});

test('in a group its members write in turn', async () => {
	const emulator = phone.emulator();
	const { page, openChat, write, message } = await phone.open();
	await openChat('Test group');
	await write('From Vasily');
	await page.getByLabel('Write as').selectOption({ label: 'Maria' });
	await write('From Maria');
	await message('From Maria').locator('xpath=self::*[contains(@class, "mine")]').waitFor();
	await message('From Vasily').getByRole('heading', { name: 'Vasily' }).waitFor();
	const all = await emulator.control.messages({ chat: groupChat });
	expect(all.map(({ author }) => author)).toEqual([vasily, '79994445566@c.us']);
});

test('a new customer appears and is played; another phone has a chat of its own', async () => {
	const emulator = phone.emulator();
	const { page, write, openChat, bubble } = await phone.open();
	await page.getByLabel('You are').selectOption({ label: 'New customer …' });
	await page.getByLabel('Name').fill('Erika');
	await page.getByLabel('Phone number').fill('12');
	await page.getByRole('button', { name: 'Play this customer' }).click();
	await page.getByText('7 to 15 digits').waitFor();
	await page.getByLabel('Phone number').fill('+49 151 1234-5678');
	await page.getByRole('button', { name: 'Play this customer' }).click();
	await write('I am new');
	await bubble('I am new').waitFor();
	await openChat('Second phone');
	await page.getByText('Say hello to Second phone').waitFor();
	await write('To the second');
	await bubble('To the second').waitFor();
	const all = await emulator.control.messages();
	expect(all.map(({ author, authorName, session }) => [author, authorName, session])).toEqual([
		['4915112345678@c.us', 'Erika', demo],
		['4915112345678@c.us', 'Erika', '6345454545455'],
	]);
});
