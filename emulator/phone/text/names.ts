import type { MessageRecord, PersonRecord } from '../../control/recordSchemas';
import type { Gateway } from '../../requestLog';
import { formattedNumber } from '../../world/ids';

/** How the gateways are called. */
export const gatewayNames: Record<Gateway, string> = { whatsGate: 'WhatsGate', whapi: 'Whapi' };

/** The name of somebody, or the phone number. */
export function personName({ id, name }: Pick<PersonRecord, 'id' | 'name'>): string {
	return name ?? formattedNumber(id);
}

/** One or two letters that stand for a name. */
export function initials(name: string): string {
	const words = name.split(/\s+/).filter((word) => /\p{L}/u.test(word));
	const letters = words.slice(0, 2).map((word) => /\p{L}/u.exec(word)?.[0] ?? '');
	return letters.join('').toUpperCase() || '#';
}

/** One of six colours, always the same for an id. */
export function colourOf(id: string): number {
	let sum = 0;
	for (const sign of id) sum = (sum * 31 + sign.charCodeAt(0)) % 997;
	return sum % 6;
}

const kinds: Partial<Record<MessageRecord['type'], string>> = {
	image: 'Photo',
	sticker: 'Sticker',
	voice: 'Voice message',
	audio: 'Audio',
	video: 'Video',
	gif: 'GIF',
	short: 'Video',
	location: 'Location',
	live_location: 'Location',
	contact: 'Contact',
	contact_list: 'Contacts',
	poll: 'Poll',
	group_invite: 'Invitation',
};

/** A message in one line, for lists and quotes. */
export function inOneLine({ type, text, media, revoked }: MessageRecord): string {
	if (revoked) return 'Deleted message';
	const kind = kinds[type] ?? (media ? (media.fileName ?? 'File') : '');
	if (kind === '') return text;
	return text === '' ? kind : `${kind}: ${text}`;
}
