import '../helpers/engineEnvironment';

import type { PackageDirectoryLoader } from 'n8n-core';
import type { INodeProperties, INodeType } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { z } from 'zod/v4';

import { loadPackage } from '../helpers/engine/nodeTypes';

// What saved workflows depend on: names, values and defaults. It may grow; nothing in it may change or go.

let loader: PackageDirectoryLoader;

beforeAll(async () => {
	loader = await loadPackage();
});

function nodeType(name: string): INodeType {
	const { type } = loader.getNode(name);
	if ('nodeVersions' in type) throw new Error(`${name} has several versions`);
	return type;
}

/** The parameters that a node with these values shows, by name. */
function shownOf(name: string, values: Record<string, string>): Map<string, INodeProperties> {
	const { description } = nodeType(name);
	const node = { typeVersion: 1 };
	const withDefaults =
		NodeHelpers.getNodeParameters(description.properties, values, true, true, node, description) ??
		{};
	const shown = description.properties.filter(
		(property) =>
			!['resource', 'operation', 'notice'].includes(property.name) &&
			property.type !== 'notice' &&
			NodeHelpers.displayParameter(withDefaults, property, node, description),
	);
	return new Map(shown.map((property) => [property.name, property]));
}

const optionSchema = z.object({ value: z.unknown() });

/** Values of a parameter's options, sorted. */
function valuesOf(property: INodeProperties | undefined): unknown[] {
	const options: unknown[] = property?.options ?? [];
	return options.map((option) => optionSchema.parse(option).value).sort();
}

const fieldSchema = z.object({ name: z.string(), default: z.unknown() });

/** Names and defaults of a collection's fields. */
function fieldsOf(property: INodeProperties | undefined): Record<string, unknown> {
	const options: unknown[] = property?.options ?? [];
	return Object.fromEntries(
		options.map((option) => {
			const { name, default: value } = fieldSchema.parse(option);
			return [name, value];
		}),
	);
}

function modesOf(property: INodeProperties | undefined): string[] {
	return (property?.modes ?? []).map(({ name }) => name);
}

const list = { mode: 'list', value: '' };
const many = { returnAll: false, limit: 50, simplify: true, filters: {} };

/** Operations with the defaults of their parameters. */
const whatsGate: Record<string, Record<string, unknown>> = {
	'message:send': {
		session: list,
		recipient: list,
		messageType: 'text',
		text: '',
		simplify: true,
		options: {},
	},
	'message:sendAndWait': {
		session: list,
		recipient: list,
		message: '',
		responseType: 'approval',
		approvalOptions: {},
		options: {},
	},
	'message:downloadMedia': { session: list, messageId: '', binaryPropertyName: 'data' },
	'chat:getAll': { session: list, ...many },
	'chat:getHistory': { session: list, chat: list, simplify: true },
	'chat:markAsSeen': { session: list, chat: list },
	'chat:sendTyping': { session: list, chat: list },
	'contact:check': { session: list, phoneNumber: '' },
	'event:getAll': { session: list, ...many },
	'session:create': { name: '', simplify: true, options: {} },
	'session:getAll': many,
	'session:delete': { session: list },
	'session:rename': { session: list, name: '' },
	'session:setWebhook': { session: list, webhookUrl: '' },
};

/** The operation lists of the Whapi node. */
const whapi: Record<string, string[]> = {
	message: [
		'delete',
		'edit',
		'forward',
		'get',
		'getAll',
		'markAsRead',
		'pin',
		'react',
		'send',
		'sendAndWait',
		'star',
	],
	chat: ['archive', 'delete', 'get', 'getAll', 'update'],
	contact: ['check', 'get', 'getAll'],
	group: [
		'addParticipants',
		'create',
		'demote',
		'get',
		'getAll',
		'getInvite',
		'leave',
		'promote',
		'removeParticipants',
		'update',
	],
	label: ['add', 'getAll', 'remove'],
	media: ['delete', 'download', 'upload'],
	story: ['send'],
	channel: ['getHealth', 'getLimits'],
};

const shownOperation = (name: string, key: string, more: Record<string, string> = {}) => {
	const [resource = '', operation = ''] = key.split(':');
	return shownOf(name, { resource, operation, ...more });
};

const defaultsOf = (shown: Map<string, INodeProperties>): Record<string, unknown> =>
	Object.fromEntries([...shown].map(([name, property]) => [name, property.default]));

test.each([
	['whatsGateApi', { apiKey: '', baseUrl: 'https://whatsgate.org/api/v1' }, 'apiKey'],
	['whapiApi', { token: '', baseUrl: 'https://gate.whapi.cloud' }, 'token'],
])('credential %s', (name, fields, secret) => {
	const { type } = loader.getCredential(name);
	const defaults = type.properties.map((property) => [property.name, property.default]);
	expect(Object.fromEntries(defaults)).toEqual(fields);
	const hidden = type.properties.find((property) => property.name === secret);
	expect(hidden?.typeOptions?.password).toBe(true);
	expect(type.test).toBeDefined();
});

describe('WhatsGate', () => {
	test.each(Object.entries(whatsGate))('%s', (key, defaults) => {
		const [resource = '', operation = ''] = key.split(':');
		const properties = nodeType('whatsGate').description.properties;
		const operations = properties.find(
			({ name, displayOptions }) =>
				name === 'operation' && displayOptions?.show?.resource?.includes(resource),
		);
		expect(valuesOf(operations)).toContain(operation);
		expect(defaultsOf(shownOperation('whatsGate', key))).toMatchObject(defaults);
	});

	test('a new node sends a message', () => {
		const { properties } = nodeType('whatsGate').description;
		expect(properties.find(({ name }) => name === 'resource')?.default).toBe('message');
		expect(properties.find(({ name }) => name === 'operation')?.default).toBe('send');
	});

	test('types and sources of a message', () => {
		const shown = shownOperation('whatsGate', 'message:send', { messageType: 'image' });
		const types = valuesOf(shown.get('messageType'));
		expect(types).toEqual(['document', 'image', 'sticker', 'text', 'voice']);
		expect(valuesOf(shown.get('mediaSource'))).toEqual(['binary', 'url']);
		expect(defaultsOf(shown)).toMatchObject({
			text: '',
			mediaSource: 'binary',
			binaryPropertyName: 'data',
		});
		const media = { messageType: 'image', mediaSource: 'url' };
		expect(defaultsOf(shownOperation('whatsGate', 'message:send', media))).toMatchObject({
			mediaUrl: '',
		});
	});

	test('options and filters', () => {
		const fields = (key: string, name: string) =>
			fieldsOf(shownOperation('whatsGate', key).get(name));
		expect(fields('message:send', 'options')).toMatchObject({
			async: false,
			quotedMessageId: '',
			fileName: '',
			mimeType: '',
			pauseSeconds: 0,
			pauseJitterSeconds: 0,
		});
		expect(fields('chat:getAll', 'filters')).toMatchObject({
			type: 'all',
			unreadOnly: false,
			search: '',
		});
		expect(fields('event:getAll', 'filters')).toMatchObject({ action: '', after: '' });
		expect(fields('session:getAll', 'filters')).toMatchObject({ name: '', status: '' });
		expect(fields('session:create', 'options')).toMatchObject({
			authType: 'QR',
			phoneNumber: '',
			webhookUrl: '',
		});
	});

	test('ways to give a session, a recipient and a chat', () => {
		const send = shownOperation('whatsGate', 'message:send');
		expect(modesOf(send.get('session'))).toEqual(['list', 'id']);
		expect(modesOf(send.get('recipient'))).toEqual(['list', 'phone', 'id', 'groupNumber']);
		const history = shownOperation('whatsGate', 'chat:getHistory');
		expect(modesOf(history.get('chat'))).toEqual(['list', 'phone', 'id', 'groupNumber']);
		const events = shownOperation('whatsGate', 'event:getAll');
		expect(send.get('session')?.required).toBe(true);
		expect(events.get('session')?.required).toBe(false);
	});
});

test.each(Object.entries(whapi))('Whapi, %s', (resource, operations) => {
	const list = nodeType('whapi').description.properties.find(
		({ name, displayOptions }) =>
			name === 'operation' && displayOptions?.show?.resource?.includes(resource),
	);
	expect(valuesOf(list)).toEqual(expect.arrayContaining(operations));
});

describe.each([
	['whatsGateTrigger', ['message'], { takeOver: false }],
	['whapiTrigger', ['messages.post'], { ignoreSystemMessages: true }],
])('%s', (name, events, ownOptions) => {
	const common = { chatType: 'all', downloadMedia: false, ignoreOwnMessages: true };
	const ofPolling = { overlapSeconds: 120, startFrom: '', maxEvents: 1000 };

	test('parameters', () => {
		const shown = shownOf(name, { mode: 'webhook' });
		expect(defaultsOf(shown)).toMatchObject({
			mode: 'webhook',
			events,
			simplify: true,
			options: {},
			pollTimes: {},
		});
		expect(shown.get('mode')?.noDataExpression).toBe(true);
		expect(valuesOf(shown.get('mode'))).toEqual(['polling', 'webhook']);
		expect(valuesOf(shown.get('events'))).toContain('*');
		expect(fieldsOf(shown.get('options'))).toMatchObject({
			...common,
			...ofPolling,
			...ownOptions,
		});
	});

	test('poll times are asked for in polling mode only', () => {
		expect(shownOf(name, { mode: 'polling' }).get('pollTimes')?.type).toBe('fixedCollection');
		expect(shownOf(name, { mode: 'webhook' }).get('pollTimes')).toMatchObject({
			type: 'hidden',
			default: {},
		});
	});

	test('has the four functions of the host that both modes need', () => {
		const type = nodeType(name);
		for (const name of ['webhook', 'poll', 'execute'] as const) {
			expect([name, typeof type[name]]).toEqual([name, 'function']);
		}
		expect(Object.keys(type.webhookMethods?.default ?? {}).sort()).toEqual([
			'checkExists',
			'create',
			'delete',
		]);
		expect(type.description.webhooks).toMatchObject([
			{ name: 'default', responseMode: 'onReceived', responseData: '', path: 'webhook' },
		]);
	});
});

test('WhatsGate Trigger: events and session', () => {
	const shown = shownOf('whatsGateTrigger', { mode: 'webhook' });
	expect(valuesOf(shown.get('events'))).toEqual(
		expect.arrayContaining([
			'*',
			'ack',
			'create',
			'disconnect',
			'error',
			'media',
			'message',
			'ready',
			'sent',
		]),
	);
	expect(shown.get('session')).toMatchObject({ required: true, default: list });
	expect(shownOf('whatsGateTrigger', { mode: 'polling' }).get('session')?.required).toBe(false);
});
