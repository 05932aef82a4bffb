import { createHmac } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import { textOf } from '../../shared/json';
import type { WhapiClient } from '../client';

/**
 * The id of the channel that a token belongs to, kept in the node's static data and asked for anew only when the
 * token is another one: `GET /health?wakeup=false` (reference, 1.5).
 */
export async function channelIdOf(
	client: WhapiClient,
	token: string,
	stored: IDataObject,
): Promise<string | null> {
	const mark = createHmac('sha256', token).update('channel').digest('hex').slice(0, 8);
	if (stored.tokenMark === mark) return textOf(stored.channelId);
	const health = await client.get('/health', { wakeup: false });
	stored.channelId = textOf(health.channel_id);
	stored.tokenMark = mark;
	return textOf(stored.channelId);
}
