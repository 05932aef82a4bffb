import type { Gateway } from '../shared/connection';
import { isRecord, textOf } from '../shared/json';

/** The engine's exception when the message went out and only the answer could not be built (reference, 3.1). */
const SENT_WITHOUT_ANSWER = "reading 'serialize'";

/** What is particular to WhatsGate's transport: https://whatsgate.org/docs/api/request */
export const whatsGate: Gateway = {
	name: 'WhatsGate',
	secretName: 'API key',
	credentialType: 'whatsGateApi',
	secretField: 'apiKey',
	errorText: (body) =>
		isRecord(body) ? (textOf(body.message) ?? textOf(body.name) ?? null) : null,
	refusesSecret: (status, body) =>
		status === 401 || (isRecord(body) && body.name === 'Unauthorized'),
	// Status 500 with the error object is how the service says no to anything; without it the server itself broke.
	isFinal: (_status, body) => isRecord(body) && ('name' in body || 'message' in body),
	secretAdvice: 'Copy the API key from your WhatsGate account into the credential again.',
	adviceFor: (_status, errorText) => {
		if (errorText === '') return null;
		if (errorText.includes(SENT_WITHOUT_ANSWER)) {
			return 'This exception of the service is known to come although the message was sent.';
		}
		return 'Check that the session is READY (Session > Get Many), that the number is on WhatsApp (Contact > Check) and that the values are right.';
	},
};
