/** A piece of a text: words, or the address of a web page. */
export interface TextPart {
	text: string;
	/** Address to open; null for words. */
	href: string | null;
}

const address = /\bhttps?:\/\/[^\s<>"]+/gi;

/** Signs that end a sentence rather than an address. */
const trailing = /[.,;:!?)\]}'»…]+$/;

/** Cuts a text where web addresses begin and end; only http and https count. */
export function linkParts(text: string): TextPart[] {
	const parts: TextPart[] = [];
	let end = 0;
	for (const { 0: found, index } of text.matchAll(address)) {
		const link = found.replace(trailing, '');
		if (!URL.canParse(link)) continue;
		if (index > end) parts.push({ text: text.slice(end, index), href: null });
		parts.push({ text: link, href: new URL(link).href });
		end = index + link.length;
	}
	if (end < text.length) parts.push({ text: text.slice(end), href: null });
	return parts;
}

/** The address when it leads to a web page, or null: nothing else may be opened by a click. */
export function webAddress(text: string): string | null {
	if (!URL.canParse(text)) return null;
	const { protocol, href } = new URL(text);
	return protocol === 'https:' || protocol === 'http:' ? href : null;
}
