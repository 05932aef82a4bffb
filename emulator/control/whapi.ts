import { z } from 'zod/v4';

import { channelStateSchema } from '../whapi/channel';
import { done, nothing, operation, type Operation } from './operation';
import * as inputs from './socialInputs';

/** Whapi's channel as the control API shows it. */
export const channelRecordSchema = z.object({
	id: z.string(),
	state: channelStateSchema,
	/** How often a health request started the stopped channel. */
	woken: z.number(),
	/** The settings as `GET /settings` gives them. */
	settings: z.record(z.string(), z.unknown()),
});
export type ChannelRecord = z.infer<typeof channelRecordSchema>;

export const whapiReads: Readonly<Record<string, Operation>> = {
	channel: operation(nothing, ({ whapi: { channel, settings } }) => ({
		id: channel.id,
		state: channel.state,
		woken: channel.woken,
		settings: settings.value,
	})),
};

export const whapiWrites: Readonly<Record<string, Operation>> = {
	channelState: operation(inputs.channelStateInputSchema, ({ whapi }, { state }) => {
		whapi.channel.force(state);
		whapi.follower.tellState();
		return done;
	}),
	callback: operation(inputs.callbackSchema, ({ whapi }, { type, method, body }) => {
		whapi.tell({ type, method, key: null, value: body });
		return done;
	}),
};
