import type {
	IDataObject,
	IExecuteFunctions,
	IHookFunctions,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import type { Connection, Gateway } from '../connection';
import type { FileContent, ReceivedFile } from '../media';
import type { SimplifiedEvent } from '../model';
import type { Parameters } from '../parameters';
import type { OwnUrl } from './ownUrl';
import type { EventLog } from './readLog';

/** An event as the gateway sent it, with what the trigger must know of it. */
export interface ReceivedEvent {
	/** The same for each delivery of the same event. */
	key: string;
	simplified: SimplifiedEvent;
	/** Whether it is traffic of the service with nothing in it that a person wrote or did. */
	isNoise: boolean;
	/** Exactly as received, several events of one call may share it; empty where only the simplified event is kept. */
	raw: IDataObject;
}

/** What a webhook call brings. */
export interface Delivery {
	events: ReceivedEvent[];
	/** What tells the gateway that the call has arrived; also for events that are filtered out. */
	acknowledgement: IDataObject;
}

/** A connection to the gateway with the parameters of the trigger node. */
export interface TriggerCall {
	connection: Connection;
	parameters: Parameters;
}

/**
 * What a gateway brings to its trigger node. Everything else, the two modes, the cursor, repeats, the secret and the
 * items, is the same for all of them.
 */
export interface TriggerGateway {
	gateway: Gateway;
	/** Events that only messages of the linked account itself cause. */
	ownMessageEvents: string[];
	/** The events that polling can read; `*` = every one. */
	polledEvents: string[];
	/**
	 * The events of the account, for the polling mode.
	 * @param stored The node's static data, where what is known of the account may be kept
	 */
	openLog(call: TriggerCall, stored: IDataObject): Promise<EventLog<ReceivedEvent>>;
	/** What the caller of the webhook has shown as its secret. */
	shownSecret(functions: IWebhookFunctions): unknown;
	/**
	 * Takes a webhook call apart. Never throws, whatever the body is, up to the depth that JSON can be written in (some
	 * thousand levels). Events of another account are left out.
	 * @param stored The node's static data, where the registration may have noted whose events these are
	 */
	readDelivery(body: unknown, parameters: Parameters, stored: IDataObject): Delivery;
	/** The file that an event carries in itself; null for most. */
	inlineFile(raw: IDataObject): FileContent | null;
	/**
	 * Fetches the file of a message.
	 * @param json An item that the trigger has given out, simplified or raw
	 * @returns null where it is no message with a file
	 */
	downloadMedia(call: TriggerCall, json: IDataObject): Promise<ReceivedFile | null>;
	/** The webhook at the gateway. */
	registration: {
		exists(functions: IHookFunctions, call: TriggerCall, own: OwnUrl): Promise<boolean>;
		create(functions: IHookFunctions, call: TriggerCall, own: OwnUrl): Promise<void>;
		remove(functions: IHookFunctions, call: TriggerCall, own: OwnUrl): Promise<void>;
	};
}

export type TriggerFunctions =
	IExecuteFunctions | IHookFunctions | IPollFunctions | IWebhookFunctions;
