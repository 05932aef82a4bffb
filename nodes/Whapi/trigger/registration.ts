/** Our entry in the channel's list of webhooks (reference, 2.10 and 3.1). All other entries stay as they are. */

import type { IDataObject, IHookFunctions } from 'n8n-workflow';

import { InvalidInput } from '../../shared/errors';
import { recordOf, recordsOf, textOf } from '../../shared/json';
import type { TriggerCall, TriggerGateway } from '../../shared/trigger/gateway';
import type { OwnUrl } from '../../shared/trigger/ownUrl';
import { refuseUnreachable, sameAddress } from '../../shared/trigger/ownUrl';
import { WhapiClient } from '../client';
import { channelIdOf } from './channel';
import { allEvents } from './events';
import { CALLBACK_HEADER } from './callbackHeader';

const isAt = (entry: IDataObject, own: OwnUrl) =>
	sameAddress((textOf(entry.url) ?? '').replace(/\/+$/, ''), own.url);

const nameOf = ({ type, method }: IDataObject) => `${textOf(type) ?? ''}.${textOf(method) ?? ''}`;

async function currentEntries(client: WhapiClient): Promise<IDataObject[]> {
	return recordsOf((await client.get('/settings')).webhooks);
}

/** The chosen events; for "All Events" those that the channel offers. */
async function wantedEvents(client: WhapiClient, chosen: string[]): Promise<string[]> {
	if (!chosen.includes('*')) return [...new Set(chosen)].sort();
	const offered = (await client.getBare('/settings/events')).map(nameOf);
	return (offered.length > 0 ? [...new Set(offered)] : [...allEvents]).sort();
}

/** Mode `body`, because an n8n webhook has one path and one method. */
function entryFor(own: OwnUrl, events: string[]): IDataObject {
	return {
		url: own.url,
		mode: 'body',
		events: events.map((event) => {
			const [type = '', method = ''] = event.split('.');
			return { type, method };
		}),
		headers: { [CALLBACK_HEADER]: own.secret },
	};
}

function isUpToDate(entry: IDataObject, wanted: string[], own: OwnUrl): boolean {
	const events = recordsOf(entry.events).map(nameOf).sort();
	return (
		(entry.mode ?? 'body') === 'body' &&
		events.join() === wanted.join() &&
		recordOf(entry.headers)[CALLBACK_HEADER] === own.secret
	);
}

/** Writes the whole list, as the service replaces it, and looks whether ours is there, or gone. */
async function writeEntries(
	client: WhapiClient,
	webhooks: IDataObject[],
	own: OwnUrl,
	shouldBeThere: boolean,
): Promise<void> {
	await client.change('PATCH', '/settings', { webhooks });
	const isThere = (await currentEntries(client)).some((entry) => isAt(entry, own));
	if (isThere === shouldBeThere) return;
	throw new InvalidInput(
		`Whapi.Cloud did not ${shouldBeThere ? 'set' : 'remove'} the webhook of this workflow`,
		'Look at the webhooks in the settings of the channel in the Whapi.Cloud panel and change them there.',
	);
}

export const registration: TriggerGateway['registration'] = {
	async exists(_functions, { connection, parameters }, own) {
		const client = new WhapiClient(connection);
		const wanted = await wantedEvents(client, parameters.list('events'));
		const ours = (await currentEntries(client)).filter((entry) => isAt(entry, own));
		return ours.length === 1 && ours.every((entry) => isUpToDate(entry, wanted, own));
	},

	async create(functions: IHookFunctions, call: TriggerCall, own: OwnUrl) {
		const { connection, parameters } = call;
		refuseUnreachable(own, 'Whapi.Cloud', connection.baseUrl);
		const client = new WhapiClient(connection);
		// Callbacks of another channel are told apart by this.
		await channelIdOf(client, connection.secret, functions.getWorkflowStaticData('node'));
		const wanted = await wantedEvents(client, parameters.list('events'));
		const others = (await currentEntries(client)).filter((entry) => !isAt(entry, own));
		await writeEntries(client, [...others, entryFor(own, wanted)], own, true);
	},

	async remove(_functions: IHookFunctions, { connection }: TriggerCall, own: OwnUrl) {
		const client = new WhapiClient(connection);
		const entries = await currentEntries(client);
		const others = entries.filter((entry) => !isAt(entry, own));
		if (others.length < entries.length) await writeEntries(client, others, own, false);
	},
};
