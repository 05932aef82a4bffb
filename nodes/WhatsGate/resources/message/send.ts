import type { INodeProperties } from 'n8n-workflow';

import { simplifyParameter } from '../../../shared/descriptions';
import { InvalidInput } from '../../../shared/errors';
import type { OutgoingFile } from '../../../shared/media';
import { bareMimeType, fileFromBinary, fileNameFor, UNKNOWN_TYPE } from '../../../shared/media';
import type { Operation, OperationCall } from '../../../shared/operation';
import type { Parameters } from '../../../shared/parameters';
import { inShape } from '../../../shared/results';
import {
	captionParameter,
	fileParameters,
	sendOptions,
	textParameter,
	withPause,
} from '../../../shared/sendForm';
import { beginningOf } from '../../../shared/upload';
import { fileFromUrl } from '../../../shared/webFile';
import type { SendMessage, SendType, WhatsGateClient } from '../../client';
import { recipientParameter, sessionParameter } from '../../descriptions';
import { chatIdOf, toRecipient } from '../../recipient';
import { requiredSession } from '../../requiredSession';
import { queuedMessage, simplifyMessage } from '../../simplify';

const MEDIA_TYPES = ['image', 'sticker', 'document', 'voice'];

/** The parameter's values as the service calls them. */
const SEND_TYPES: Record<string, SendType> = {
	text: 'text',
	image: 'image',
	sticker: 'sticker',
	document: 'doc',
	voice: 'voice',
};

const properties: INodeProperties[] = [
	sessionParameter,
	recipientParameter,
	{
		displayName: 'Message Type',
		name: 'messageType',
		type: 'options',
		options: [
			{
				name: 'Document',
				value: 'document',
				description: 'Any file, also video and music',
			},
			{ name: 'Image', value: 'image' },
			{ name: 'Sticker', value: 'sticker', description: 'A WebP file' },
			{ name: 'Text', value: 'text' },
			{ name: 'Voice', value: 'voice', description: 'A voice message, an OGG file' },
		],
		default: 'text',
		description: 'What kind of message to send. Send video as a document.',
	},
	textParameter({ messageType: ['text'] }),
	captionParameter({ messageType: MEDIA_TYPES }),
	...fileParameters({ show: { messageType: MEDIA_TYPES }, fetchedBy: 'n8n' }),
	simplifyParameter,
	sendOptions('true_79991112233@c.us_3EB0EBC34954F8976AA6', [
		{
			displayName: 'Send Asynchronously',
			name: 'async',
			type: 'boolean',
			default: false,
			description:
				'Whether to only queue the message. Faster, but the answer has no message ID; the event Queued Message Sent brings it later.',
		},
	]),
];

async function readFile(call: OperationCall<WhatsGateClient>): Promise<OutgoingFile> {
	const { functions, itemIndex, parameters } = call;
	const options = parameters.group('options');
	const file =
		parameters.text('mediaSource') === 'url'
			? await fileFromUrl(functions, parameters.text('mediaUrl').trim())
			: await fileFromBinary(functions, itemIndex, parameters.text('binaryPropertyName'));
	const mimeType = options.text('mimeType').trim() || file.mimeType;
	return {
		...file,
		mimeType,
		fileName: fileNameFor(options.text('fileName') || file.fileName, mimeType),
	};
}

const OGG_BEGINNING = 'OggS';

async function isOgg(file: OutgoingFile): Promise<boolean> {
	const count = OGG_BEGINNING.length;
	const bytes = 'bytes' in file ? file.bytes.subarray(0, count) : await beginningOf(file, count);
	return bytes.toString('latin1') === OGG_BEGINNING;
}

/** Voice has to be OGG (https://whatsgate.org/docs/api/send). */
async function checkFile(file: OutgoingFile, type: SendType): Promise<void> {
	const mimeType = bareMimeType(file.mimeType);
	if (type === 'voice' && !(await isOgg(file))) {
		throw new InvalidInput(
			`A voice message has to be an OGG file, but "${file.fileName}" is ${mimeType}`,
			'Convert it to OGG (Opus) first, or send it as a document.',
		);
	}
	const isPicture = mimeType.startsWith('image/') || mimeType === 'application/octet-stream';
	if ((type === 'image' || type === 'sticker') && !isPicture) {
		throw new InvalidInput(
			`"${file.fileName}" is not an image, but ${mimeType}`,
			'Choose the message type "Document", or set the option "MIME Type" if the file is an image after all.',
		);
	}
}

function requiredText(parameters: Parameters): string {
	const text = parameters.text('text');
	if (text.trim() !== '') return text;
	throw new InvalidInput(
		'The text of the message is empty',
		'Enter a text, or check the expression that gives it.',
	);
}

async function messageToSend(call: OperationCall<WhatsGateClient>): Promise<SendMessage> {
	const { parameters } = call;
	const chosen = parameters.text('messageType');
	const type = Object.hasOwn(SEND_TYPES, chosen) ? SEND_TYPES[chosen] : undefined;
	if (type === undefined) {
		throw new InvalidInput(
			`WhatsGate does not send messages of the type "${chosen}"`,
			`Use one of: ${Object.keys(SEND_TYPES).join(', ')}.`,
		);
	}
	const quote = parameters.group('options').text('quotedMessageId').trim() || undefined;
	if (type === 'text') return { type, body: requiredText(parameters), quote };

	const file = await readFile(call);
	await checkFile(file, type);
	const isUntypedVoice = type === 'voice' && file.mimeType === UNKNOWN_TYPE;
	return {
		type,
		body: parameters.text('text') || undefined,
		quote,
		file: isUntypedVoice ? { ...file, mimeType: 'audio/ogg' } : file,
	};
}

/** Message > Send: https://whatsgate.org/docs/api/send */
export const send: Operation<WhatsGateClient> = {
	value: 'send',
	name: 'Send',
	action: 'Send a message',
	description:
		'Send a text, image, sticker, document or voice message to a person or group on WhatsApp',
	properties,
	async execute(call) {
		const { client, parameters } = call;
		const session = requiredSession(parameters);
		const recipient = toRecipient(parameters.locator('recipient'), 'recipient');
		const isAsync = parameters.group('options').boolean('async');
		const message = await messageToSend(call);
		const sent = await withPause(call, () => client.send(session, recipient, message, isAsync));
		if (sent !== null) return inShape(call, [sent], (object) => simplifyMessage(object, true));
		return inShape(call, [{ result: 'OK' }], () =>
			queuedMessage(chatIdOf(recipient), message.body ?? null),
		);
	},
};
