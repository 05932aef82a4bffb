import { limitParameters, simplifyParameter } from '../../../shared/descriptions';
import { textOf } from '../../../shared/json';
import type { Operation } from '../../../shared/operation';
import { readPages } from '../../../shared/paging';
import { wantedCount } from '../../../shared/results';
import type { WhatsGateClient } from '../../client';
import { sessionsInShape } from './shape';

const PAGE_SIZE = 100;

/** Session > Get Many: https://whatsgate.org/docs/api/sessions-get */
export const getAll: Operation<WhatsGateClient> = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many sessions',
	description:
		'List the WhatsApp accounts that are linked to the WhatsGate account, with their status',
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
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. Sales',
					description: 'Only sessions of this name',
				},
				{
					displayName: 'Status',
					name: 'status',
					type: 'string',
					default: '',
					placeholder: 'e.g. READY',
					description: 'Only sessions in this status, as the service writes it',
				},
			],
		},
		simplifyParameter,
	],
	async execute(call) {
		const { client, parameters } = call;
		const filters = parameters.group('filters');
		const filter = { name: filters.text('name').trim(), status: filters.text('status').trim() };
		const sessions = await readPages(
			wantedCount(call),
			({ unique_id }) => textOf(unique_id),
			async (page) => await client.getSessions(filter, page, PAGE_SIZE),
		);
		return sessionsInShape(call, sessions);
	},
};
