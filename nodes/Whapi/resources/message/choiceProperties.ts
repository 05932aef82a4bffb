/** The part of the form of Message > Send for polls, buttons and lists, with the text that comes with them. */

import type { INodeProperties } from 'n8n-workflow';

import { textParameter } from '../../../shared/sendForm';
import { shownFor } from './shownFor';

export const choiceProperties: INodeProperties[] = [
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
