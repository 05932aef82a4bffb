import type { INodeProperties } from 'n8n-workflow';

import { binaryInputParameter, simplifyParameter } from '../../../shared/descriptions';
import { InvalidInput } from '../../../shared/errors';
import type { FileContent } from '../../../shared/media';
import { bareMimeType, fileFromBinary, fileFromUrl, fileNameFor } from '../../../shared/media';
import type { Operation, OperationCall } from '../../../shared/operation';
import type { Parameters } from '../../../shared/parameters';
import { inShape } from '../../../shared/results';
import { sendingPauses, withPause } from '../../../shared/sendOptions';
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
	{
		displayName: 'Text',
		name: 'text',
		type: 'string',
		typeOptions: { rows: 4 },
		displayOptions: { show: { messageType: ['text'] } },
		default: '',
		required: true,
		placeholder: 'e.g. Hello! Your order is ready.',
		description: 'The text of the message',
	},
	{
		displayName: 'Caption',
		name: 'text',
		type: 'string',
		typeOptions: { rows: 2 },
		displayOptions: { show: { messageType: MEDIA_TYPES } },
		default: '',
		placeholder: 'e.g. The invoice for May',
		description: 'Text that is shown with the file',
	},
	{
		displayName: 'Media Source',
		name: 'mediaSource',
		type: 'options',
		displayOptions: { show: { messageType: MEDIA_TYPES } },
		options: [
			{
				name: 'Binary Data',
				value: 'binary',
				description: 'A file that a node before this one gives',
			},
			{ name: 'URL', value: 'url', description: 'A file that n8n fetches from the web' },
		],
		default: 'binary',
		description: 'Where the file comes from',
	},
	{
		...binaryInputParameter,
		displayOptions: { show: { messageType: MEDIA_TYPES, mediaSource: ['binary'] } },
	},
	{
		displayName: 'File URL',
		name: 'mediaUrl',
		type: 'string',
		displayOptions: { show: { messageType: MEDIA_TYPES, mediaSource: ['url'] } },
		default: '',
		required: true,
		placeholder: 'e.g. https://example.com/price-list.pdf',
		description: 'Address of the file, open to everybody who knows it',
	},
	simplifyParameter,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'File Name',
				name: 'fileName',
				type: 'string',
				default: '',
				placeholder: 'e.g. invoice.pdf',
				description: "The name that the recipient sees, in place of the file's own",
			},
			{
				displayName: 'MIME Type',
				name: 'mimeType',
				type: 'string',
				default: '',
				placeholder: 'e.g. application/pdf',
				description: "The type of the file, in place of the file's own",
			},
			...sendingPauses,
			{
				displayName: 'Quoted Message ID',
				name: 'quotedMessageId',
				type: 'string',
				default: '',
				placeholder: 'e.g. true_79991112233@c.us_3EB0EBC34954F8976AA6',
				description:
					'The message that this one answers: its messageId as triggers and this node give it',
			},
			{
				displayName: 'Send Asynchronously',
				name: 'async',
				type: 'boolean',
				default: false,
				description:
					'Whether to only queue the message. Faster, but the answer has no message ID; the event Sent brings it later.',
			},
		],
	},
];

async function readFile(call: OperationCall<WhatsGateClient>): Promise<FileContent> {
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

/** Voice has to be OGG (https://whatsgate.org/docs/api/send): every OGG file begins with these letters. */
function checkFile(file: FileContent, type: SendType): void {
	const mimeType = bareMimeType(file.mimeType);
	if (type === 'voice' && file.bytes.subarray(0, 4).toString('latin1') !== 'OggS') {
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
	checkFile(file, type);
	return {
		type,
		body: parameters.text('text') || undefined,
		quote,
		media: {
			mimetype:
				type === 'voice' && file.mimeType === 'application/octet-stream'
					? 'audio/ogg'
					: file.mimeType,
			data: file.bytes.toString('base64'),
			filename: file.fileName,
		},
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
		if (sent !== null) return inShape(call, [sent], simplifyMessage);
		return inShape(call, [{ result: 'OK' }], () =>
			queuedMessage(chatIdOf(recipient), message.body ?? null),
		);
	},
};
