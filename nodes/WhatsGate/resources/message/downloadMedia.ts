import { binaryOutputParameter } from '../../../shared/descriptions';
import { InvalidInput } from '../../../shared/errors';
import { toBinaryData } from '../../../shared/media';
import type { Operation } from '../../../shared/operation';
import type { WhatsGateClient } from '../../client';
import { sessionParameter } from '../../descriptions';
import { downloadFile } from '../../downloadFile';
import { requiredSession } from '../../requiredSession';

/** Message > Download Media: https://whatsgate.org/docs/api/get-messagemedia */
export const downloadMedia: Operation<WhatsGateClient> = {
	value: 'downloadMedia',
	name: 'Download Media',
	action: 'Download media of a message',
	description: 'Download the file of a message that has media',
	properties: [
		sessionParameter,
		{
			displayName: 'Message ID',
			name: 'messageId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. false_79991112233@c.us_17AC61BFA5A561B7EE42F98810EDFFC4',
			description: 'The messageId as the trigger, Chat > Get History and Message > Send give it',
		},
		binaryOutputParameter,
	],
	async execute({ client, functions, parameters }) {
		const session = requiredSession(parameters);
		const messageId = parameters.text('messageId').trim();
		if (messageId === '') {
			throw new InvalidInput(
				'No message ID is given',
				'Enter the messageId of a message with media, or check the expression that gives it.',
			);
		}
		const field = parameters.text('binaryPropertyName').trim() || 'data';
		const file = await downloadFile(client, session, messageId);
		const json = {
			messageId,
			mimeType: file.mimeType,
			fileName: file.fileName,
			size: file.bytes.length,
		};
		const binary = { [field]: await toBinaryData(functions.helpers, file) };
		return { items: [{ json, binary }] };
	},
};
