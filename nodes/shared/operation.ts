import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';

import { InvalidInput } from './errors';
import type { Pacer } from './pacer';
import type { Parameters } from './parameters';

/** Number checks that are asked for at the same time: enough to hide the way to the service, few for its server. */
export const CHECKS_IN_FLIGHT = 10;

/** What an operation gets to do its work for one item. */
export interface OperationCall<TClient> {
	functions: IExecuteFunctions;
	itemIndex: number;
	/** The parameters as they are for this item. */
	parameters: Parameters;
	client: TClient;
	/** Keeps the pause between sends of one execution. */
	pacer: Pacer;
}

/** One row of the operation list: how it is shown, what it asks for and what it does. */
export interface Operation<TClient> {
	/** Saved in workflows, never changes. */
	value: string;
	/** Shown in the operation list, Title Case. */
	name: string;
	/** Shown in the node panel, sentence case. */
	action: string;
	/** Also what an AI model reads to choose the operation. */
	description: string;
	/** Own parameters, in the order of the form. A parameter that several operations share is one object. */
	properties: INodeProperties[];
	/** Runs for the first item only; what it gives is the node's whole output. */
	isOnce?: boolean;
	/**
	 * For how many items it may be at work at the same time; 1 when left out. Only for reads: the order in which the
	 * service gets the calls is not kept then.
	 */
	inFlight?: number;
	/**
	 * Does the work for one item.
	 * @returns What comes out for the item: plain objects, or items where there is binary data
	 */
	execute(call: OperationCall<TClient>): Promise<OperationResult>;
}

export type OperationResult = { json: IDataObject[] } | { items: INodeExecutionData[] };

export interface Resource<TClient> {
	/** Saved in workflows, never changes. */
	value: string;
	/** Title Case, singular. */
	name: string;
	operations: Array<Operation<TClient>>;
	/** The operation that a new node starts with. */
	defaultOperation: string;
}

const RESOURCE_LIST: INodeProperties = {
	displayName: 'Resource',
	name: 'resource',
	type: 'options',
	noDataExpression: true,
	default: '',
};

const OPERATION_LIST: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	default: '',
};

const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name, 'en');

function operationOptions<TClient>(resource: Resource<TClient>): INodePropertyOptions[] {
	return resource.operations
		.map(({ name, value, action, description }) => ({ name, value, action, description }))
		.sort(byName);
}

/** One operation's parameters joined with its neighbours': the same object becomes one parameter of them all. */
function parametersOf<TClient>(resource: Resource<TClient>): INodeProperties[] {
	const operationsOf = new Map<INodeProperties, string[]>();
	for (const operation of resource.operations) {
		for (const property of operation.properties) {
			operationsOf.set(property, [...(operationsOf.get(property) ?? []), operation.value]);
		}
	}
	return [...operationsOf].map(([property, operations]) => ({
		...property,
		displayOptions: {
			...property.displayOptions,
			show: { ...property.displayOptions?.show, resource: [resource.value], operation: operations },
		},
	}));
}

/**
 * The whole form of an action node: the resource list, each resource's operation list and every parameter.
 * The first resource is the one that a new node starts with.
 */
export function formOf<TClient>(resources: Array<Resource<TClient>>): INodeProperties[] {
	return [
		{
			...RESOURCE_LIST,
			options: resources.map(({ name, value }) => ({ name, value })).sort(byName),
			default: resources[0]?.value ?? '',
		},
		...resources.map((resource) => ({
			...OPERATION_LIST,
			displayOptions: { show: { resource: [resource.value] } },
			options: operationOptions(resource),
			default: resource.defaultOperation,
		})),
		...resources.flatMap(parametersOf),
	];
}

/** @throws InvalidInput where there is no such operation, e.g. in a workflow made by a newer version of the package */
export function findOperation<TClient>(
	resources: Array<Resource<TClient>>,
	resource: string,
	operation: string,
): Operation<TClient> {
	const found = resources
		.find(({ value }) => value === resource)
		?.operations.find(({ value }) => value === operation);
	if (found) return found;
	throw new InvalidInput(
		`This version of the node has no operation "${operation}" for "${resource}"`,
		'Choose resource and operation again, or update the package.',
	);
}
