import { limitParameters, simplifyParameter } from '../../../shared/descriptions';
import { textOf } from '../../../shared/json';
import type { Operation } from '../../../shared/operation';
import { readPages } from '../../../shared/paging';
import { inShape, wantedCount } from '../../../shared/results';
import { serverDateFromMillis } from '../../../shared/serverDate';
import type { WhatsGateClient } from '../../client';
import { sessionParameter } from '../../descriptions';
import { simplifyEvent } from '../../simplify';

/** The largest page of `events-get`. */
const PAGE_SIZE = 100;

const optionalSession = {
	...sessionParameter,
	required: false,
	description: 'The linked WhatsApp account. Leave empty for the events of all of them.',
};

/** Event > Get Many: https://whatsgate.org/docs/api/events-get */
export const getAll: Operation<WhatsGateClient> = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many events',
	description: 'List what happened: messages that came in, changes of their status, disconnects',
	properties: [
		optionalSession,
		...limitParameters,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add filter',
			default: {},
			options: [
				{
					displayName: 'Action',
					name: 'action',
					type: 'options',
					// The values that the service's page lists; it has none for `ready`.
					options: [
						{ name: 'All', value: '' },
						{ name: 'Disconnected', value: 'disconnect' },
						{ name: 'Error', value: 'error' },
						{ name: 'Incoming Media File', value: 'media' },
						{ name: 'Incoming Message', value: 'message' },
						{ name: 'Message Status Changed', value: 'ack' },
						{ name: 'Outgoing Message Created', value: 'create' },
						{ name: 'Queued Message Sent', value: 'sent' },
					],
					default: '',
					description: 'Only events of this type',
				},
				{
					displayName: 'After',
					name: 'after',
					type: 'dateTime',
					default: '',
					description: 'Only events from this date and time on',
				},
			],
		},
		simplifyParameter,
	],
	async execute(call) {
		const { client, functions, parameters } = call;
		const filters = parameters.group('filters');
		const after = filters.dateTime('after', functions.getTimezone());
		const filter = {
			session: parameters.locator('session').value,
			action: filters.text('action'),
			date: after === null ? null : serverDateFromMillis(after),
		};
		const count = wantedCount(call);
		const events = await readPages(
			count,
			({ id }) => textOf(id),
			async (page) => await client.getEvents(filter, page, Math.min(count, PAGE_SIZE)),
		);
		return inShape(call, events, simplifyEvent);
	},
};
