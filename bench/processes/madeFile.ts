import { createHash } from 'node:crypto';

export const pieceBytes = 64 * 1024;

/** A file of any size, always the same: pieces that differ from each other. */
export function* piecesOf(bytes: number): Generator<Buffer> {
	const beginning = createHash('sha512').update('file').digest();
	for (let left = bytes, number = 0; left > 0; left -= pieceBytes, number++) {
		const piece = Buffer.alloc(Math.min(left, pieceBytes), beginning);
		if (piece.length >= 4) piece.writeUInt32LE(number);
		yield piece;
	}
}

/** SHA-256 of that file, in hex. */
export function digestOfMade(bytes: number): string {
	const hash = createHash('sha256');
	for (const piece of piecesOf(bytes)) hash.update(piece);
	return hash.digest('hex');
}
