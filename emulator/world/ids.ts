import type { ChatId } from './types';

/** The chat in which everybody's stories stand. */
export const storiesId: ChatId = 'status@broadcast';

/** True for a group's chat id. */
export function isGroupId(id: ChatId): boolean {
	return id.endsWith('@g.us');
}

/** The chat id of a person: digits become `<digits>@c.us`, ids with `@` keep their form. */
export function personId(phoneOrId: string): ChatId {
	if (/^\d+$/.test(phoneOrId)) return `${phoneOrId}@c.us`;
	return phoneOrId.replace(/@s\.whatsapp\.net$/, '@c.us');
}

/** The chat id of a group: a bare group number becomes `<number>@g.us`. */
export function groupId(numberOrId: string): ChatId {
	return numberOrId.includes('@') ? numberOrId : `${numberOrId}@g.us`;
}

/** The part before the `@`: the phone number of a person. */
export function bareNumber(id: ChatId): string {
	return id.split('@', 1)[0] ?? id;
}

/** The name WhatsApp shows for somebody without one: the formatted number. */
export function formattedNumber(id: ChatId): string {
	const number = bareNumber(id);
	const parts = /^(7)(\d{3})(\d{3})(\d{2})(\d{2})$/.exec(number);
	return parts ? `+${parts.slice(1, 3).join(' ')} ${parts.slice(3).join('-')}` : `+${number}`;
}
