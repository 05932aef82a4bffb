import {
	commandsAt,
	demo,
	group,
	jsonOf,
	locator,
	runAction,
	sendTo,
	startStage,
	takePauses,
	vasily,
	type Stage,
} from './support';

let stage: Stage;

beforeAll(async () => {
	stage = await startStage();
});

beforeEach(async () => {
	await stage.control.reset();
	takePauses();
});

afterAll(async () => {
	await stage.close();
});

const text = 'Привет, 👋 "мир"!\nSecond line';

async function sentMessages() {
	return await stage.control.messages({ fromMe: true });
}

async function lastSend() {
	const sends = await stage.control.requests({ command: 'send' });
	return sends.at(-1)?.body;
}

test('sends a text and gives the sent message', async () => {
	const [item] = await jsonOf(stage, sendTo(vasily, { text }));
	const [sent] = await sentMessages();
	expect(sent).toMatchObject({ session: demo, chat: vasily, type: 'text', text });
	expect(item).toMatchObject({
		messageId: sent?.ids.whatsGate,
		chatId: vasily,
		isGroup: false,
		from: '79999999999@c.us',
		fromName: 'Demo shop',
		to: vasily,
		fromMe: true,
		type: 'text',
		text,
		quotedMessageId: null,
		status: 'pending',
		hasMedia: false,
		media: null,
		timestamp: new Date(Math.floor((sent?.time ?? 0) / 1000) * 1000).toISOString(),
	});
});

test('gives the message as the service returned it when Simplify is off', async () => {
	const [item] = await jsonOf(stage, sendTo(vasily, { text, simplify: false }));
	const [sent] = await sentMessages();
	expect(item).toMatchObject({ id: sent?.ids.whatsGate, body: text, type: 'chat', ack: 0 });
	expect(item).not.toHaveProperty('messageId');
});

test('puts the API key into the header that the service asks for', async () => {
	await jsonOf(stage, sendTo(vasily, { text }));
	const [request] = await stage.control.requests();
	expect(request).toMatchObject({
		method: 'POST',
		headers: {
			'x-api-key': stage.emulator.whatsGate.apiKey,
			'content-type': 'application/json',
			accept: 'application/json',
		},
	});
});

test.each([
	['id', vasily, { id: vasily }],
	['id', 'abc123@lid', { id: 'abc123@lid' }],
	['list', group, { id: group }],
	['phone', '79991112233', { type: 'contact', number: '79991112233' }],
	['phone', ' +7 (999) 111-22-33 ', { type: 'contact', number: '79991112233' }],
	['phone', '+7 [999] 111–22–33', { type: 'contact', number: '79991112233' }],
	['groupNumber', '4239048293082', { type: 'group', number: '4239048293082' }],
	['groupNumber', '4239048293082@g.us', { type: 'group', number: '4239048293082' }],
])('a recipient of the mode %s, %p, reaches the service', async (mode, value, recipient) => {
	await stage.control.addPerson({ phone: 'abc123@lid' });
	await jsonOf(stage, { ...sendTo('', { text }), recipient: locator(mode, value) });
	expect(await lastSend()).toMatchObject({ recipient });
	expect(await sentMessages()).toHaveLength(1);
});

test('takes a recipient from an expression that gives a plain text', async () => {
	for (const value of ['+7 999 111-22-33', vasily]) {
		await jsonOf(
			stage,
			{ ...sendTo('', { text }), recipient: '={{ $json.to }}' },
			{ input: [{ json: { to: value } }] },
		);
	}
	expect((await sentMessages()).map(({ chat }) => chat)).toEqual([vasily, vasily]);
});

test('a group message comes out as one of a group', async () => {
	const [item] = await jsonOf(stage, sendTo(group, { text }));
	expect(item).toMatchObject({ chatId: group, isGroup: true, to: group });
});

test('quotes the message that is answered', async () => {
	const { message } = await stage.control.incoming({ text: 'Question' });
	const quotedMessageId = message.ids.whatsGate;
	await jsonOf(stage, sendTo(vasily, { text, options: { quotedMessageId } }));
	expect(await lastSend()).toMatchObject({ message: { type: 'text', quote: quotedMessageId } });
	expect(await sentMessages()).toMatchObject([{ quotedKey: message.key }]);
});

test('says in each send whether it is asynchronous', async () => {
	await jsonOf(stage, sendTo(vasily, { text }));
	expect(await lastSend()).toMatchObject({ async: false });
	await jsonOf(stage, sendTo(vasily, { text, options: { async: true } }));
	expect(await lastSend()).toMatchObject({ async: true });
});

test('a queued message comes out with what is known of it', async () => {
	const recipient = locator('phone', '+7 999 111-22-33');
	const [item] = await jsonOf(stage, {
		...sendTo('', { text, options: { async: true } }),
		recipient,
	});
	expect(item).toMatchObject({
		messageId: null,
		chatId: vasily,
		to: vasily,
		fromMe: true,
		text,
		status: 'pending',
		timestamp: null,
	});
	await stage.control.waitFor(sentMessages, (sent) => sent.length === 1, 5000);
});

test('a queued message comes out as the answer of the service when Simplify is off', async () => {
	const parameters = sendTo(vasily, { text, simplify: false, options: { async: true } });
	expect(await jsonOf(stage, parameters)).toEqual([{ result: 'OK' }]);
});

test('a synchronous send that the service answers with OK alone is no error', async () => {
	await stage.control.setSwitches({ syncSendResult: 'OK' });
	const [item] = await jsonOf(stage, sendTo(vasily, { text }));
	expect(item).toMatchObject({ messageId: null, chatId: vasily, text });
});

test('sends one message for each item, in their order, each paired to its item', async () => {
	const texts = ['First', 'Second', 'Third'];
	const items = await runAction(stage, sendTo(vasily, { text: '={{ $json.text }}' }), {
		input: texts.map((each) => ({ json: { text: each } })),
	});
	expect((await sentMessages()).map((sent) => sent.text)).toEqual(texts);
	expect(items.map(({ json, pairedItem }) => [json.text, pairedItem])).toEqual([
		['First', { item: 0 }],
		['Second', { item: 1 }],
		['Third', { item: 2 }],
	]);
	expect(takePauses()).toEqual([]);
});

test('keeps the pause between sends, not before the first one', async () => {
	const options = { pauseSeconds: 3 };
	await jsonOf(stage, sendTo(vasily, { text, options }), {
		input: [{ json: {} }, { json: {} }, { json: {} }],
	});
	const pauses = takePauses();
	expect(pauses.reduce((sum, pause) => sum + pause, 0)).toBe(6);
	expect(await commandsAt(stage)).toEqual(['send', 'send', 'send']);
});

test('adds a jitter to the pause that stays within its bound', async () => {
	const random = jest.spyOn(Math, 'random').mockReturnValue(0.5);
	const options = { pauseSeconds: 1, pauseJitterSeconds: 4 };
	await jsonOf(stage, sendTo(vasily, { text, options }), { input: [{ json: {} }, { json: {} }] });
	random.mockRestore();
	expect(takePauses().reduce((sum, pause) => sum + pause, 0)).toBe(3);
});

test('the session can be chosen anew for each item', async () => {
	const session = locator('id', '={{ $json.session }}');
	await jsonOf(
		stage,
		{ ...sendTo(vasily, { text }), session },
		{ input: [{ json: { session: demo } }, { json: { session: '6345454545455' } }] },
	);
	expect((await sentMessages()).map((sent) => sent.session)).toEqual([demo, '6345454545455']);
});
