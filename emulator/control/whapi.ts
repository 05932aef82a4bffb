import { done, nothing, operation, type Operation } from './operation';
import * as inputs from './socialInputs';

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
