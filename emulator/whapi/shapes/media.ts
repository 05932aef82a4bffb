import type { Switches } from '../../switches';
import type { FileInfo } from '../../world/details';
import type { Media, MessageType } from '../../world/types';
import { endingOf, mediaIdOf, type StoredFile } from '../mediaStore';

/** A tiny JPEG, as samples show it under `preview`. */
const somePreview = 'data:image/jpeg;base64,/9j/4AAQSkZJRg==';

/** SHA-256 in base64, as Whapi writes it. */
function base64Of(sha256: string): string {
	return Buffer.from(sha256, 'hex').toString('base64');
}

/** What of the gateway the shape of a file depends on. */
export interface MediaContext {
	switches: Switches;
	/** Message types whose files get a `link` (`settings.media.auto_download`). */
	autoDownload: readonly string[];
	/** Address under which files are served without a token, without a slash at the end. */
	fileAddress: string;
}

/** The name under which a file is served: its id with an ending. */
export function linkedName(media: Media): string {
	return `${mediaIdOf(media)}.${endingOf(media.mimeType)}`;
}

function nameFields(fileName: string | null, { whapiFileNameKey }: Switches) {
	if (fileName === null) return {};
	return {
		...(whapiFileNameKey !== 'filename' && { file_name: fileName }),
		...(whapiFileNameKey !== 'file_name' && { filename: fileName }),
	};
}

/** The content of a message with a file (MediaFile of 3.4). `kind` is the message's type. */
export function mediaContent(
	media: Media,
	kind: MessageType,
	info: FileInfo,
	caption: string,
	context: MediaContext,
): Record<string, unknown> {
	const { viewOnce, preview, waveform, ...sizes } = info;
	const hasPreview = kind === 'image' || kind === 'video' || kind === 'gif' || kind === 'document';
	return {
		id: mediaIdOf(media),
		mime_type: media.mimeType,
		file_size: media.size,
		sha256: base64Of(media.sha256),
		...nameFields(media.fileName, context.switches),
		...(context.autoDownload.includes(kind) && {
			link: `${context.fileAddress}/${linkedName(media)}`,
		}),
		...(caption !== '' && { caption }),
		...sizes,
		...(waveform !== undefined && { waveform }),
		...(viewOnce !== undefined && { view_once: viewOnce }),
		...(hasPreview && { preview: preview ?? somePreview }),
	};
}

/** A file of `GET /media` (2.9). */
export function storedFile({ id, media, time }: StoredFile): Record<string, unknown> {
	return {
		id,
		mime_type: media.mimeType,
		file_size: media.size,
		...(media.fileName !== null && { file_name: media.fileName }),
		sha256: base64Of(media.sha256),
		timestamp: Math.floor(time / 1000),
	};
}
