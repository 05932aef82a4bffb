import { randomBytes } from 'node:crypto';

import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { WebhookServer, type Host } from '../helpers/engine';
import {
	bytesOf,
	demoSession,
	hostFor,
	sha256,
	startStage,
	takePauses,
	triggerWorkflow,
	type Stage,
} from './support';

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
const media = { mimeType: 'image/jpeg', fileName: 'photo.jpg', base64: photo.toString('base64') };
const withMedia = { events: ['message'], options: { downloadMedia: true } };

/** An event's way into the workflow, by webhook or by polling: what comes out of the trigger. */
const ways: Record<
	string,
	(play: () => Promise<unknown>, more: INodeParameters) => Promise<INodeExecutionData[]>
> = {
	async webhook(play, more) {
		const trigger = triggerWorkflow(host, { mode: 'webhook', session: demoSession, ...more });
		server.serve(trigger);
		await trigger.activate();
		await play();
		await stage.control.waitFor(
			() => stage.control.webhookTries(),
			(tries) => tries.length > 0 && tries.every(({ ok }) => ok),
			10_000,
		);
		await stage.control.waitFor(
			() => Promise.resolve(server.recorded.length),
			(count) => count > 0,
			10_000,
		);
		const { items } = await trigger.run(server.recorded[0]?.items, 'webhook');
		return items.Trigger ?? [];
	},
	async polling(play, more) {
		const trigger = triggerWorkflow(host, { mode: 'polling', session: demoSession, ...more });
		await trigger.poll();
		await play();
		const { items } = await trigger.run((await trigger.poll()) ?? [], 'trigger');
		return items.Trigger ?? [];
	},
};

describe.each(Object.entries(ways))('by %s', (_name, receive) => {
	test('the file of a message comes out with it', async () => {
		const play = () => stage.control.incoming({ text: 'Look', media });
		const [item] = await receive(play, withMedia);
		expect(item?.json).toMatchObject({ text: 'Look', type: 'image', hasMedia: true });
		expect(item?.json).not.toHaveProperty('mediaError');
		expect(item?.binary?.data).toMatchObject({ mimeType: 'image/jpeg', fileName: 'photo.jpg' });
		expect(sha256(bytesOf(item))).toBe(sha256(photo));
	});

	test('the file comes out with the raw event, too', async () => {
		const play = () => stage.control.incoming({ text: 'Look', media });
		const [item] = await receive(play, { ...withMedia, simplify: false });
		expect(item?.json).toMatchObject({ event_action: 'message' });
		expect(sha256(bytesOf(item))).toBe(sha256(photo));
	});

	test('a message without a file has none, and nothing is asked for', async () => {
		const [item] = await receive(() => stage.control.incoming({ text: 'Hi' }), withMedia);
		expect(item).not.toHaveProperty('binary');
		expect(await stage.control.requests({ command: 'get-messagemedia' })).toEqual([]);
	});

	test('without the option no file is fetched', async () => {
		const play = () => stage.control.incoming({ media });
		const [item] = await receive(play, { events: ['message'] });
		expect(item?.json).toMatchObject({ hasMedia: true });
		expect(item).not.toHaveProperty('binary');
		expect(await stage.control.requests({ command: 'get-messagemedia' })).toEqual([]);
	});

	test('a file that cannot be had leaves the item, with the reason', async () => {
		await stage.control.addFault({
			command: 'get-messagemedia',
			effect: 'answer',
			status: 500,
			body: { name: 'Exception', message: 'Media expired' },
		});
		const play = () => stage.control.incoming({ text: 'Look', media });
		const [item] = await receive(play, withMedia);
		expect(item?.json).toMatchObject({ text: 'Look', mediaError: 'WhatsGate: Media expired' });
		expect(item).not.toHaveProperty('binary');
	});

	test('the file of a media event comes out as binary data, not as base64', async () => {
		const play = () => stage.control.incoming({ media });
		const [item] = await receive(play, { events: ['media'] });
		expect(item?.json).toMatchObject({
			event: 'media',
			type: 'image',
			hasMedia: true,
			media: { mimeType: 'image/jpeg', fileName: 'photo.jpg', size: photo.length },
		});
		expect(JSON.stringify(item?.json)).not.toContain(media.base64.slice(0, 100));
		expect(sha256(bytesOf(item))).toBe(sha256(photo));
	});
});

test('a file that cannot be had does not hold up those of other messages', async () => {
	const trigger = triggerWorkflow(host, { mode: 'polling', session: demoSession, ...withMedia });
	await trigger.poll();
	for (const text of ['One', 'Two', 'Three']) await stage.control.incoming({ text, media });
	await stage.control.addFault({
		command: 'get-messagemedia',
		effect: 'answer',
		status: 500,
		body: { name: 'Exception', message: 'Media expired' },
		skip: 1,
		times: 1,
	});
	const { items } = await trigger.run((await trigger.poll()) ?? [], 'trigger');
	const summary = (items.Trigger ?? []).map(({ json, binary }) => [
		json.text,
		'mediaError' in json,
		binary !== undefined,
	]);
	expect(summary).toEqual([
		['One', false, true],
		['Two', true, false],
		['Three', false, true],
	]);
});
