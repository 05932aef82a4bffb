import { z } from 'zod/v4';

/** Texts of the channel's state (1.5). */
export const channelStates = [
	'NOT_INIT',
	'INIT',
	'LAUNCH',
	'QR',
	'AUTH',
	'ERROR',
	'SYNC_ERROR',
	'STOP',
] as const;
export type ChannelState = (typeof channelStates)[number];
export const channelStateSchema = z.enum(channelStates);
