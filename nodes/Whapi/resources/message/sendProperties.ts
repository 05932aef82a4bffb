/** The form of Message > Send. */

import type { INodeProperties } from 'n8n-workflow';

import { simplifyParameter } from '../../../shared/descriptions';
import {
	captionParameter,
	fileParameters,
	sendOptions,
	textParameter,
} from '../../../shared/sendForm';
import { mediaIdParameter, recipientParameter } from '../../descriptions';

/** Message types that are a file; the path of each is `/messages/<type>`. */
export const FILE_TYPES = ['image', 'video', 'gif', 'audio', 'voice', 'document', 'sticker'];

/** File types that show a text with the file (reference, 2.2). */
export const CAPTION_TYPES = ['image', 'video', 'gif', 'document'];

const shownFor = (...messageType: string[]) => ({ show: { messageType } });

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

const choiceProperties: INodeProperties[] = [
	{
		displayName: 'Question',
		name: 'text',
		type: 'string',
		displayOptions: shownFor('poll'),
		default: '',
		placeholder: 'e.g. Which delivery time works for you?',
	},
	{
		displayName: 'Answers',
		name: 'pollOptions',
		type: 'string',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Answer' },
		displayOptions: shownFor('poll'),
		default: [],
		description: 'From 2 to 12 answers to choose from',
	},
	{
		displayName: 'Several Answers',
		name: 'pollSeveral',
		type: 'boolean',
		displayOptions: shownFor('poll'),
		default: false,
		description: 'Whether a person may choose more than one answer',
	},
	{
		displayName:
			'WhatsApp does not promise to show buttons and lists on every phone. A poll is the sure way.',
		name: 'interactiveNotice',
		type: 'notice',
		displayOptions: shownFor('buttons', 'list'),
		default: '',
	},
	textParameter({ messageType: ['text', 'buttons', 'list'] }),
	{
		displayName: 'Buttons',
		name: 'buttons',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Button' },
		displayOptions: shownFor('buttons'),
		default: {},
		placeholder: 'Add Button',
		options: [
			{
				displayName: 'Button',
				name: 'button',
				values: [
					{
						displayName: 'ID',
						name: 'id',
						type: 'string',
						default: '',
						placeholder: 'e.g. confirm',
						description: 'Comes back as replyId when the button is pressed. Empty means its title.',
					},
					{
						displayName: 'Title',
						name: 'title',
						type: 'string',
						default: '',
						placeholder: 'e.g. Confirm',
						description: 'What stands on the button',
					},
					{
						displayName: 'Type',
						name: 'type',
						type: 'options',
						options: [
							{ name: 'Call', value: 'call', description: 'Calls the number in Value' },
							{ name: 'Copy', value: 'copy', description: 'Copies the text in Value' },
							{ name: 'Link', value: 'url', description: 'Opens the address in Value' },
							{ name: 'Quick Reply', value: 'quick_reply', description: 'Answers with its title' },
						],
						default: 'quick_reply',
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						displayOptions: { hide: { type: ['quick_reply'] } },
						default: '',
						description: 'The number, text or address',
					},
				],
			},
		],
	},
	{
		displayName: 'Menu Label',
		name: 'listLabel',
		type: 'string',
		displayOptions: shownFor('list'),
		default: '',
		placeholder: 'e.g. Open menu',
		description: 'What stands on the button that opens the list',
	},
	{
		displayName: 'Rows',
		name: 'listRows',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Row' },
		displayOptions: shownFor('list'),
		default: {},
		placeholder: 'Add Row',
		options: [
			{
				displayName: 'Row',
				name: 'row',
				values: [
					{
						displayName: 'Description',
						name: 'description',
						type: 'string',
						default: '',
						placeholder: 'e.g. Payment and invoice issues',
					},
					{
						displayName: 'ID',
						name: 'id',
						type: 'string',
						default: '',
						placeholder: 'e.g. billing',
						description: 'Comes back as replyId when the row is chosen. Empty means its title.',
					},
					{
						displayName: 'Section',
						name: 'section',
						type: 'string',
						default: '',
						placeholder: 'e.g. Support',
						description: 'Rows of the same section stand together under it',
					},
					{
						displayName: 'Title',
						name: 'title',
						type: 'string',
						default: '',
						placeholder: 'e.g. Billing',
					},
				],
			},
		],
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
