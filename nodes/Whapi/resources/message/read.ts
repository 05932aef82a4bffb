import type { IDataObject } from 'n8n-workflow';

import { limitParameters, simplifyParameter } from '../../../shared/descriptions';
import type { Operation } from '../../../shared/operation';
import type { Parameters } from '../../../shared/parameters';
import { inShape, wantedCount } from '../../../shared/results';
import type { WhapiClient } from '../../client';
import { pathOf } from '../../client';
import { messageIdParameter } from '../../descriptions';
import { toChatId } from '../../recipient';
import { simplifyMessage } from '../../simplify';
import { requiredMessageId } from '../../values';

/** Message > Get: `GET /messages/{MessageID}` */
export const get: Operation<WhapiClient> = {
	value: 'get',
	name: 'Get',
	action: 'Get a message',
	description: 'Get one message by its ID',
	properties: [messageIdParameter, simplifyParameter],
	async execute(call) {
		const id = requiredMessageId(call.parameters);
		return inShape(call, [await call.client.get(pathOf`/messages/${id}`)], simplifyMessage);
	},
};

const filters = (parameters: Parameters, timeZone: string): IDataObject => {
	const seconds = (name: string) => {
		const time = parameters.dateTime(name, timeZone);
		return time === null ? undefined : Math.floor(time / 1000);
	};
	const fromMe = parameters.text('fromMe');
	return {
		time_from: seconds('after'),
		time_to: seconds('before'),
		from_me: fromMe === '' ? undefined : fromMe,
		author: parameters.text('author').trim() || undefined,
	};
};

/** Message > Get Many: `GET /messages/list`, or `/messages/list/{ChatID}` for one chat. Newest first. */
export const getAll: Operation<WhapiClient> = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many messages',
	description: 'List messages, newest first',
	properties: [
		...limitParameters,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add filter',
			default: {},
			options: [
				{
					displayName: 'After',
					name: 'after',
					type: 'dateTime',
					default: '',
					description: 'Only messages from this date and time on',
				},
				{
					displayName: 'Author',
					name: 'author',
					type: 'string',
					default: '',
					placeholder: 'e.g. 919984351847',
					description: 'Only messages that this person wrote',
				},
				{
					displayName: 'Before',
					name: 'before',
					type: 'dateTime',
					default: '',
					description: 'Only messages up to this date and time',
				},
				{
					displayName: 'Chat',
					name: 'chat',
					type: 'string',
					default: '',
					placeholder: 'e.g. 919984351847@s.whatsapp.net',
					description: 'Only messages of this chat: its ID, or a phone number',
				},
				{
					displayName: 'From Me',
					name: 'fromMe',
					type: 'boolean',
					default: false,
					description: 'Whether to list own messages only, or those of others only',
				},
			],
		},
		simplifyParameter,
	],
	async execute(call) {
		const { client, functions, parameters } = call;
		const chosen = parameters.group('filters');
		const chat = chosen.text('chat').trim();
		const path =
			chat === ''
				? '/messages/list'
				: pathOf`/messages/list/${toChatId({ mode: 'plain', value: chat }, 'chat')}`;
		const qs = filters(chosen, functions.getTimezone());
		const messages = await client.list(path, 'messages', wantedCount(call), qs);
		return inShape(call, messages, simplifyMessage);
	},
};
