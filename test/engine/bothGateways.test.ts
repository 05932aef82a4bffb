/**
 * The same conversation through both gateways gives the same items, so that a workflow moves from one gateway to the
 * other by replacing a node. What may differ stands here, field by field.
 */

import { randomBytes } from 'node:crypto';

import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { isRecord, textOf } from '../../nodes/shared/json';
import { TriggerWorkflow, WebhookServer, type Host } from '../helpers/engine';
import {
	byId,
	demo,
	demoSession,
	fileItem,
	group,
	jsonOf as whatsGateJson,
	locator,
	maria,
	matching,
	takePauses,
	vasily,
} from './support';
import { channelId, hostFor, jsonOf as whapiJson, startStage, type Stage } from './whapiSupport';

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

const me = '79999999999@c.us';
const photo = randomBytes(3000);
const media = { mimeType: 'image/jpeg', fileName: null, base64: photo.toString('base64') };

/** Fields whose values are the gateway's own: its name, its account, how it calls and numbers things. */
const OWN_FIELDS = ['gateway', 'account', 'event', 'eventId', 'messageId'];

/** Fields that hold the id of a person or chat; persons have another suffix at each gateway. */
const CHAT_ID_FIELDS = ['chatId', 'from', 'to'];

const inOneForm = (id: unknown) =>
	typeof id === 'string' ? id.replace(/@s\.whatsapp\.net$/, '@c.us') : id;

/** The item without what is the gateway's own, with chat ids in one form. */
function common(item: IDataObject): Record<string, unknown> {
	const fields = Object.entries(item).filter(([name]) => !OWN_FIELDS.includes(name));
	return Object.fromEntries(
		fields.map(([name, value]) => [name, CHAT_ID_FIELDS.includes(name) ? inOneForm(value) : value]),
	);
}

/** Somebody writes, sends a picture, and a group is written to; all dates are of the same past. */
async function converse(): Promise<void> {
	const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1, 12, 0, seconds)).toISOString();
	await stage.control.incoming({ text: 'Привет, 👋', time: at(0) });
	await stage.control.incoming({ text: 'Look at this', media, time: at(10) });
	await stage.control.incoming({ text: 'Hi all', from: '79994445566', group, time: at(20) });
}

interface Side {
	type: string;
	credential: string;
	parameters: INodeParameters;
}

const sides: { whatsGate: Side; whapi: Side } = {
	whatsGate: {
		type: 'whatsGateTrigger',
		credential: 'whatsGateApi',
		parameters: { session: demoSession, events: ['message'] },
	},
	whapi: {
		type: 'whapiTrigger',
		credential: 'whapiApi',
		parameters: { events: ['messages.post'] },
	},
};

const triggerOf = ({ parameters, ...rest }: Side, mode: string) =>
	new TriggerWorkflow(host, { ...rest, parameters: { ...parameters, mode } });

const timeOf = ({ timestamp }: IDataObject) => textOf(timestamp) ?? '';

/** What both triggers give into their workflows, in the order of the conversation. */
const ways: Record<string, () => Promise<{ whatsGate: IDataObject[]; whapi: IDataObject[] }>> = {
	async webhook() {
		const triggers = [triggerOf(sides.whatsGate, 'webhook'), triggerOf(sides.whapi, 'webhook')];
		for (const trigger of triggers) {
			server.serve(trigger);
			await trigger.activate();
		}
		await converse();
		const recorded = await stage.control.waitFor(
			() => Promise.resolve(server.recorded),
			(all) => all.length === 6,
			10_000,
		);
		const [whatsGate = [], whapi = []] = triggers.map((trigger) =>
			recorded
				.filter(({ workflow }) => workflow === trigger)
				.flatMap(({ items }) => items.map(({ json }) => json))
				.sort((a, b) => timeOf(a).localeCompare(timeOf(b))),
		);
		return { whatsGate, whapi };
	},
	async polling() {
		const triggers = [triggerOf(sides.whatsGate, 'polling'), triggerOf(sides.whapi, 'polling')];
		for (const trigger of triggers) await trigger.poll();
		await converse();
		const polled: IDataObject[][] = [];
		for (const trigger of triggers) {
			polled.push(((await trigger.poll()) ?? []).map(({ json }) => json));
		}
		const [whatsGate = [], whapi = []] = polled;
		return { whatsGate, whapi };
	},
};

describe.each(Object.entries(ways))('the same conversation by %s', (_name, receive) => {
	let items: { whatsGate: IDataObject[]; whapi: IDataObject[] };

	beforeEach(async () => {
		items = await receive();
	});

	test('gives the same items but for what each gateway has of its own', () => {
		// Whapi.Cloud does not say whom an incoming message went to; WhatsGate says nothing of a file but that it is there.
		const comparable = (item: IDataObject) => ({ ...common(item), to: null, media: null });
		expect(items.whapi.map(comparable)).toEqual(items.whatsGate.map(comparable));
		expect(items.whapi.map(comparable)).toMatchObject([
			{ chatId: vasily, type: 'text', text: 'Привет, 👋', hasMedia: false },
			{ chatId: vasily, type: 'image', text: 'Look at this', hasMedia: true },
			{ chatId: group, type: 'text', text: 'Hi all', from: maria, isGroup: true },
		]);
	});

	test('has the same fields in the same items', () => {
		expect(items.whapi.map((item) => Object.keys(item).sort())).toEqual(
			items.whatsGate.map((item) => Object.keys(item).sort()),
		);
		const fileFields = [items.whatsGate, items.whapi].map((side) =>
			side.map((item) => (isRecord(item.media) ? Object.keys(item.media).sort() : null)),
		);
		expect(fileFields[0]).toEqual(fileFields[1]);
	});

	test('differs in what is known of receivers and files, and there only in null', () => {
		expect(items.whatsGate.map(({ to }) => to)).toEqual([me, me, me]);
		expect(items.whapi.map(({ to }) => to)).toEqual([null, null, null]);
		const unknown = { mimeType: null, fileName: null, size: null, id: null, url: null };
		expect(items.whatsGate[1]?.media).toEqual(unknown);
		expect(items.whapi[1]?.media).toMatchObject({ mimeType: 'image/jpeg', size: photo.length });
	});

	test('names gateway, account, event and message in the words of each', () => {
		for (const item of items.whatsGate) {
			expect(item).toMatchObject({ gateway: 'whatsgate', account: demo, event: 'message' });
			expect(item).toMatchObject({ eventId: matching(/^\d+$/), messageId: matching(/^false_/) });
		}
		for (const item of items.whapi) {
			expect(item).toMatchObject({ gateway: 'whapi', account: channelId, event: 'messages.post' });
			expect(item).toMatchObject({ eventId: null, messageId: matching(/^[\w.]+-[\w.-]+$/) });
		}
	});
});

/** A phone number means the same person at both gateways. */
const toVasily = locator('phone', '+7 999 111-22-33');

describe('an own answer', () => {
	const answers: Array<[string, INodeParameters, INodeExecutionData[]]> = [
		['a text', { text: 'At 5 pm' }, [{ json: {} }]],
		['a text to a group', { text: 'At 5 pm', recipient: byId(group) }, [{ json: {} }]],
		[
			'a picture',
			{ messageType: 'image', text: 'Ours' },
			[fileItem(photo, 'image/jpeg', 'photo.jpg')],
		],
		['a document', { messageType: 'document' }, [fileItem(photo, 'application/pdf', 'a.pdf')]],
	];

	test.each(answers)('%s comes out of both nodes alike', async (_name, more, input) => {
		await stage.control.clock({ stopped: true });
		const parameters = { resource: 'message', operation: 'send', recipient: toVasily, ...more };
		const atWhatsGate = { ...parameters, session: demoSession };
		const [first] = await whatsGateJson({ host }, atWhatsGate, { input });
		const [second] = await whapiJson({ host }, parameters, { input });
		expect(Object.keys(second ?? {}).sort()).toEqual(Object.keys(first ?? {}).sort());
		const comparable = (item: IDataObject = {}) => ({ ...common(item), media: null });
		expect(comparable(second)).toEqual(comparable(first));
		expect(second).toMatchObject({ fromMe: true, status: 'pending' });
	});
});

test('chats have the same fields', async () => {
	const parameters = { resource: 'chat', operation: 'getAll', returnAll: true };
	const atWhatsGate = await whatsGateJson({ host }, { ...parameters, session: demoSession });
	const atWhapi = await whapiJson({ host }, parameters);
	const fields = (chats: IDataObject[]) => chats.map((chat) => Object.keys(chat).sort());
	expect(fields(atWhapi)).toEqual(fields(atWhatsGate));
	const ids = (chats: IDataObject[]) => chats.map(({ id }) => inOneForm(id)).sort();
	expect(ids(atWhapi)).toEqual(ids(atWhatsGate));
});
