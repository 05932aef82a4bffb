import { InvalidInput } from '../shared/errors';
import { textOf } from '../shared/json';
import type { FileContent } from '../shared/media';
import { describedFile } from '../shared/media';
import type { WhatsGateClient } from './client';

/**
 * The file of a message.
 * @param messageId The long id
 * @throws InvalidInput where the service answers without a file
 */
export async function downloadFile(
	client: WhatsGateClient,
	session: string,
	messageId: string,
): Promise<FileContent> {
	const { media, file } = await client.getMessageMedia(session, messageId);
	if (file === null) {
		throw new InvalidInput(
			`WhatsGate gave no file for the message "${messageId}"`,
			'Use it for messages with hasMedia only, soon after they came: the service does not keep files for ever.',
		);
	}
	return describedFile(file, textOf(media.mimetype), textOf(media.filename));
}
