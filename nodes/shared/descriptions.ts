/** Parameters that both gateways' nodes have, in the words of n8n. */

import type { INodeProperties, INodePropertyMode } from 'n8n-workflow';

/** "Simplify", wherever an object of the API is returned. */
export const simplifyParameter: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

const returnAllParameter: INodeProperties = {
	displayName: 'Return All',
	name: 'returnAll',
	type: 'boolean',
	default: false,
	description: 'Whether to return all results or only up to a given limit',
};

const limitParameter: INodeProperties = {
	displayName: 'Limit',
	name: 'limit',
	type: 'number',
	displayOptions: { show: { returnAll: [false] } },
	typeOptions: { minValue: 1 },
	default: 50,
	description: 'Max number of results to return',
};

/** The pair of every Get Many. */
export const limitParameters: INodeProperties[] = [returnAllParameter, limitParameter];

/** The name of the field that a file comes from. */
export const binaryInputParameter: INodeProperties = {
	displayName: 'Input Data Field Name',
	name: 'binaryPropertyName',
	type: 'string',
	default: 'data',
	required: true,
	description: 'Name of the field of the incoming item that holds the file',
	hint: 'The name of the input binary field containing the file to be sent',
};

/** The name of the field that a file comes out in. */
export const binaryOutputParameter: INodeProperties = {
	displayName: 'Put Output File in Field',
	name: 'binaryPropertyName',
	type: 'string',
	default: 'data',
	required: true,
	description: 'Name of the field of the outgoing item that the file is put into',
	hint: 'The name of the output binary field to put the file in',
};

/** What differs between the places where a person or group is chosen. */
export interface ChatLocator {
	name: 'recipient' | 'chat';
	displayName: string;
	description: string;
	/** The method of `listSearch` that fills the list. */
	searchListMethod: string;
	/** An id as the gateway writes it. */
	idPlaceholder: string;
	/** Whether a group can be given by its bare number. */
	withGroupNumber: boolean;
}

/** A person or group: from the list, by phone number, by id. */
export function chatLocator(locator: ChatLocator): INodeProperties {
	const property: INodeProperties = {
		displayName: locator.displayName,
		name: locator.name,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		description: locator.description,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Select a chat...',
				typeOptions: { searchListMethod: locator.searchListMethod, searchable: true },
			},
			{
				displayName: 'By Phone Number',
				name: 'phone',
				type: 'string',
				placeholder: 'e.g. +7 999 111-22-33',
				hint: 'With the country code. Plus, spaces, dashes and brackets do not matter.',
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: locator.idPlaceholder,
				hint: 'As triggers and chats give it in chatId. Works for people and groups.',
			},
			{
				displayName: 'By Group Number',
				name: 'groupNumber',
				type: 'string',
				placeholder: 'e.g. 4239048293082',
				hint: 'The number of the group, without @g.us',
			},
		],
	};
	const isOffered = ({ name }: INodePropertyMode) =>
		name !== 'groupNumber' || locator.withGroupNumber;
	return { ...property, modes: property.modes?.filter(isOffered) };
}

/** The collection `options`, its options by name as n8n shows them. */
export function optionsCollection(options: INodeProperties[]): INodeProperties {
	const collection: INodeProperties = {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
	};
	const sorted = [...options].sort((a, b) => a.displayName.localeCompare(b.displayName, 'en'));
	return { ...collection, options: sorted };
}
