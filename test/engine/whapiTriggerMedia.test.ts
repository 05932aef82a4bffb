import { randomBytes } from 'node:crypto';

import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { WebhookServer, type Host } from '../helpers/engine';
import { bytesOf, sha256, takePauses } from './support';
import { activeTrigger, message, messages, post } from './whapiCalls';
import { hostFor, startStage, triggerWorkflow, type Stage } from './whapiSupport';

let stage: Stage;
let server: WebhookServer;
let host: Host;

beforeAll(async () => {
	stage = await startStage();
	server = await WebhookServer.start();
	host = await hostFor({}, stage.emulator, server.url);
});

beforeEach(async () => {
	await stage.control.reset();
	server.reset();
	takePauses();
});

afterAll(async () => {
	await server.close();
	await stage.close();
});

const photo = randomBytes(20_000);
const media = {
	mimeType: 'image/jpeg',
	fileName: 'photo.jpg',
	base64: photo.toString('base64'),
};
const withMedia: INodeParameters = { options: { downloadMedia: true } };
const download = 'GET /media/{MediaID}';

async function byWebhook(parameters: INodeParameters): Promise<INodeExecutionData[]> {
	const { trigger } = await activeTrigger({ emulator: stage.emulator, server, host }, parameters);
	await stage.control.incoming({ text: 'Look', media });
	await stage.control.waitFor(
		() => Promise.resolve(server.recorded.length),
		(count) => count === 1,
		10_000,
	);
	const { items, error } = await trigger.run(server.recorded[0]?.items, 'webhook');
	expect(error).toBeNull();
	return items.Trigger ?? [];
}

async function byPolling(parameters: INodeParameters): Promise<INodeExecutionData[]> {
	const trigger = triggerWorkflow(host, { mode: 'polling', ...parameters });
	await trigger.poll();
	await stage.control.incoming({ text: 'Look', media });
	const { items, error } = await trigger.run((await trigger.poll()) ?? [], 'trigger');
	expect(error).toBeNull();
	return items.Trigger ?? [];
}

describe.each([
	['webhook', byWebhook],
	['polling', byPolling],
])('a message with a file, by %s', (_mode, receive) => {
	test('comes with the file, byte by byte', async () => {
		const [item] = await receive(withMedia);
		expect(item?.json).toMatchObject({
			type: 'image',
			text: 'Look',
			hasMedia: true,
			media: { mimeType: 'image/jpeg', fileName: 'photo.jpg', size: photo.length },
		});
		expect(item?.binary?.data).toMatchObject({ fileName: 'photo.jpg', mimeType: 'image/jpeg' });
		expect(sha256(bytesOf(item))).toBe(sha256(photo));
	});

	test('comes with the file when Simplify is off, too', async () => {
		const [item] = await receive({ ...withMedia, simplify: false });
		expect(item?.json).not.toHaveProperty('messageId');
		expect(sha256(bytesOf(item))).toBe(sha256(photo));
	});

	test('is not downloaded unless it is asked for', async () => {
		const [item] = await receive({});
		expect(item?.json).toMatchObject({ hasMedia: true });
		expect(item).not.toHaveProperty('binary');
		expect(await stage.control.requests({ command: download })).toEqual([]);
	});

	test('whose file is gone comes with the reason', async () => {
		const body = { error: { code: 404, message: 'Specified media not found' } };
		await stage.control.addFault({ command: download, effect: 'answer', status: 404, body });
		const [item] = await receive(withMedia);
		expect(item?.json).toMatchObject({
			text: 'Look',
			mediaError: 'Whapi.Cloud: Specified media not found',
		});
		expect(item).not.toHaveProperty('binary');
	});
});

test('messages without a file, and files that have no id, are given on as they are', async () => {
	const scene = { emulator: stage.emulator, server, host };
	const { trigger, entry } = await activeTrigger(scene, withMedia);
	const withoutId = message({ type: 'image', text: null, image: { caption: 'A' } });
	await post(entry, messages(message(), withoutId));
	const { items } = await trigger.run(server.recorded[0]?.items, 'webhook');
	expect(items.Trigger).toMatchObject([{ json: { text: 'Hello' } }, { json: { text: 'A' } }]);
	expect(await stage.control.requests({ command: download })).toEqual([]);
});
