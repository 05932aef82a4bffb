import { startEmulator, type Emulator } from '../../../emulator';
import { ask, at, call, demo, sendText, startReceiver, vasily } from './support';
import { vasilyChat, whapiAsk } from './whapiSupport';

// What the control API tells somebody who looks at the world.

let emulator: Emulator;
beforeAll(async () => {
	emulator = await startEmulator();
});
afterAll(() => emulator.close());
beforeEach(() => emulator.control.reset());

test('people and groups, people as each gateway writes them', async () => {
	const { control } = emulator;
	await control.addPerson({ phone: '4915112345678', name: 'Erika' });
	const people = await control.people();
	expect(people.map(({ name }) => name)).toEqual(['Vasily', 'Maria', null, 'Erika']);
	expect(people[0]?.ids).toEqual({ whatsGate: vasily, whapi: vasilyChat });
	expect(await control.groups()).toEqual([
		{
			id: '4239048293082@g.us',
			name: 'Test group',
			participants: [
				{ id: '79999999999@c.us', admin: true },
				{ id: vasily, admin: false },
				{ id: '79994445566@c.us', admin: false },
			],
			announcements: false,
		},
	]);
});

test('a message as each gateway gives it; a phone that Whapi is not linked to has no form there', async () => {
	const { control } = emulator;
	const { message } = await control.incoming({ text: 'A' });
	const { whatsGate, whapi } = await control.messageForms({ message: message.key });
	expect(whatsGate).toMatchObject({ id: message.ids.whatsGate, body: 'A' });
	expect(whapi).toMatchObject({ id: message.ids.whapi, text: { body: 'A' } });
	const second = await control.incoming({ text: 'B', session: '6345454545455' });
	const forms = await control.messageForms({ message: second.message.key });
	expect([forms.whatsGate?.['body'], forms.whapi]).toEqual(['B', null]);
});

test('without autoRead a message is delivered, and read when somebody reads; a second reading tells nothing', async () => {
	const { control } = emulator;
	await control.setSwitches({ autoRead: false, ackDelayMs: 5 });
	await sendText(emulator, 'A');
	const statuses = async () => (await control.messages()).map(({ status }) => status);
	await control.waitFor(statuses, ([status]) => status === 'delivered', 5000);
	await control.read({ session: demo, chat: '79994445566' });
	expect(await statuses()).toEqual(['delivered']);
	await control.read({ chat: '79991112233' });
	await control.read({ chat: '79991112233' });
	expect(await statuses()).toEqual(['read']);
	const acks = await control.events({ action: 'ack' });
	expect(acks.map(({ body }) => at(body, 'event_data.message.ack'))).toEqual([1, 2, 3]);
});

test('what Whapi tells is kept with the numbers of its webhook calls', async () => {
	const { control } = emulator;
	const receiver = await startReceiver();
	try {
		const events = [{ type: 'messages', method: 'post' }];
		await whapiAsk(emulator, 'PATCH', '/settings', { webhooks: [{ url: receiver.url, events }] });
		const { message } = await control.incoming({ text: 'A' });
		const tries = await control.waitFor(
			() => control.webhookTries(),
			(all) => all.length > 0,
			5000,
		);
		const told = await control.callbacks();
		const one = told.find(({ type, method }) => type === 'messages' && method === 'post');
		expect(at(one?.value, '0.id')).toBe(message.ids.whapi);
		expect(tries.map(({ eventId }) => eventId)).toEqual([one?.id]);
	} finally {
		await receiver.close();
	}
});

test('the newest records only', async () => {
	const { control } = emulator;
	for (const text of ['A', 'B', 'C']) await control.incoming({ text });
	await ask(emulator, 'sessions-get', {});
	await ask(emulator, 'get-chats', { WhatsappID: demo });
	expect((await control.messages({ last: 2 })).map(({ text }) => text)).toEqual(['B', 'C']);
	expect((await control.events({ last: 1 })).map(({ id }) => id)).toEqual([3]);
	expect((await control.requests({ last: 1 })).map(({ command }) => command)).toEqual([
		'get-chats',
	]);
});

test('answers are recorded, long ones cut, files by their size', async () => {
	const { control } = emulator;
	await call(emulator, 'sessions-get', {}, 'wrong');
	await control.addFault({ effect: 'answer', times: 1, status: 200, body: 'x'.repeat(3000) });
	await fetch(`${emulator.whatsGate.baseUrl}/check`, { method: 'POST' });
	await control.addFault({ effect: 'cut', times: 1 });
	await expect(call(emulator, 'check', {})).rejects.toThrow('fetch failed');
	const answers = (await control.requests()).map(({ response }) => response);
	expect(answers[0]).toContain('Unauthorized');
	expect(answers[1]).toBe('x'.repeat(2000));
	expect(answers[2]).toBeNull();
});

test('the rules in force are told as they are', async () => {
	const { control } = emulator;
	const { id } = await control.addFault({ effect: 'answer', status: 429, body: {} });
	await control.addFault({ effect: 'delay', latencyMs: 5, command: 'send', gateway: 'whatsGate' });
	expect(await control.faults()).toEqual([
		{ id, command: '*', effect: 'answer', latencyMs: 0, status: 429 },
		{ id: id + 1, command: 'send', effect: 'delay', latencyMs: 5, gateway: 'whatsGate' },
	]);
});
