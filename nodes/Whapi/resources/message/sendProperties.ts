/** The form of Message > Send. */

import type { INodeProperties } from 'n8n-workflow';

import { simplifyParameter } from '../../../shared/descriptions';
import { captionParameter, fileParameters, sendOptions } from '../../../shared/sendForm';
import { mediaIdParameter, recipientParameter } from '../../descriptions';
import { choiceProperties } from './choiceProperties';
import { shownFor } from './shownFor';

/** Message types that are a file; the path of each is `/messages/<type>`. */
export const FILE_TYPES = ['image', 'video', 'gif', 'audio', 'voice', 'document', 'sticker'];

/** File types that show a text with the file (reference, 2.2). */
export const CAPTION_TYPES = ['image', 'video', 'gif', 'document'];

const fileProperties: INodeProperties[] = [
	captionParameter({ messageType: CAPTION_TYPES }),
	...fileParameters({
		show: { messageType: FILE_TYPES },
		fetchedBy: 'Whapi.Cloud',
		moreSources: [
			{
				name: 'Media ID',
				value: 'id',
				description: 'A file that is stored at Whapi.Cloud already',
			},
		],
	}),
	{
		...mediaIdParameter,
		required: false,
		displayOptions: { show: { messageType: FILE_TYPES, mediaSource: ['id'] } },
	},
];

const placeProperties: INodeProperties[] = [
	{
		displayName: 'Latitude',
		name: 'latitude',
		type: 'number',
		typeOptions: { numberPrecision: 6, minValue: -90 },
		displayOptions: shownFor('location'),
		default: 0,
	},
	{
		displayName: 'Longitude',
		name: 'longitude',
		type: 'number',
		typeOptions: { numberPrecision: 6, minValue: -180 },
		displayOptions: shownFor('location'),
		default: 0,
	},
	{
		displayName: 'Place Name',
		name: 'locationName',
		type: 'string',
		displayOptions: shownFor('location'),
		default: '',
		placeholder: 'e.g. Our shop',
	},
	{
		displayName: 'Address',
		name: 'address',
		type: 'string',
		displayOptions: shownFor('location'),
		default: '',
		placeholder: 'e.g. 12 Main Street',
	},
	{
		displayName: 'Contact Name',
		name: 'contactName',
		type: 'string',
		displayOptions: shownFor('contact'),
		default: '',
		placeholder: 'e.g. Nathan Smith',
	},
	{
		displayName: 'Contact Phone Number',
		name: 'contactPhone',
		type: 'string',
		displayOptions: shownFor('contact'),
		default: '',
		placeholder: 'e.g. +7 999 111-22-33',
	},
];

const options = sendOptions('yqJRppZk7BI-wNoTwl0rVw', [
	{
		displayName: 'Footer',
		name: 'footer',
		type: 'string',
		default: '',
		description: 'Small text below buttons and lists',
	},
	{
		displayName: 'Header',
		name: 'header',
		type: 'string',
		default: '',
		description: 'Bold text above buttons and lists',
	},
	{
		displayName: 'Mentions',
		name: 'mentions',
		type: 'string',
		default: '',
		placeholder: 'e.g. +7 999 111-22-33, 919984351847',
		description:
			'Phone numbers of people to mention, separated by commas. The text has to contain @ and the number of each.',
	},
	{
		displayName: 'No Link Preview',
		name: 'noLinkPreview',
		type: 'boolean',
		default: false,
		description: 'Whether to leave out the preview of a link in the text',
	},
	{
		displayName: 'Typing Time (Seconds)',
		name: 'typingTime',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description: 'How long "typing" is shown before a text is sent, at most 60',
	},
	{
		displayName: 'View Once',
		name: 'viewOnce',
		type: 'boolean',
		default: false,
		description: 'Whether the file can be opened only once',
	},
]);

export const sendProperties: INodeProperties[] = [
	recipientParameter,
	{
		displayName: 'Message Type',
		name: 'messageType',
		type: 'options',
		options: [
			{ name: 'Audio', value: 'audio', description: 'A music or sound file' },
			{ name: 'Buttons', value: 'buttons', description: 'A text with buttons to press' },
			{ name: 'Contact', value: 'contact', description: 'A contact card' },
			{ name: 'Document', value: 'document', description: 'Any file' },
			{ name: 'GIF', value: 'gif', description: 'A short MP4 file that repeats' },
			{ name: 'Image', value: 'image' },
			{ name: 'List', value: 'list', description: 'A text with a list to choose from' },
			{ name: 'Location', value: 'location', description: 'A place on the map' },
			{ name: 'Poll', value: 'poll', description: 'A question with answers to choose from' },
			{ name: 'Sticker', value: 'sticker', description: 'A WebP file' },
			{ name: 'Text', value: 'text' },
			{ name: 'Video', value: 'video' },
			{ name: 'Voice', value: 'voice', description: 'A voice message, best an OGG Opus file' },
		],
		default: 'text',
		description: 'What kind of message to send',
	},
	...fileProperties,
	...placeProperties,
	...choiceProperties,
	simplifyParameter,
	options,
];
