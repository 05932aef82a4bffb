import type { IDataObject } from 'n8n-workflow';

import { recordOf, recordsOf, textOf } from '../../shared/json';
import type { TriggerGateway } from '../../shared/trigger/gateway';
import { WhapiClient } from '../client';
import { downloadFile } from '../downloadFile';
import { whapi } from '../gateway';
import { simplifyMessage } from '../simplify';
import { openLog } from './log';
import { receivedEvents } from './received';
import { registration } from './registration';
import { CALLBACK_HEADER } from './callbackHeader';

/** The messages of an item: the simplified one, or those of a raw body or a raw polled message. */
function messagesOf(json: IDataObject): IDataObject[] {
	if (json.gateway === 'whapi') return [json];
	if (Array.isArray(json.messages))
		return recordsOf(json.messages).map((message) => simplifyMessage(message));
	return [simplifyMessage(json)];
}

/** What Whapi.Cloud brings to its trigger node (reference, 3). */
export const whapiTrigger: TriggerGateway = {
	gateway: whapi,
	ownMessageEvents: [],
	polledEvents: ['messages.post'],
	openLog,

	shownSecret: (functions) => functions.getHeaderData()[CALLBACK_HEADER.toLowerCase()],

	readDelivery(body, _parameters, stored) {
		const raw = recordOf(body);
		const [account, own] = [textOf(raw.channel_id), textOf(stored.channelId)];
		const isForAnother = account !== null && own !== null && account !== own;
		return {
			acknowledgement: { result: 'OK' },
			events: isForAnother ? [] : receivedEvents(raw),
		};
	},

	inlineFile: () => null,

	async downloadMedia({ connection }, json) {
		const message = messagesOf(json).find(({ hasMedia }) => hasMedia === true);
		const media = recordOf(message?.media);
		const mediaId = textOf(media.id);
		if (mediaId === null) return null;
		return await downloadFile(new WhapiClient(connection), {
			mediaId,
			mimeType: textOf(media.mimeType),
			fileName: textOf(media.fileName),
		});
	},

	registration,
};
