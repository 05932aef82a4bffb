import type { FastifyReply } from 'fastify';

import type { Media } from './world/types';

const mimeType = /^[\w.+-]+\/[\w.+-]+(\s*;\s*[\w.-]+=("[\w ,.+-]*"|[\w.+-]+))*$/;

/** What a browser may do with a file that it was sent: somebody unknown wrote it. */
const harmless = {
	'x-content-type-options': 'nosniff',
	'content-security-policy': "sandbox; default-src 'none'",
};

/** Answers with the file of a message; nothing in it runs as a page of the emulator. */
export function sendFile(
	reply: FastifyReply,
	{ mimeType: type, bytes }: { mimeType: string; bytes: Buffer },
): FastifyReply {
	return reply
		.headers(harmless)
		.type(mimeType.test(type) ? type : 'application/octet-stream')
		.send(bytes);
}

/** The value of `content-disposition` that lets a browser store the file under its own name. */
export function asDownload({ fileName }: Pick<Media, 'fileName'>): string {
	if (fileName === null) return 'attachment';
	// Through a buffer: half a character cannot be encoded.
	const name = encodeURIComponent(Buffer.from(fileName).toString());
	return `attachment; filename*=UTF-8''${name.replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)}`;
}
