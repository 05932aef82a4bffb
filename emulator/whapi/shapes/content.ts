import { createHash } from 'node:crypto';

import type { Details, Menu, Poll } from '../../world/details';
import type { Message } from '../../world/types';
import { contactIdOf } from '../ids';
import { mediaContent, type MediaContext } from './media';

/** The content object of a message, and the type that names it (3.4). */
export interface Content {
	type: string;
	value: Record<string, unknown>;
}

const linkPattern = /\bhttps?:\/\/[^\s]+/;

/** The id of a poll's option: a hash in base64, as in the samples. */
export function optionId(option: string): string {
	return createHash('sha256').update(option).digest('base64');
}

function pollContent({ title, options, limit }: Poll, votes: Message['votes']) {
	const results = options.map((name) => {
		const voters = [...votes].filter(([, chosen]) => chosen.includes(name));
		const ids = voters.map(([voter]) => contactIdOf(voter));
		return { id: optionId(name), name, count: ids.length, voters: ids };
	});
	return { title, options, vote_limit: limit, total: votes.size, results };
}

function menuAction({ label, sections }: Menu) {
	return { list: { sections, label } };
}

/** Buttons or a menu in the form in which they are sent (2.3). */
function interactiveContent(text: string, details: Details & { kind: 'buttons' | 'menu' }) {
	const { header, footer } = details;
	return {
		type: details.kind === 'menu' ? 'list' : 'button',
		...(header !== '' && { header: { text: header } }),
		body: { text },
		...(footer !== '' && { footer: { text: footer } }),
		action: details.kind === 'menu' ? menuAction(details.menu) : { buttons: details.buttons },
	};
}

function replyContent({ choice }: Details & { kind: 'choice' }) {
	const { id, title, description } = choice;
	// Ids come back with a prefix (2.3).
	return choice.by === 'button'
		? { type: 'buttons_reply', buttons_reply: { id: `ButtonsV3:${id}`, title } }
		: { type: 'list_reply', list_reply: { id: `ListV3:${id}`, title, description } };
}

function textContent(text: string, linkPreview: boolean): Content {
	const url = linkPreview ? linkPattern.exec(text)?.[0] : undefined;
	if (url === undefined) return { type: 'text', value: { body: text } };
	const title = new URL(url).hostname;
	return { type: 'link_preview', value: { body: text, url, title, canonical: url } };
}

/** The content of a message. A text with a link is a `link_preview` (3.4). */
export function contentOf(message: Message, context: MediaContext): Content | null {
	const { type, text, media, details } = message;
	if (media) {
		const info = details?.kind === 'file' ? details.info : {};
		const kind = type === 'story' ? storyKind(media.mimeType) : type;
		return { type: kind, value: mediaContent(media, kind, info, text, context) };
	}
	switch (details?.kind) {
		case 'place':
			return { type, value: { ...details.place, ...(text !== '' && { comment: text }) } };
		case 'cards':
			if (type === 'contact_list') return { type, value: { list: details.cards } };
			return { type, value: { ...details.cards[0] } };
		case 'poll':
			return { type, value: pollContent(details.poll, message.votes) };
		case 'buttons':
		case 'menu':
			return { type, value: interactiveContent(text, details) };
		case 'choice':
			return { type, value: replyContent(details) };
		case 'link':
			return { type, value: { body: text, ...details.link } };
		case 'invite': {
			const { code, title } = details;
			const url = `https://chat.whatsapp.com/${code}`;
			return { type, value: { body: text, url, title, invite_code: code } };
		}
		case 'file':
		case undefined:
	}
	if (type === 'text' || type === 'story') return textContent(text, message.linkPreview);
	if (type === 'system') return { type, value: { body: text } };
	return null;
}

function storyKind(mimeType: string): 'image' | 'video' | 'audio' {
	if (mimeType.startsWith('video/')) return 'video';
	return mimeType.startsWith('audio/') ? 'audio' : 'image';
}
