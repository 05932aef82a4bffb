import type { INodeProperties } from 'n8n-workflow';

import type { OperationCall } from './operation';

/** Options that keep a pause between the sends of one execution. */
export const sendingPauses: INodeProperties[] = [
	{
		displayName: 'Pause Between Sends (Seconds)',
		name: 'pauseSeconds',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description:
			'How long to wait between two messages of one run. Many messages at once get a number banned by WhatsApp.',
	},
	{
		displayName: 'Pause Jitter (Seconds)',
		name: 'pauseJitterSeconds',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description: 'Up to so much is added to each pause, at random',
	},
];

/** An hour: longer pauses belong into the workflow, as a Wait node. */
const LONGEST_PAUSE_SECONDS = 3600;

/**
 * Sends after the pause that the options ask for.
 * @throws InvalidInput where an option is not a number of seconds
 */
export async function withPause<TClient, T>(
	{ parameters, pacer }: Pick<OperationCall<TClient>, 'parameters' | 'pacer'>,
	send: () => Promise<T>,
): Promise<T> {
	const options = parameters.group('options');
	const bounds = { min: 0, max: LONGEST_PAUSE_SECONDS };
	await pacer.beforeSend(
		options.number('pauseSeconds', 0, bounds),
		options.number('pauseJitterSeconds', 0, bounds),
	);
	return await send();
}
