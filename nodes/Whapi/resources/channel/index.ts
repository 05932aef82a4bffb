import type { IDataObject } from 'n8n-workflow';

import { simplifyParameter } from '../../../shared/descriptions';
import { numberOf, recordOf, textOf } from '../../../shared/json';
import type { Operation, Resource } from '../../../shared/operation';
import { inShape } from '../../../shared/results';
import { isoFromUnixSeconds } from '../../../shared/unixSeconds';
import type { WhapiClient } from '../../client';
import { personId } from '../../recipient';

/** `GET /health` (reference, 1.5): decided on the status text, never on its number. */
function simplifyHealth(health: IDataObject): IDataObject {
	const user = recordOf(health.user);
	const status = textOf(recordOf(health.status).text);
	return {
		channelId: textOf(health.channel_id),
		status,
		isReady: status === 'AUTH',
		startedAt: isoFromUnixSeconds(health.start_at),
		uptimeSeconds: numberOf(health.uptime),
		chatId: personId(textOf(user.id)),
		displayName: textOf(user.name),
	};
}

/** Channel > Get Health: `GET /health`, without starting a sleeping channel */
const getHealth: Operation<WhapiClient> = {
	value: 'getHealth',
	name: 'Get Health',
	action: 'Get the health of the channel',
	description: 'Tell whether the phone is linked and the channel works',
	properties: [simplifyParameter],
	async execute(call) {
		const health = await call.client.get('/health', { wakeup: false });
		return inShape(call, [health], simplifyHealth);
	},
};

/** Channel > Get Limits: `GET /limits`; nothing comes back (204) where the plan has none */
const getLimits: Operation<WhapiClient> = {
	value: 'getLimits',
	name: 'Get Limits',
	action: 'Get the limits of the channel',
	description: 'Tell how many messages, chats and requests the plan has left',
	properties: [],
	async execute({ client }) {
		const limits = await client.getOptional('/limits');
		return { json: [{ unlimited: limits === null, ...limits }] };
	},
};

export const channel: Resource<WhapiClient> = {
	value: 'channel',
	name: 'Channel',
	operations: [getHealth, getLimits],
	defaultOperation: getHealth.value,
};
