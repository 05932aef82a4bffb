import type { ReceivedFile } from '../shared/media';
import { bareMimeType, fileNameFor } from '../shared/media';
import type { WhapiClient } from './client';

/** A file at the service, with what is known of it from the message. */
export interface StoredFile {
	mediaId: string;
	mimeType: string | null;
	fileName: string | null;
}

/** Fetches a stored file as a stream. */
export async function downloadFile(client: WhapiClient, file: StoredFile): Promise<ReceivedFile> {
	const { body, mimeType: told } = await client.download(file.mediaId);
	const mimeType = file.mimeType ?? bareMimeType(told ?? 'application/octet-stream');
	return { bytes: body, mimeType, fileName: fileNameFor(file.fileName, mimeType) };
}
