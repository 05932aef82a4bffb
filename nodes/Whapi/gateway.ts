import type { Gateway } from '../shared/connection';
import { isRecord, textOf } from '../shared/json';

/** What the status codes ask of the user (reference, 1.2). */
const ADVICE: Record<number, string> = {
	402: 'The trial of the channel is used up. Choose a plan in the Whapi.Cloud panel.',
	403: 'The channel may not write there: look whether the group lets only admins write, or the recipient has blocked you.',
	404: 'The chat, message, contact, group or file is not known to the channel. Check its ID.',
	406: 'This is not possible for a channel that was linked by QR code.',
	409: 'It is in that state already, so there may be nothing to do.',
	413: 'The file is larger than WhatsApp takes. Make it smaller, or send a link to it.',
	415: 'WhatsApp does not take this type of file for this kind of message. Send it as a document.',
};

/** What is particular to Whapi.Cloud's transport (reference, 1). */
export const whapi: Gateway = {
	name: 'Whapi.Cloud',
	secretName: 'token',
	credentialType: 'whapiApi',
	secretField: 'token',
	// Both shapes: an object under `error`, and the flat one where `error` is the text (reference, 1.3).
	errorText(body) {
		if (!isRecord(body)) return null;
		const { error } = body;
		if (!isRecord(error)) return textOf(error) ?? textOf(body.message);
		const details = textOf(error.details);
		const message = textOf(error.message) ?? textOf(error.code);
		return details === null ? message : `${message ?? ''} (${details})`.trim();
	},
	refusesSecret: (status, body) =>
		status === 401 || (status === 404 && /channel not found/i.test(JSON.stringify(body))),
	secretAdvice:
		'Either the token is wrong: copy it from the channel in the Whapi.Cloud panel into the credential again. Or the phone is not linked any more: link it there.',
	isFinal: () => false,
	adviceFor: (status) => ADVICE[status] ?? null,
};
