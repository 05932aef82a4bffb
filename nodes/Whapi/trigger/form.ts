import type { TriggerForm } from '../../shared/trigger/descriptions';
import { eventOptions } from './events';

/** What Whapi.Cloud adds to the form of its trigger. */
export const form: TriggerForm = {
	account: [
		{
			displayName:
				'Polling reads messages only: of the events, "Incoming Message" works in this mode. Everything else needs the webhook mode.',
			name: 'pollingNotice',
			type: 'notice',
			displayOptions: { show: { mode: ['polling'] } },
			default: '',
		},
	],
	events: eventOptions,
	defaultEvents: ['messages.post'],
	options: [
		{
			displayName: 'Ignore System Messages',
			name: 'ignoreSystemMessages',
			type: 'boolean',
			default: true,
			description:
				'Whether to leave out messages of the service with nothing in them that a person wrote',
		},
	],
};
