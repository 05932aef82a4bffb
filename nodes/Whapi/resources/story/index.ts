import type { INodeProperties } from 'n8n-workflow';

import { simplifyParameter } from '../../../shared/descriptions';
import { textOf } from '../../../shared/json';
import { fileFromBinary } from '../../../shared/media';
import type { Operation, OperationCall, Resource } from '../../../shared/operation';
import { inShape } from '../../../shared/results';
import { fileParameters } from '../../../shared/sendForm';
import { checkFileUrl } from '../../../shared/webFile';
import type { WhapiClient } from '../../client';
import { toParticipant } from '../../recipient';
import { simplifyMessage } from '../../simplify';
import { requiredText, textList } from '../../values';

const properties: INodeProperties[] = [
	{
		displayName: 'Story Type',
		name: 'storyType',
		type: 'options',
		options: [
			{ name: 'Image or Video', value: 'media' },
			{ name: 'Text', value: 'text' },
		],
		default: 'text',
		description: 'What the story shows',
	},
	{
		displayName: 'Text',
		name: 'text',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		placeholder: 'e.g. Open on Sunday, too!',
		description: 'The text of the story, or the caption of its picture',
	},
	...fileParameters({ show: { storyType: ['media'] }, fetchedBy: 'Whapi.Cloud' }),
	simplifyParameter,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Background Color',
				name: 'backgroundColor',
				type: 'color',
				default: '',
				description: 'The color behind a text',
			},
			{
				displayName: 'Contacts',
				name: 'contacts',
				type: 'string',
				default: '',
				placeholder: 'e.g. +7 999 111-22-33, 919984351847',
				description:
					'Who sees the story: phone numbers separated by commas. Empty means all contacts.',
			},
		],
	},
];

/** A file from n8n is stored at the service first: stories have no way for raw bytes. */
async function mediaOf({
	client,
	functions,
	itemIndex,
	parameters,
}: OperationCall<WhapiClient>): Promise<string> {
	if (parameters.text('mediaSource') === 'url') {
		const url = parameters.text('mediaUrl').trim();
		checkFileUrl(url);
		return url;
	}
	const field = parameters.text('binaryPropertyName');
	return await client.uploadFile(await fileFromBinary(functions, itemIndex, field));
}

/** A color as the editor gives it (`#RRGGBB`), in the service's form: `#AARRGGBB`, not transparent. */
const argbOf = (color: string) => (color === '' ? undefined : color.replace(/^#(?=.{6}$)/, '#FF'));

/** Story > Send: `POST /messages/story/text` and `/messages/story/media` (reference, 2.4) */
const send: Operation<WhapiClient> = {
	value: 'send',
	name: 'Send',
	action: 'Send a story',
	description: 'Publish a text, image or video as a story, which lives for 24 hours',
	properties,
	async execute(call) {
		const { client, parameters } = call;
		const options = parameters.group('options');
		const contacts = textList(options, 'contacts').map(toParticipant);
		const common = { contacts: contacts.length > 0 ? contacts : undefined };
		if (parameters.text('storyType') === 'media') {
			const caption = textOf(parameters.text('text')) ?? undefined;
			const body = { ...common, caption, media: await mediaOf(call) };
			return inShape(call, [await client.send('/messages/story/media', body)], simplifyMessage);
		}
		const body = {
			...common,
			caption: requiredText(parameters, 'text', 'text'),
			background_color: argbOf(options.text('backgroundColor')),
		};
		return inShape(call, [await client.send('/messages/story/text', body)], simplifyMessage);
	},
};

export const story: Resource<WhapiClient> = {
	value: 'story',
	name: 'Story',
	operations: [send],
	defaultOperation: send.value,
};
