/**
 * Reads JSON that has a file in it as base64, piece by piece: the file's bytes are decoded as they come, so that its
 * text is never held in memory. All else of the JSON stays text, whatever it is.
 */

/** What was read of such a body. */
export interface FileInJson {
	/** The body with an empty text in place of the file; may be no JSON at all, or cut off. */
	text: string;
	/** null where there is no text at the file's place. */
	file: Buffer | null;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const SMALLEST_BUFFER = 64 * 1024;
/** What a server says of its size is believed up to here; larger files grow as they come. */
const LARGEST_HINT = 256 * 1024 * 1024;

/** Bytes of a base64 text that comes in pieces. What is no base64 is passed over, and what follows the padding. */
class Base64Decoder {
	private bytes: Buffer;
	private length = 0;
	/** Less than a group of four characters. */
	private rest = '';
	private hasEnded = false;

	constructor(sizeHint: number) {
		const size = Math.min(Math.max(sizeHint, SMALLEST_BUFFER), LARGEST_HINT);
		this.bytes = Buffer.allocUnsafeSlow(size);
	}

	push(piece: Buffer): void {
		if (this.hasEnded) return;
		const given = piece.toString('latin1');
		const [known = '', padding] = /[^A-Za-z0-9+/]/.test(given) ? cleaned(given) : [given];
		this.hasEnded = padding !== undefined;
		const text = this.rest + known;
		const whole = text.length - (text.length % 4);
		this.rest = text.slice(whole);
		this.write(text.slice(0, whole));
	}

	end(): Buffer {
		this.write(this.rest);
		this.rest = '';
		return this.bytes.subarray(0, this.length);
	}

	private write(text: string): void {
		const needed = this.length + Math.ceil((text.length * 3) / 4);
		if (needed > this.bytes.length) {
			const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.bytes.length * 2));
			this.bytes.copy(larger, 0, 0, this.length);
			this.bytes = larger;
		}
		this.length += this.bytes.write(text, this.length, 'base64');
	}
}

/** The characters of base64, also of the kind for URLs, before and from the padding on. */
function cleaned(text: string): string[] {
	const [before = '', ...after] = text.split('=');
	return [before.replace(/[^\w+/-]/g, ''), ...after];
}

/** Takes the escapes out of a JSON text that comes in pieces; only characters of one byte matter here. */
class Unescaper {
	/** The beginning of an escape: `\`, `\u`, `\u00` ... */
	private escape = '';

	/** @returns The text without its escapes, and where it ended: behind its closing quote, -1 = not in this piece */
	push(piece: Buffer, from: number): { text: Buffer; end: number } {
		const quote = piece.indexOf(QUOTE, from);
		const limit = quote === -1 ? piece.length : quote;
		const part = piece.subarray(from, limit);
		// Most texts have no escapes: then nothing is copied.
		if (this.escape === '' && !part.includes(BACKSLASH)) {
			return { text: part, end: quote === -1 ? -1 : quote + 1 };
		}
		return this.unescape(piece, from);
	}

	private unescape(piece: Buffer, from: number): { text: Buffer; end: number } {
		const text = Buffer.allocUnsafe(piece.length - from);
		let length = 0;
		for (let at = from; at < piece.length; at++) {
			const byte = piece[at] ?? 0;
			if (this.escape !== '') {
				const character = this.endOfEscape(byte);
				if (character !== null) text[length++] = character;
			} else if (byte === BACKSLASH) {
				this.escape = '\\';
			} else if (byte === QUOTE) {
				return { text: text.subarray(0, length), end: at + 1 };
			} else {
				text[length++] = byte;
			}
		}
		return { text: text.subarray(0, length), end: -1 };
	}

	/** @returns The character that the escape stands for; null where it goes on */
	private endOfEscape(byte: number): number | null {
		this.escape += String.fromCharCode(byte);
		if (this.escape.startsWith('\\u')) {
			if (this.escape.length < 6) return null;
			const code = Number.parseInt(this.escape.slice(2), 16);
			this.escape = '';
			return code < 0x80 ? code : 0;
		}
		this.escape = '';
		// `\n` and the like are no base64 either way.
		return byte === 0x2f ? byte : 0;
	}
}

/** A reader for one body. */
export class FileInJsonReader {
	private readonly skeleton: Buffer[] = [];
	/** The names of the objects around the place that was reached, from the outermost on; null for lists and the root. */
	private readonly path: Array<string | null> = [];
	/** The last text outside of the file, as it stands in the JSON. */
	private lastText = '';
	/** The name of the field whose value comes next. */
	private name: string | null = null;
	private inside: 'structure' | 'text' | 'file' = 'structure';
	private isEscaped = false;
	private textParts: Buffer[] = [];
	private decoder: Base64Decoder | null = null;
	private unescaper = new Unescaper();

	/**
	 * @param place The names of the fields that lead to the file
	 * @param bodySize In bytes, where it is known; 0 = not known
	 */
	constructor(
		private readonly place: string[],
		private readonly bodySize: number,
	) {}

	push(piece: Buffer): void {
		let kept = 0;
		for (let at = 0; at < piece.length;) {
			if (this.isInFile()) {
				const end = this.readFile(piece, at);
				if (end === -1) return;
				// The closing quote belongs to the rest again.
				kept = end - 1;
				at = end;
			} else if (this.inside === 'text') {
				at = this.readText(piece, at);
			} else {
				this.readStructure(piece[at] ?? 0);
				at++;
				if (!this.isInFile()) continue;
				this.keep(piece.subarray(kept, at));
				kept = at;
			}
		}
		this.keep(piece.subarray(kept));
	}

	end(): FileInJson {
		return {
			text: Buffer.concat(this.skeleton).toString('utf8'),
			file: this.decoder?.end() ?? null,
		};
	}

	/** A copy: a part of a piece would keep all of it in memory. */
	private keep(part: Buffer): void {
		if (part.length > 0) this.skeleton.push(Buffer.from(part));
	}

	private isInFile(): boolean {
		return this.inside === 'file';
	}

	private readFile(piece: Buffer, from: number): number {
		const { text, end } = this.unescaper.push(piece, from);
		this.decoder?.push(text);
		if (end !== -1) this.inside = 'structure';
		return end;
	}

	private readText(piece: Buffer, from: number): number {
		for (let at = from; at < piece.length; at++) {
			const byte = piece[at];
			if (this.isEscaped) this.isEscaped = false;
			else if (byte === BACKSLASH) this.isEscaped = true;
			else if (byte === QUOTE) {
				this.textParts.push(Buffer.from(piece.subarray(from, at)));
				this.lastText = Buffer.concat(this.textParts).toString('utf8');
				this.textParts = [];
				this.inside = 'structure';
				return at + 1;
			}
		}
		this.textParts.push(Buffer.from(piece.subarray(from)));
		return piece.length;
	}

	private readStructure(byte: number): void {
		switch (String.fromCharCode(byte)) {
			case '"':
				if (this.isAtFile()) this.beginFile();
				else this.inside = 'text';
				break;
			case ':':
				this.name = this.lastText;
				break;
			case '{':
				this.path.push(this.name);
				this.name = null;
				break;
			case '[':
				this.path.push(null);
				this.name = null;
				break;
			case '}':
			case ']':
				this.path.pop();
				this.name = null;
				break;
			case ',':
				this.name = null;
				break;
		}
	}

	private isAtFile(): boolean {
		if (this.name === null || this.path.length !== this.place.length) return false;
		const here = [...this.path.slice(1), this.name];
		return here.every((name, index) => name === this.place[index]);
	}

	/** Of a field that is there twice the last one counts, as in all JSON. */
	private beginFile(): void {
		this.decoder = new Base64Decoder(Math.ceil((this.bodySize * 3) / 4));
		this.unescaper = new Unescaper();
		this.inside = 'file';
	}
}
