import { createHash, randomBytes } from 'node:crypto';
import type { ControlClient } from '../../emulator';

/** What the demo phone has sent, once there are enough messages. */
async function answersOf(control: ControlClient, count: number) {
	return await control.waitFor(
		() => control.messages({ fromMe: true }),
		({ length }) => length >= count,
		20_000,
	);
}

/** A text reaches both triggers, and each answers through its own gateway. */
async function tryBothGateways(control: ControlClient): Promise<void> {
	const { message } = await control.incoming({ text: 'Hello' });
	const answers = await answersOf(control, 2);
	expect(answers.map(({ origin }) => origin).sort()).toEqual(['whapi', 'whatsGate']);
	const answer = { chat: message.chat, text: 'You wrote: Hello' };
	expect(answers).toMatchObject([answer, answer]);
}

/** A picture goes back as it came; a text does not. */
async function tryFiles(control: ControlClient): Promise<void> {
	const picture = randomBytes(200_000);
	const base64 = picture.toString('base64');
	await control.incoming({ text: 'No file' });
	const { message } = await control.incoming({
		text: 'Look',
		media: { mimeType: 'image/png', fileName: 'cat.png', base64 },
	});
	const sha256 = createHash('sha256').update(picture).digest('hex');
	expect(await answersOf(control, 1)).toMatchObject([
		{
			chat: message.chat,
			origin: 'whapi',
			type: 'document',
			text: 'Here is your file again.',
			media: { mimeType: 'image/png', size: picture.length, sha256 },
		},
	]);
}

/** A label leads to one reminder when it appears, and to none at any other change of the chat. */
async function tryLabelWatcher(control: ControlClient): Promise<void> {
	const chat = '79991112233';
	const label = 'Pending payment';
	await control.label({ chat, label: 'Order complete' });
	await control.label({ chat, label });
	await answersOf(control, 1);
	await control.mute({ chat });
	await control.setChat({ chat, pinned: true });
	await control.incoming({ from: chat, text: 'I have paid' });
	await control.label({ chat, label, on: false });
	await control.label({ chat, label: 'Order complete', on: false });
	// Callbacks keep their order: when this one is answered, those before it have come.
	await control.label({ chat: '79994445566', label });
	const reminders = await answersOf(control, 2);
	const rest = 'we are looking forward to your payment. Just write here if you have a question.';
	expect(reminders).toMatchObject([
		{ chat: '79991112233@c.us', text: `Hello Vasily, ${rest}`, origin: 'whapi' },
		{ chat: '79994445566@c.us', text: `Hello Maria, ${rest}`, origin: 'whapi' },
	]);
}

/** The examples that are more than an auto-reply, by file in `examples/`; each is tried while it is active. */
export const otherExamples: Record<string, { tryOut: (control: ControlClient) => Promise<void> }> =
	{
		'both-gateways.json': { tryOut: tryBothGateways },
		'whapi-files.json': { tryOut: tryFiles },
		'whapi-label-watcher.json': { tryOut: tryLabelWatcher },
	};
