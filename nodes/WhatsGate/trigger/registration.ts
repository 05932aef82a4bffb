/** The one callback that a WhatsGate session has (reference, 3.14): whose it is, setting it, giving it back. */

import type { IHookFunctions } from 'n8n-workflow';

import { presentable } from '../../shared/address';
import { InvalidInput } from '../../shared/errors';
import { recordOf, textOf } from '../../shared/json';
import type { TriggerCall, TriggerGateway } from '../../shared/trigger/gateway';
import type { OwnUrl } from '../../shared/trigger/ownUrl';
import { isOwn, refuseUnreachable, sameAddress } from '../../shared/trigger/ownUrl';
import { currentCallback, isSameUrl, setCallback } from '../callback';
import { WhatsGateClient } from '../client';
import { requiredSession } from '../requiredSession';
import { callbackWithSecret } from './callbackUrl';

/** The callbacks that ours stand in for, by the address of ours, in the node's static data. */
function replacedCallbacks(functions: IHookFunctions): Map<string, string> {
	const stored = recordOf(functions.getWorkflowStaticData('node').replaced);
	return new Map(
		Object.entries(stored).flatMap(([own, callback]) =>
			typeof callback === 'string' ? [[own, callback]] : [],
		),
	);
}

function storeReplaced(functions: IHookFunctions, own: OwnUrl, callback: string | null): void {
	const replaced = replacedCallbacks(functions);
	if (callback === null) replaced.delete(presentable(own.url));
	else replaced.set(presentable(own.url), callback);
	functions.getWorkflowStaticData('node').replaced = Object.fromEntries(replaced);
}

function somebodyElses(session: string, callback: string): InvalidInput {
	return new InvalidInput(
		`The session "${session}" already sends its events to ${presentable(callback)}`,
		'A session has one webhook, and it belongs to somebody else: another workflow, another n8n, a CRM. Remove it there, switch on the option "Take Over" (deactivating puts it back), or choose the mode "Polling".',
	);
}

export const registration: TriggerGateway['registration'] = {
	async exists(_functions, { connection, parameters }, own) {
		const client = new WhatsGateClient(connection);
		const current = await currentCallback(client, requiredSession(parameters));
		return isSameUrl(current, callbackWithSecret(own));
	},

	async create(functions: IHookFunctions, call: TriggerCall, own: OwnUrl) {
		const { connection, parameters } = call;
		refuseUnreachable(own, 'WhatsGate', connection.baseUrl);
		const session = requiredSession(parameters);
		const client = new WhatsGateClient(connection);
		const current = await currentCallback(client, session);

		const isForeign = current !== '' && !isOwn(current, own);
		if (isForeign && !parameters.group('options').boolean('takeOver')) {
			throw somebodyElses(session, current);
		}
		// A test run stands in for production as well; its address is kept without the secret, which is made anew.
		const isProduction = !isForeign && functions.getMode() === 'manual' && current !== '';
		const isOther = !sameAddress(current, own.url);
		if (isForeign) storeReplaced(functions, own, current);
		else if (isProduction && isOther) storeReplaced(functions, own, presentable(current));
		else if (isOther) storeReplaced(functions, own, null);
		await setCallback(client, session, callbackWithSecret(own));
	},

	async remove(functions: IHookFunctions, call: TriggerCall, own: OwnUrl) {
		const { connection, parameters } = call;
		const session = parameters.locator('session').value;
		if (session === '') return;
		const client = new WhatsGateClient(connection);
		const record = await client.findSession(session);
		const current = textOf(record?.callback) ?? '';
		const previous = replacedCallbacks(functions).get(presentable(own.url)) ?? '';
		if (sameAddress(current, own.url)) {
			const isOurs = isOwn(previous, own);
			const secret = own.secret;
			await setCallback(
				client,
				session,
				isOurs ? callbackWithSecret({ url: previous, secret }) : previous,
			);
		}
		storeReplaced(functions, own, null);
	},
};
