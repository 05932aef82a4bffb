import type { INodeParameters } from 'n8n-workflow';

import { locator, takePauses } from './support';
import {
	bodyOf,
	commandsAt,
	errorOf,
	group,
	jsonOf,
	own,
	runAction,
	sendTo,
	startStage,
	vasily,
	type Stage,
} from './whapiSupport';

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
const sentMessages = () => stage.control.messages({ fromMe: true });

test('sends a text and gives the sent message', async () => {
	const [item] = await jsonOf(stage, sendTo(vasily, { text }));
	const [sent] = await sentMessages();
	expect(sent).toMatchObject({ chat: '79991112233@c.us', type: 'text', text, origin: 'whapi' });
	expect(item).toEqual({
		messageId: sent?.ids.whapi,
		chatId: vasily,
		isGroup: false,
		from: own,
		fromName: 'Demo shop',
		to: vasily,
		fromMe: true,
		type: 'text',
		text,
		quotedMessageId: null,
		replyId: null,
		action: null,
		targetMessageId: null,
		status: 'pending',
		hasMedia: false,
		media: null,
		timestamp: new Date(Math.floor((sent?.time ?? 0) / 1000) * 1000).toISOString(),
	});
});

test('gives the message as the service returned it when Simplify is off', async () => {
	const [item] = await jsonOf(stage, sendTo(vasily, { text, simplify: false }));
	const [sent] = await sentMessages();
	expect(item).toMatchObject({ id: sent?.ids.whapi, text: { body: text }, source: 'api' });
	expect(item).not.toHaveProperty('messageId');
});

test('shows the token in the header that the service asks for, and nowhere else', async () => {
	await jsonOf(stage, sendTo(vasily, { text }));
	const { token } = stage.emulator.whapi;
	const [request] = await stage.control.requests();
	expect(request).toMatchObject({
		command: 'POST /messages/text',
		headers: {
			authorization: `Bearer ${token}`,
			'content-type': 'application/json',
			accept: 'application/json',
		},
	});
	expect(request?.url).not.toContain(token);
	expect(request?.body).toEqual({ to: vasily, body: text });
});

test.each([
	['id', vasily, vasily],
	['id', '1234567890@lid', '1234567890@lid'],
	['list', group, group],
	['phone', ' +7 (999) 111-22-33 ', vasily],
	['id', '79991112233', vasily],
])('a recipient of the mode %s, %p, reaches the service', async (mode, value, to) => {
	await stage.control.addPerson({ phone: '1234567890@lid' });
	await jsonOf(stage, { ...sendTo('', { text }), recipient: locator(mode, value) });
	expect(await bodyOf(stage, 'POST /messages/text')).toMatchObject({ to });
	expect(await sentMessages()).toHaveLength(1);
});

test('a channel with subscribers is written to by its id', async () => {
	const newsletter = '120363271212442249@newsletter';
	const error = await errorOf(stage, sendTo(newsletter, { text }));
	expect(await bodyOf(stage, 'POST /messages/text')).toMatchObject({ to: newsletter });
	expect(error.httpCode).toBe('404');
});

test('options of a text travel with it', async () => {
	const { message } = await stage.control.incoming({ text: 'Question' });
	const options = {
		quotedMessageId: message.ids.whapi,
		typingTime: 7,
		mentions: '+7 999 111-22-33',
		noLinkPreview: true,
	};
	const [item] = await jsonOf(stage, sendTo(vasily, { text: 'Hi @79991112233', options }));
	expect(await bodyOf(stage, 'POST /messages/text')).toEqual({
		to: vasily,
		body: 'Hi @79991112233',
		quoted: message.ids.whapi,
		typing_time: 7,
		mentions: ['79991112233'],
		no_link_preview: true,
	});
	expect(item).toMatchObject({ quotedMessageId: message.ids.whapi });
	expect(await sentMessages()).toMatchObject([
		{ quotedKey: message.key, mentions: ['79991112233@c.us'] },
	]);
});

const structured: Array<[string, INodeParameters, object, string, string | null]> = [
	[
		'location',
		{ latitude: -33.8568, longitude: 151.2153, locationName: 'Opera House' },
		{ latitude: -33.8568, longitude: 151.2153, name: 'Opera House' },
		'location',
		null,
	],
	[
		'poll',
		{ text: 'When?', pollOptions: ['Morning', 'Evening'] },
		{ title: 'When?', options: ['Morning', 'Evening'], count: 1 },
		'poll',
		'When?',
	],
	[
		'buttons',
		{ text: 'Confirm?', buttons: { button: [{ title: 'Yes', id: 'yes' }] } },
		{
			type: 'button',
			body: { text: 'Confirm?' },
			action: { buttons: [{ type: 'quick_reply', title: 'Yes', id: 'yes' }] },
		},
		'text',
		'Confirm?',
	],
	[
		'list',
		{
			text: 'Choose',
			listLabel: 'Menu',
			listRows: { row: [{ section: 'All', id: 'a', title: 'A', description: 'About A' }] },
		},
		{
			type: 'list',
			body: { text: 'Choose' },
			action: {
				list: {
					label: 'Menu',
					sections: [{ title: 'All', rows: [{ id: 'a', title: 'A', description: 'About A' }] }],
				},
			},
		},
		'text',
		'Choose',
	],
];

test.each(structured)(
	'a message of the type %s',
	async (messageType, parameters, body, type, shown) => {
		const [item] = await jsonOf(stage, sendTo(vasily, { messageType, ...parameters }));
		const path = ['buttons', 'list'].includes(messageType) ? 'interactive' : messageType;
		expect(await bodyOf(stage, `POST /messages/${path}`)).toEqual({ to: vasily, ...body });
		expect(item).toMatchObject({ type, text: shown, fromMe: true, chatId: vasily });
		expect(await sentMessages()).toHaveLength(1);
	},
);

test('a contact card', async () => {
	const parameters = { contactName: 'Jane Example', contactPhone: '+61 2 8015 5346' };
	const [item] = await jsonOf(stage, sendTo(vasily, { messageType: 'contact', ...parameters }));
	expect(item).toMatchObject({ type: 'contact', fromMe: true });
	const [sent] = await sentMessages();
	expect(JSON.stringify(sent?.details)).toContain('waid=61280155346');
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
	const input = [{ json: {} }, { json: {} }, { json: {} }];
	await jsonOf(stage, sendTo(vasily, { text, options: { pauseSeconds: 3 } }), { input });
	expect(takePauses().reduce((sum, pause) => sum + pause, 0)).toBe(6);
	expect(await commandsAt(stage)).toHaveLength(3);
});

test('with Continue On Fail an item that fails becomes its error, the others go out', async () => {
	const input = ['A', '', 'C'].map((each) => ({ json: { text: each } }));
	const parameters = sendTo(vasily, { text: '={{ $json.text }}' });
	const items = await runAction(stage, parameters, { input, continueOnFail: true });
	expect(items).toMatchObject([
		{ json: { text: 'A', fromMe: true }, pairedItem: { item: 0 } },
		{ json: { error: 'The text of the message is empty' }, pairedItem: { item: 1 } },
		{ json: { text: 'C', fromMe: true }, pairedItem: { item: 2 } },
	]);
});

const recipientIs = (mode: string, value: string): INodeParameters => ({
	...sendTo('', { text }),
	recipient: locator(mode, value),
});

test.each<[string, INodeParameters, RegExp]>([
	['no recipient', recipientIs('id', '={{ $json.no }}'), /No recipient is given/],
	['letters as a number', recipientIs('phone', 'CALL ME'), /"CALL ME" is not a phone number/],
	['an id as a number', recipientIs('phone', vasily), /is not a phone number/],
	['an empty text', sendTo(vasily, { text: '={{ "" }}' }), /The text of the message is empty/],
	['an unknown type', sendTo(vasily, { messageType: 'fax', text }), /type "fax"/],
	['no answers', sendTo(vasily, { messageType: 'poll', text }), /2 to 12 answers, not 0/],
	[
		'a place off the map',
		sendTo(vasily, { messageType: 'location', latitude: 91, longitude: 0 }),
		/"latitude" has to be a number, from -90 to 90/,
	],
	[
		'a pause that is no number',
		sendTo(vasily, { text, options: { pauseSeconds: 'long' } }),
		/"pauseSeconds" has to be a number/,
	],
])('%s: says what to do, and nothing goes out', async (_name, parameters, message) => {
	const error = await errorOf(stage, parameters);
	expect(error).toMatchObject({ name: 'NodeOperationError', itemIndex: 0 });
	expect(error.message).toMatch(message);
	expect(error.description).toBeTruthy();
	expect(await stage.control.requests()).toEqual([]);
});
