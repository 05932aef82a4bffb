/**
 * What the forms of sending have in common, and how their common parameters are read. Parameters that depend on the
 * message type are not marked as required: where an expression gives the type, n8n would ask for all of them.
 */

import type { IDisplayOptions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { binaryInputParameter, optionsCollection } from './descriptions';
import type { OperationCall } from './operation';

/** Options that keep a pause between the sends of one execution. */
const sendingPauses: INodeProperties[] = [
	{
		displayName: 'Pause Between Sends (Seconds)',
		name: 'pauseSeconds',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description:
			'How long to wait between two messages of one run. Many messages at once get a number banned by WhatsApp.',
	},
	{
		displayName: 'Pause Jitter (Seconds)',
		name: 'pauseJitterSeconds',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description: 'Up to so much is added to each pause, at random',
	},
];

/** Whether and where a form asks for a file. */
export interface FileForm {
	/** When the file is asked for. */
	show: NonNullable<IDisplayOptions['show']>;
	/** Who fetches a file by URL, e.g. "Whapi.Cloud". */
	fetchedBy: string;
	/** Sources beside binary data and URL. */
	moreSources?: INodePropertyOptions[];
}

/** The parameters that say where a file comes from: `mediaSource` and what each source needs. */
export function fileParameters({ show, fetchedBy, moreSources = [] }: FileForm): INodeProperties[] {
	const sources: INodePropertyOptions[] = [
		{
			name: 'Binary Data',
			value: 'binary',
			description: 'A file that a node before this one gives',
		},
		{ name: 'URL', value: 'url', description: `A file that ${fetchedBy} fetches from the web` },
		...moreSources,
	];
	const source: INodeProperties = {
		displayName: 'Media Source',
		name: 'mediaSource',
		type: 'options',
		displayOptions: { show },
		default: '',
		description: 'Where the file comes from',
	};
	return [
		{
			...source,
			default: 'binary',
			options: sources.sort((a, b) => a.name.localeCompare(b.name, 'en')),
		},
		{
			...binaryInputParameter,
			required: false,
			displayOptions: { show: { ...show, mediaSource: ['binary'] } },
		},
		{
			displayName: 'File URL',
			name: 'mediaUrl',
			type: 'string',
			displayOptions: { show: { ...show, mediaSource: ['url'] } },
			default: '',
			placeholder: 'e.g. https://example.com/price-list.pdf',
			description: 'Address of the file, open to everybody who knows it',
		},
	];
}

/** The text that is shown with a file. */
export function captionParameter(show: FileForm['show']): INodeProperties {
	return {
		displayName: 'Caption',
		name: 'text',
		type: 'string',
		typeOptions: { rows: 2 },
		displayOptions: { show },
		default: '',
		placeholder: 'e.g. The invoice for May',
		description: 'Text that is shown with the file',
	};
}

/** The text of a message that is one. */
export function textParameter(show: FileForm['show']): INodeProperties {
	return {
		displayName: 'Text',
		name: 'text',
		type: 'string',
		typeOptions: { rows: 4 },
		displayOptions: { show },
		default: '',
		placeholder: 'e.g. Hello! Your order is ready.',
		description: 'The text of the message',
	};
}

/**
 * The collection `options` of sending.
 * @param messageIdExample An id as the gateway writes it
 * @param more Options that only this gateway has
 */
export function sendOptions(messageIdExample: string, more: INodeProperties[]): INodeProperties {
	const common: INodeProperties[] = [
		{
			displayName: 'File Name',
			name: 'fileName',
			type: 'string',
			default: '',
			placeholder: 'e.g. invoice.pdf',
			description: "The name that the recipient sees, in place of the file's own",
		},
		{
			displayName: 'MIME Type',
			name: 'mimeType',
			type: 'string',
			default: '',
			placeholder: 'e.g. application/pdf',
			description: "The type of the file, in place of the file's own",
		},
		...sendingPauses,
		{
			displayName: 'Quoted Message ID',
			name: 'quotedMessageId',
			type: 'string',
			default: '',
			placeholder: `e.g. ${messageIdExample}`,
			description:
				'The message that this one answers: its messageId as triggers and this node give it',
		},
	];
	return optionsCollection([...common, ...more]);
}

/** An hour: longer pauses belong into the workflow, as a Wait node. */
const LONGEST_PAUSE_SECONDS = 3600;

/**
 * Sends after the pause that the options ask for.
 * @throws InvalidInput where an option is not a number of seconds
 */
export async function withPause<TClient, T>(
	{ parameters, pacer }: Pick<OperationCall<TClient>, 'parameters' | 'pacer'>,
	send: () => Promise<T>,
): Promise<T> {
	const options = parameters.group('options');
	const bounds = { min: 0, max: LONGEST_PAUSE_SECONDS };
	await pacer.beforeSend(
		options.number('pauseSeconds', 0, bounds),
		options.number('pauseJitterSeconds', 0, bounds),
	);
	return await send();
}
