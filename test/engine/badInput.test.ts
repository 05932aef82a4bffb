import type { INodeParameters } from 'n8n-workflow';

import type { ActionOptions } from './actions';
import {
	demoSession,
	errorOf,
	fileItem,
	hostFor,
	locator,
	sendTo,
	startStage,
	tryAction,
	unlinked,
	vasily,
	type Stage,
} from './support';

let stage: Stage;

beforeAll(async () => {
	stage = await startStage();
});

beforeEach(async () => {
	await stage.control.reset();
});

afterAll(async () => {
	await stage.close();
});

const pdf = fileItem(Buffer.from('%PDF-1.7'), 'application/pdf', 'a.pdf');

/** Parameters, what the message says, what the node gets. */
const cases: Record<string, [INodeParameters, RegExp, ActionOptions?]> = {
	'no session': [
		{ ...sendTo(vasily, { text: 'Hi' }), session: locator('id', '={{ $json.no }}') },
		/No session is given/,
	],
	'no recipient': [sendTo('={{ $json.no }}', { text: 'Hi' }), /No recipient is given/],
	'a recipient of spaces': [sendTo('   ', { text: 'Hi' }), /No recipient is given/],
	'letters in a phone number': [
		{ ...sendTo('', { text: 'Hi' }), recipient: locator('phone', '+7 999 CALL-ME') },
		/"\+7 999 CALL-ME" is not a phone number/,
	],
	'an id as phone number': [
		{ ...sendTo('', { text: 'Hi' }), recipient: locator('phone', vasily) },
		/is not a phone number/,
	],
	'a phone number of decoration only': [
		{ ...sendTo('', { text: 'Hi' }), recipient: locator('phone', '+ ()-') },
		/The phone number is empty/,
	],
	'an empty text': [
		sendTo(vasily, { text: '={{ $json.no }}' }),
		/The text of the message is empty/,
	],
	'a text of spaces': [sendTo(vasily, { text: ' \n ' }), /The text of the message is empty/],
	'an object as text': [
		sendTo(vasily, { text: '={{ ({ a: 1 }) }}' }),
		/The parameter "text" is not a text/,
	],
	'an unknown message type': [
		sendTo(vasily, { messageType: 'video', text: 'Hi' }),
		/does not send messages of the type "video"/,
	],
	'no binary field of that name': [
		sendTo(vasily, { messageType: 'document', binaryPropertyName: 'report' }),
		/The item has no file in the field "report"/,
		{ input: [pdf] },
	],
	'a field name that every object has': [
		sendTo(vasily, { messageType: 'document', binaryPropertyName: 'constructor' }),
		/The item has no file in the field "constructor"/,
		{ input: [pdf] },
	],
	'no files at all': [
		sendTo(vasily, { messageType: 'image' }),
		/The item has no file in the field/,
	],
	'a voice message that is no OGG': [
		sendTo(vasily, { messageType: 'voice' }),
		/has to be an OGG file, but "a.mp3" is audio\/mpeg/,
		{ input: [fileItem(Buffer.from('ID3'), 'audio/mpeg', 'a.mp3')] },
	],
	'a voice message that only says it is OGG': [
		sendTo(vasily, { messageType: 'voice' }),
		/has to be an OGG file/,
		{ input: [fileItem(Buffer.from('RIFF....WAVE'), 'audio/ogg', 'a.ogg')] },
	],
	'an image that is none': [
		sendTo(vasily, { messageType: 'image' }),
		/"a.pdf" is not an image/,
		{ input: [pdf] },
	],
	'a file address that is no URL': [
		sendTo(vasily, { messageType: 'image', mediaSource: 'url', mediaUrl: 'C:\\a.png' }),
		/is not the address of a file/,
	],
	'a pause that is no number': [
		sendTo(vasily, { text: 'Hi', options: { pauseSeconds: '={{ "soon" }}' } }),
		/"pauseSeconds" has to be a number/,
	],
	'a negative pause': [
		sendTo(vasily, { text: 'Hi', options: { pauseSeconds: -1 } }),
		/"pauseSeconds" has to be a number/,
	],
	'a limit of 0': [
		{ resource: 'event', operation: 'getAll', returnAll: false, limit: 0 },
		/"limit" has to be a number, 1 or more/,
	],
	'a limit that is no number': [
		{ resource: 'session', operation: 'getAll', limit: '={{ "many" }}' },
		/"limit" has to be a number/,
	],
	'a filter date that is none': [
		{ resource: 'event', operation: 'getAll', filters: { after: '={{ "yesterday-ish" }}' } },
		/"after" is not a date and time/,
	],
	'no message id': [
		{
			resource: 'message',
			operation: 'downloadMedia',
			session: demoSession,
			messageId: '={{ $json.no }}',
		},
		/No message ID is given/,
	],
	'a session without a name': [
		{ resource: 'session', operation: 'create', name: '={{ " " }}' },
		/The session has no name/,
	],
	'a pairing code without a number': [
		{ resource: 'session', operation: 'create', name: 'A', options: { authType: 'CODE' } },
		/The phone number is empty/,
	],
	'a webhook that is no URL': [
		{
			resource: 'session',
			operation: 'setWebhook',
			session: demoSession,
			webhookUrl: 'example.com/hook',
		},
		/is not a webhook URL/,
	],
	'an unknown operation': [
		{ resource: 'message', operation: 'burn' },
		/no operation "burn" for "message"/,
	],
	'an unknown resource': [
		{ resource: 'planet', operation: 'send' },
		/no operation ".*" for "planet"/,
	],
};

test.each(Object.entries(cases))(
	'%s: a clear text, and no call',
	async (_name, [parameters, text, options]) => {
		const error = await errorOf(stage, parameters, options);
		expect(error.message).toMatch(text);
		expect(error.description).toMatch(/\S/);
		expect(error).toMatchObject({ name: 'NodeOperationError', itemIndex: 0 });
		expect(await stage.control.requests()).toEqual([]);
	},
);

test.each([
	[{ baseUrl: 'whatsgate.org' }, /The Base URL of the credential, "whatsgate.org", is not a URL/],
	[{ baseUrl: 'ftp://whatsgate.org' }, /is not a URL/],
	[{ baseUrl: '' }, /is not a URL/],
	[{ apiKey: '' }, /The credential has no API key/],
])('a credential with %p: a clear text, and no call', async (credential, text) => {
	const host = await hostFor(credential, stage.emulator);
	const error = await errorOf({ host }, sendTo(vasily, { text: 'Hi' }));
	expect(error.message).toMatch(text);
	expect(error.description).toMatch(/\S/);
	expect(error.everything).not.toContain(stage.emulator.whatsGate.apiKey);
	expect(await stage.control.requests()).toEqual([]);
});

test('a slash at the end of the base URL does not matter', async () => {
	const baseUrl = `${stage.emulator.whatsGate.baseUrl}//`;
	const host = await hostFor({ baseUrl }, stage.emulator);
	const { error } = await tryAction({ host }, sendTo(vasily, { text: 'Hi' }));
	expect(error).toBeNull();
});

test('a session that is not READY: the words of the service and what to do', async () => {
	const parameters = { ...sendTo(vasily, { text: 'Hi' }), session: locator('id', unlinked) };
	const error = await errorOf(stage, parameters);
	expect(error.message).toContain('WhatsApp session is not ready: AUTH');
	expect(error.description).toContain('Check that the session is READY');
	expect(error).toMatchObject({ name: 'NodeApiError', itemIndex: 0, httpCode: '500' });
});

test('the error names the item that it belongs to', async () => {
	const input = ['One', '', 'Three'].map((text) => ({ json: { text } }));
	const error = await errorOf(stage, sendTo(vasily, { text: '={{ $json.text }}' }), { input });
	expect(error).toMatchObject({ itemIndex: 1, message: 'The text of the message is empty' });
	expect(await stage.control.messages({ fromMe: true })).toHaveLength(1);
});

test('with Continue On Fail each item comes out, the failed one with its error', async () => {
	const input = ['One', '', 'Three'].map((text) => ({ json: { text } }));
	const { items, error } = await tryAction(stage, sendTo(vasily, { text: '={{ $json.text }}' }), {
		input,
		continueOnFail: true,
	});
	expect(error).toBeNull();
	expect(items.WhatsGate).toMatchObject([
		{ json: { text: 'One' }, pairedItem: { item: 0 } },
		{ json: { error: 'The text of the message is empty' }, pairedItem: { item: 1 } },
		{ json: { text: 'Three' }, pairedItem: { item: 2 } },
	]);
	expect(items.WhatsGate).toHaveLength(3);
});

test('with Continue On Fail a credential that cannot be used gives an error for each item', async () => {
	const host = await hostFor({ apiKey: '' }, stage.emulator);
	const input = [{ json: {} }, { json: {} }];
	const parameters = sendTo(vasily, { text: 'Hi' });
	const { items } = await tryAction({ host }, parameters, { input, continueOnFail: true });
	expect(items.WhatsGate).toMatchObject([
		{ json: { error: 'The credential has no API key' }, pairedItem: { item: 0 } },
		{ json: { error: 'The credential has no API key' }, pairedItem: { item: 1 } },
	]);
});
