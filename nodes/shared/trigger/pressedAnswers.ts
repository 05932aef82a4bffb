import type { IPollFunctions, IWebhookFunctions } from 'n8n-workflow';

import { passOn, pressedAnswer } from '../sendAndWait/pressed';
import type { ReceivedEvent } from './gateway';

/**
 * Passes on the answers to questions of Send and Wait that came as a pressed button.
 * @param credentialSecret What the buttons' ids are signed with
 * @returns The other events, and those whose question could not be answered
 */
export async function withoutAnswers(
	functions: IPollFunctions | IWebhookFunctions,
	credentialSecret: string,
	events: ReceivedEvent[],
): Promise<ReceivedEvent[]> {
	const rest: ReceivedEvent[] = [];
	for (const event of events) {
		const { simplified } = event;
		const id = 'messageId' in simplified && !simplified.fromMe ? simplified.replyId : null;
		const pressed = pressedAnswer(credentialSecret, id);
		if (pressed === null || !(await passOn(functions, pressed))) rest.push(event);
	}
	return rest;
}
