import type { IDataObject } from 'n8n-workflow';

import { fileFromBinary } from '../../../shared/media';
import type { Operation, OperationCall } from '../../../shared/operation';
import { textOf } from '../../../shared/json';
import { inShape } from '../../../shared/results';
import { withPause } from '../../../shared/sendForm';
import { checkFileUrl } from '../../../shared/webFile';
import { pathOf } from '../../client';
import type { WhapiClient } from '../../client';
import { toChatId } from '../../recipient';
import { simplifyMessage } from '../../simplify';
import { requiredMediaId } from '../../values';
import { commonFields, sendBody } from './sendBody';
import { CAPTION_TYPES, FILE_TYPES, sendProperties } from './sendProperties';

/** The fields that describe a file (reference, 2.1 and 2.9). */
function fileFields({ parameters }: OperationCall<WhapiClient>, type: string): IDataObject {
	const options = parameters.group('options');
	const caption = CAPTION_TYPES.includes(type) ? textOf(parameters.text('text')) : null;
	return {
		...commonFields(parameters),
		caption: caption ?? undefined,
		filename: textOf(options.text('fileName').trim()) ?? undefined,
		view_once: options.boolean('viewOnce') || undefined,
	};
}

async function sendFile(
	call: OperationCall<WhapiClient>,
	to: string,
	type: string,
): Promise<IDataObject> {
	const { client, functions, itemIndex, parameters } = call;
	const fields: IDataObject = { to, ...fileFields(call, type) };
	const mimeType = textOf(parameters.group('options').text('mimeType').trim());

	if (parameters.text('mediaSource') === 'binary') {
		const file = await fileFromBinary(functions, itemIndex, parameters.text('binaryPropertyName'));
		const filename = type === 'document' ? (fields.filename ?? file.fileName) : fields.filename;
		const typed = { ...file, mimeType: mimeType ?? file.mimeType };
		const path = pathOf`/messages/media/${type}`;
		return await withPause(call, () => client.sendFile(path, typed, { ...fields, filename }));
	}

	const isUrl = parameters.text('mediaSource') === 'url';
	const media = isUrl ? parameters.text('mediaUrl').trim() : requiredMediaId(parameters);
	if (isUrl) checkFileUrl(media);
	const body = { ...fields, media, mime_type: mimeType ?? undefined };
	return await withPause(call, () => client.send(pathOf`/messages/${type}`, body));
}

/** Message > Send: `POST /messages/…` (reference, 2.2, 2.3 and 2.9). Files from n8n travel as a stream. */
export const send: Operation<WhapiClient> = {
	value: 'send',
	name: 'Send',
	action: 'Send a message',
	description:
		'Send a text, file, voice message, location, contact, poll, buttons or list to a person or group on WhatsApp',
	properties: sendProperties,
	async execute(call) {
		const { client, parameters } = call;
		const to = toChatId(parameters.locator('recipient'), 'recipient');
		const type = parameters.text('messageType');
		if (FILE_TYPES.includes(type)) {
			return inShape(call, [await sendFile(call, to, type)], simplifyMessage);
		}
		const { path, fields } = sendBody(parameters, type);
		const body = { to, ...commonFields(parameters), ...fields };
		const typing = parameters.group('options').number('typingTime', 0, { min: 0, max: 60 });
		const sent = await withPause(call, () => client.send(pathOf`/messages/${path}`, body, typing));
		return inShape(call, [sent], simplifyMessage);
	},
};
