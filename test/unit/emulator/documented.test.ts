import { startEmulator, type Emulator } from '../../../emulator';
import { ask, at, call, demo, fieldsOf, listAt, sample, sampleWith, vasily } from './support';

let emulator: Emulator;
beforeAll(async () => {
	emulator = await startEmulator();
});
afterAll(() => emulator.close());
beforeEach(() => emulator.control.reset());

const png =
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** The documented message object has neither `_id` nor `from_name` in most samples (2.3). */
async function speakLikeTheDocs() {
	await emulator.control.setSwitches({ omitUnderscoreId: true, omitFromName: true });
}

describe('documented requests get answers with the documented fields', () => {
	test.each([
		['seen', 'request-seen', 'response-seen'],
		['typing', 'request-typing', 'response-typing'],
		['check', 'request-check', 'response-check-registered'],
		['set-hook', 'request-set-hook', 'response-set-hook'],
		['set-hook', 'request-set-hook-disable.assumed', 'response-set-hook'],
		['set-name', 'request-set-name.assumed', 'response-set-name.assumed'],
	])('%s (%s)', async (command, request, response) => {
		const body = sampleWith(request, { WhatsappID: demo });
		expect(await ask(emulator, command, body)).toEqual(sample(response));
	});

	test('check tells numbers that are not on WhatsApp', async () => {
		const body = { WhatsappID: demo, number: '79990000000' };
		expect(await ask(emulator, 'check', body)).toEqual(sample('response-check-not-registered'));
	});

	test.each(['text', 'text-by-id-with-quote', 'doc', 'voice', 'sticker'])(
		'send (%s)',
		async (kind) => {
			const body = sampleWith(`request-send-${kind}`, { WhatsappID: demo });
			const answer = await ask(emulator, 'send', body);
			expect(fieldsOf(answer)).toEqual(fieldsOf(sample('response-send-sync-client-fields')));
			await speakLikeTheDocs();
			const older = await ask(emulator, 'send', body);
			expect(fieldsOf(older)).toEqual(fieldsOf(sample('response-send-sync')));
		},
	);

	test('send to groups by number', async () => {
		const participants: [{ phone: string }] = [{ phone: '79999999999' }];
		await emulator.control.addGroup({ id: 'AA11223344', name: 'A', participants });
		await emulator.control.addGroup({ id: '111111111111111111', name: 'B', participants });
		const image = sampleWith('request-send-image-to-group-with-quote', { WhatsappID: demo });
		expect(at(await ask(emulator, 'send', image), 'result.to')).toBe('AA11223344@g.us');
		const text = sampleWith('request-send-text-to-group', { WhatsappID: demo });
		expect(await ask(emulator, 'send', text)).toEqual(sample('response-send-async'));
	});

	test('get-chats', async () => {
		const answer = await ask(
			emulator,
			'get-chats',
			sampleWith('request-get-chats', { WhatsappID: demo }),
		);
		expect(fieldsOf(answer)).toEqual(fieldsOf(sample('response-get-chats')));
		const group = listAt(answer, 'data').find((chat) => at(chat, 'isGroup') === true);
		expect(at(group, 'groupMetadata.size')).toBe(0);
		expect(listAt(group, 'groupMetadata.participants')).toHaveLength(3);
	});

	test('get-history, get-messagemedia and get-media', async () => {
		await speakLikeTheDocs();
		const { message } = await emulator.control.incoming({
			media: { mimeType: 'image/jpeg', fileName: 'image.jpg', base64: png },
		});
		const history = await ask(emulator, 'get-history', {
			WhatsappID: demo,
			recipient: { id: vasily },
		});
		expect(fieldsOf(history)).toEqual(fieldsOf(sample('response-get-history')));
		const expected = sample('response-get-messagemedia');
		const byId = { WhatsappID: demo, MessageID: message.ids.whatsGate };
		expect(await ask(emulator, 'get-messagemedia', byId)).toEqual(expected);
		const byKey = { WhatsappID: demo, mediaKey: at(history, 'data.0.mediaKey') };
		expect(await ask(emulator, 'get-media', byKey)).toEqual(expected);
	});

	test('sessions-get', async () => {
		const all = await ask(emulator, 'sessions-get', sample('request-sessions-get-all'));
		expect(fieldsOf(all)).toEqual(fieldsOf(sample('response-sessions-get')));
		const filtered = await ask(emulator, 'sessions-get', sample('request-sessions-get-filtered'));
		expect(listAt(filtered, 'data').map((session) => at(session, 'unique_id'))).toEqual([
			'6345454545455',
		]);
	});

	test.each([
		['request-session-create-qr', 'response-session-create-qr'],
		['request-session-create-code', 'response-session-create-code.assumed'],
	])('session-create (%s)', async (request, response) => {
		const answer = await ask(emulator, 'session-create', sample(request));
		expect(fieldsOf(answer)).toEqual(fieldsOf(sample(response)));
		expect(at(answer, 'data.status')).toBe('PENDING');
		expect(at(answer, 'data.callback')).toBe('https://callback.my/script.handler');
	});

	test('session-delete', async () => {
		const answer = await ask(emulator, 'session-delete', { WhatsappID: demo });
		expect(fieldsOf(answer)).toEqual(fieldsOf(sample('response-session-delete')));
		expect(at(answer, 'data.status')).toBe('DESTROYING');
	});

	test('events-get', async () => {
		await emulator.control.incoming({ text: '212' });
		const answer = await ask(emulator, 'events-get', sample('request-events-get-all'));
		expect(fieldsOf(answer)).toEqual(fieldsOf(sample('response-events-get')));
		const filtered = await ask(emulator, 'events-get', sample('request-events-get-filtered'));
		expect(listAt(filtered, 'data')).toHaveLength(1);
	});
});

test('a missing or wrong key is answered like the documented sample', async () => {
	const expected = { status: 401, body: sample('error-401-unauthorized') };
	expect(await call(emulator, 'sessions-get', {}, 'wrong')).toEqual(expected);
	const bare = await fetch(`${emulator.whatsGate.baseUrl}/sessions-get`, { method: 'POST' });
	expect({ status: bare.status, body: await bare.json() }).toEqual(expected);
});
