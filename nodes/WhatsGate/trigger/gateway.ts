import type { IDataObject } from 'n8n-workflow';

import { recordOf, textOf } from '../../shared/json';
import { describedFile } from '../../shared/media';
import type { TriggerGateway } from '../../shared/trigger/gateway';
import { WhatsGateClient } from '../client';
import { downloadFile } from '../downloadFile';
import { whatsGate } from '../gateway';
import { OWN_MESSAGE_EVENTS, simplifyEvent } from '../simplify';
import { SECRET_PARAMETER } from './callbackUrl';
import { openLog, receivedEvent } from './log';
import { registration } from './registration';

/** What WhatsGate brings to its trigger node: https://whatsgate.org/docs/api/webhook */
export const whatsGateTrigger: TriggerGateway = {
	gateway: whatsGate,
	ownMessageEvents: OWN_MESSAGE_EVENTS,
	polledEvents: ['*'],
	openLog,

	shownSecret: (functions) => recordOf(functions.getQueryData())[SECRET_PARAMETER],

	readDelivery(body, parameters) {
		const raw = recordOf(body);
		// The id goes back as the type it came in: without it the event is sent again.
		const acknowledgement = { result: 'OK', id: raw.id ?? null };
		const account = textOf(raw.whatsapp_id);
		const session = parameters.locator('session').value;
		const isForAnother = account !== null && account !== session;
		return { acknowledgement, events: isForAnother ? [] : [receivedEvent(raw)] };
	},

	inlineFile(raw) {
		const media = recordOf(recordOf(raw.event_data).media);
		const data = textOf(media.data);
		if (data === null) return null;
		return describedFile(
			Buffer.from(data, 'base64'),
			textOf(media.mimetype),
			textOf(media.filename),
		);
	},

	async downloadMedia({ connection, parameters }, json) {
		const event: IDataObject = json.gateway === 'whatsgate' ? json : simplifyEvent(json);
		const messageId = textOf(event.messageId);
		if (event.hasMedia !== true || messageId === null) return null;
		const session = textOf(event.account) ?? parameters.locator('session').value;
		return await downloadFile(new WhatsGateClient(connection), session, messageId);
	},

	registration,
};
