import type { INodeProperties } from 'n8n-workflow';

import { InvalidInput } from '../../../../nodes/shared/errors';
import type { Operation, Resource } from '../../../../nodes/shared/operation';
import { findOperation, formOf } from '../../../../nodes/shared/operation';

const parameter = (name: string, more: Partial<INodeProperties> = {}): INodeProperties => ({
	displayName: name,
	name,
	type: 'string',
	default: '',
	...more,
});

const operation = (value: string, properties: INodeProperties[]): Operation<null> => ({
	value,
	name: value.toUpperCase(),
	action: `Do ${value}`,
	description: `Does ${value}`,
	properties,
	execute: () => Promise.resolve({ json: [{ did: value }] }),
});

const shared = parameter('session');
const sometimes = parameter('url', { displayOptions: { show: { source: ['url'] } } });

const resources: Array<Resource<null>> = [
	{
		value: 'message',
		name: 'Message',
		operations: [operation('send', [shared, sometimes]), operation('read', [shared])],
		defaultOperation: 'send',
	},
	{
		value: 'chat',
		name: 'Chat',
		operations: [operation('list', [shared])],
		defaultOperation: 'list',
	},
];

const form = formOf(resources);

const named = (name: string) => form.filter((property) => property.name === name);

describe('the form of a node', () => {
	it('begins with the resources in the order of their names, the first one chosen', () => {
		expect(form[0]).toMatchObject({
			name: 'resource',
			default: 'message',
			noDataExpression: true,
			options: [
				{ name: 'Chat', value: 'chat' },
				{ name: 'Message', value: 'message' },
			],
		});
	});

	it('has an operation list for each resource, in the order of the names', () => {
		const lists = named('operation');
		expect(lists.map(({ displayOptions }) => displayOptions?.show?.resource)).toEqual([
			['message'],
			['chat'],
		]);
		expect(lists[0]).toMatchObject({
			default: 'send',
			options: [
				{ name: 'READ', value: 'read', action: 'Do read', description: 'Does read' },
				{ name: 'SEND', value: 'send', action: 'Do send', description: 'Does send' },
			],
		});
	});

	it('has a parameter that operations share once for each resource, with all of them', () => {
		expect(named('session').map(({ displayOptions }) => displayOptions?.show)).toEqual([
			{ resource: ['message'], operation: ['send', 'read'] },
			{ resource: ['chat'], operation: ['list'] },
		]);
	});

	it("keeps a parameter's own condition", () => {
		expect(named('url').map(({ displayOptions }) => displayOptions?.show)).toEqual([
			{ source: ['url'], resource: ['message'], operation: ['send'] },
		]);
	});

	it('leaves the shared objects as they were', () => {
		expect(shared.displayOptions).toBeUndefined();
		expect(sometimes.displayOptions).toEqual({ show: { source: ['url'] } });
	});
});

describe('the chosen operation', () => {
	it('is found', () => {
		expect(findOperation(resources, 'message', 'read').value).toBe('read');
	});

	it.each([
		['message', 'list'],
		['group', 'send'],
		['', ''],
		['__proto__', 'constructor'],
	])('%j, %j is refused and named', (resource, name) => {
		expect(() => findOperation(resources, resource, name)).toThrow(InvalidInput);
		expect(() => findOperation(resources, resource, name)).toThrow(
			`no operation "${name}" for "${resource}"`,
		);
	});
});
