import type { Media, Message } from '../world/types';

/** A file as the gateway keeps it. */
export interface StoredFile {
	id: string;
	media: Media;
	/** Milliseconds since 1970. */
	time: number;
}

/** File endings of the samples (4: `jpeg-…`, `oga-…`, `pdf-…`). */
const endings: Readonly<Record<string, string>> = {
	'audio/ogg': 'oga',
	'audio/mpeg': 'mpga',
	'text/plain': 'txt',
	'application/octet-stream': 'bin',
	'application/msword': 'doc',
};

/** The ending of a file of this MIME type; only letters and digits. */
export function endingOf(mimeType: string): string {
	const [plain = ''] = mimeType.toLowerCase().split(';', 1);
	const known = endings[plain.trim()];
	return (
		known ??
		(plain
			.split('/')[1]
			?.replace(/[^a-z0-9]/g, '')
			.slice(0, 16) ||
			'bin')
	);
}

/** The media id: ending, then hexadecimal digits that tell files and their copies apart (4). */
export function mediaIdOf({ mimeType, sha256, key }: Media): string {
	const copy = Buffer.from(key, 'base64').toString('hex').slice(0, 14);
	return `${endingOf(mimeType)}-${sha256.slice(0, 20)}-${copy}`;
}

/** Files of messages and uploads by their media ids. */
export class MediaStore {
	private readonly files = new Map<string, StoredFile>();

	add(media: Media, time: number): StoredFile {
		const id = mediaIdOf(media);
		const stored = this.files.get(id) ?? { id, media, time };
		this.files.set(id, stored);
		return stored;
	}

	/** Keeps the file of a message, when it has one. */
	addOf({ media, time }: Message): void {
		if (media) this.add(media, time);
	}

	get(id: string): StoredFile | undefined {
		return this.files.get(id);
	}

	/** False when there is no such file. */
	remove(id: string): boolean {
		return this.files.delete(id);
	}

	all(): StoredFile[] {
		return [...this.files.values()];
	}
}
