/** What the sample callbacks about messages and their statuses come out as (DESIGN.md, 3.6). */

import type { IDataObject } from 'n8n-workflow';

const me = '61371989950@s.whatsapp.net';
const gerald = '919984351847@s.whatsapp.net';
const group = '120363271212442249@g.us';
const poll = 'tGpollliXecvbKahzwpwKm-wO4Twl0rVw';
const option = 'YCUAzJ4pYtRgSP+k/udEwRdvHxxuRQmNCrdTKz/K2TU=';
const filesUrl = 'https://s3.eu-central-1.wasabisys.com/in-files/61371989950';

const incoming: IDataObject = {
	kind: 'message',
	event: 'messages.post',
	chatId: gerald,
	isGroup: false,
	from: gerald,
	fromName: 'Gerald',
	to: null,
	fromMe: false,
	text: null,
	quotedMessageId: null,
	replyId: null,
	action: null,
	targetMessageId: null,
	status: null,
	hasMedia: false,
	media: null,
};

const own: IDataObject = {
	...incoming,
	from: me,
	fromName: 'Jonathan',
	to: gerald,
	fromMe: true,
};

const hello: IDataObject = {
	...incoming,
	messageId: 'p.w30M7fgwWD4XwHu.g4CA-gBgTwl0rVw',
	type: 'text',
	text: 'Hello world',
	timestamp: '2024-04-13T08:00:45.000Z',
};

const sentByApi: IDataObject = {
	...own,
	messageId: 'yqJRppZk7BI-wNoTwl0rVw',
	type: 'text',
	text: 'Hello, this message was sent via API!',
	status: 'pending',
	timestamp: '2024-04-13T08:06:38.000Z',
};

const file = (
	type: string,
	[mimeType, size, id]: [string, number, string],
	more: IDataObject = {},
): IDataObject => ({
	...incoming,
	type,
	hasMedia: true,
	media: { mimeType, fileName: null, size, id, url: null, ...more },
});

const image = file('image', ['image/jpeg', 46793, 'jpeg-3a3239ccf5ed910966ea-80e5857521b16b'], {
	url: `${filesUrl}/jpeg-3a3239ccf5ed910966ea-80e5857521b16b.jpeg`,
});

const document = file(
	'document',
	['application/pdf', 18810, 'pdf-b487668896662779cbdb29a3c29c0a9a-804713c25d2b57'],
	{
		fileName: 'File_example.pdf',
		url: `${filesUrl}/pdf-b487668896662779cbdb29a3c29c0a9a-804713c25d2b57.pdf`,
	},
);

const voice = file(
	'voice',
	['audio/ogg; codecs=opus', 9164, 'oga-3aa6ca11ab79ca363b57-807a857521b16b'],
	{ url: `${filesUrl}/oga-3aa6ca11ab79ca363b57-807a857521b16b.oga` },
);

const edited: IDataObject = {
	...incoming,
	messageId: 'editactiXecvbKahzwpwKm-gEcTwl0rVw',
	type: 'action',
	action: 'edit',
	targetMessageId: 'p.w30M7fgwWD4XwHu.g4CA-gBgTwl0rVw',
	text: 'Hello world (edited)',
	timestamp: '2024-04-13T08:35:00.000Z',
};

const vote: IDataObject = {
	...incoming,
	messageId: 'voteactiXecvbKahzwpwKm-gEcTwl0rVw',
	type: 'action',
	action: 'vote',
	targetMessageId: poll,
	text: option,
	timestamp: '2024-04-13T08:38:20.000Z',
};

const removed = (targetMessageId: string): IDataObject => ({
	...incoming,
	event: 'messages.delete',
	messageId: null,
	chatId: null,
	from: null,
	fromName: null,
	type: 'action',
	action: 'delete',
	targetMessageId,
	timestamp: null,
});

const status = (name: string, timestamp: string): IDataObject => ({
	...own,
	kind: 'status',
	event: 'statuses.post',
	messageId: 'YhNqCveDWW90_t8lzrW25w-wO4Twl0rVw',
	from: null,
	fromName: null,
	type: 'unknown',
	status: name,
	timestamp,
});

/** The only item of a callback: what it has in common with others, its id, its time on 13 April 2024, the rest. */
const one = (
	common: IDataObject,
	messageId: string,
	time: string,
	more: IDataObject = {},
): IDataObject[] => [{ ...common, messageId, timestamp: `2024-04-13T${time}.000Z`, ...more }];

/** For each callback its items, in order. */
export const messageCallbacks: Record<string, IDataObject[]> = {
	'messages.post.text': [hello],
	'messages.put': [{ ...hello, event: 'messages.put' }],
	'messages.post.text_outgoing_api': [sentByApi],
	'messages.post.text_outgoing_mobile': one(own, 'YhNqCveDWW90_t8lzrW25w-wO4Twl0rVw', '08:02:57', {
		type: 'text',
		text: 'Hey bro',
		status: 'sent',
	}),
	'messages.post.batch': [
		hello,
		...one(hello, 'secondmsiXecvbKahzwpw-gBgTwl0rVw', '08:00:46', {
			text: 'Second in the same call',
		}),
		sentByApi,
	],
	'messages.post.group_text': one(incoming, '.juaBlBX6cgpT8UKLNnVEw-kh8Bq53B6TdEoQ-E8JdK1c', '', {
		chatId: group,
		isGroup: true,
		type: 'text',
		text: "Hey, what's up",
		timestamp: '2024-04-22T13:08:57.000Z',
	}),
	'messages.post.quoted': one(incoming, 'quotedoiXecvbKahzwpwKm-gEcTwl0rVw', '08:30:00', {
		type: 'text',
		text: 'Yes, that one',
		quotedMessageId: 'yqJRppZk7BI-wNoTwl0rVw',
	}),
	'messages.post.link_preview': one(incoming, 'tGlinkpiXecvbKahzwpwKm-gEcTwl0rVw', '08:26:40', {
		type: 'link',
		text: 'See https://whapi.cloud/features',
	}),
	'messages.post.document': one(document, 'tGZmYoiXecvbKahzwpwKmg-gEcTwl0rVw', '08:13:20', {
		text: 'This is text with file',
	}),
	'messages.post.image': one(image, 'tGabcoiXecvbKahzwpwKmg-gEcTwl0rVw', '08:15:00', {
		text: 'Look at this',
	}),
	'messages.post.image_no_link': one(
		file('image', ['image/jpeg', 46793, 'jpeg-3a3239ccf5ed910966ea-80e5857521b16b']),
		'tGabcoiXecvbKahzwpwKmh-gEcTwl0rVw',
		'08:15:00',
		{ text: 'Look at this' },
	),
	'messages.post.voice': one(voice, 'tGvoicoiXecvbKahzwpwKg-gEcTwl0rVw', '08:16:40'),
	'messages.post.video': one(
		file('video', ['video/mp4', 846793, 'mp4-3b3239ccf5ed910966ea-80e5857521b16c']),
		'tGvideoiXecvbKahzwpwKm-gEcTwl0rVw',
		'08:18:20',
		{ text: 'Clip' },
	),
	'messages.post.audio': one(
		file('audio', ['audio/mpeg', 76793, 'mpga-3c3239ccf5ed910966ea-80e5857521b16d']),
		'tGaudioiXecvbKahzwpwKm-gEcTwl0rVw',
		'08:20:00',
	),
	'messages.post.sticker': one(
		file('sticker', ['image/webp', 26793, 'webp-3d3239ccf5ed910966ea-80e5857521b16e']),
		'tGstickiXecvbKahzwpwKm-gEcTwl0rVw',
		'08:21:40',
	),
	'messages.post.location': one(incoming, 'tGlocatiXecvbKahzwpwKm-gEcTwl0rVw', '08:23:20', {
		type: 'location',
	}),
	'messages.post.contact': one(incoming, 'tGcontaiXecvbKahzwpwKm-gEcTwl0rVw', '08:25:00', {
		type: 'contact',
	}),
	'messages.post.poll': one(incoming, 'tGpollliXecvbKahzwpwKm-gEcTwl0rVw', '08:28:20', {
		type: 'poll',
		text: 'Which delivery time works for you?',
	}),
	'messages.post.reply_buttons': one(incoming, 'g0jEG0ZsSobn4yNGGU3TAg-gDYOS60TLw', '', {
		account: 'MANTIS-PF238',
		chatId: me,
		from: me,
		fromName: 'Jonathan',
		type: 'reply',
		text: 'Button1',
		replyId: 'randomId1',
		quotedMessageId: 'yqKj.Z7XWg0g1lA-wD8Sij1GoQ',
		timestamp: '2024-09-12T07:28:44.000Z',
	}),
	'messages.post.action_reaction': one(incoming, 'reactioiXecvbKahzwpwKm-gEcTwl0rVw', '08:33:20', {
		type: 'reaction',
		action: 'reaction',
		targetMessageId: 'yqJRppZk7BI-wNoTwl0rVw',
		text: '👍',
	}),
	'messages.post.action_edit': [edited],
	'messages.patch.edited': [{ ...edited, event: 'messages.patch' }],
	'messages.post.action_delete': one(incoming, 'deleteaiXecvbKahzwpwKm-gEcTwl0rVw', '08:36:40', {
		type: 'action',
		action: 'delete',
		targetMessageId: 'p.w30M7fgwWD4XwHu.g4CA-gBgTwl0rVw',
	}),
	// The sample names an incoming poll, whose id has another ending.
	'messages.post.action_vote': [{ ...vote, targetMessageId: 'tGpollliXecvbKahzwpwKm-gEcTwl0rVw' }],
	'messages.patch.poll_vote': [{ ...vote, event: 'messages.patch', text: 'Morning' }],
	'messages.post.action_ephemeral': one(incoming, 'PrBhEFkXhz2gFVU-gNASij1GoQ', '', {
		fromName: 'Jonathan',
		type: 'action',
		action: 'ephemeral',
		timestamp: '2025-05-19T13:24:05.000Z',
	}),
	'messages.post.system_noise': one(incoming, 'O6twkPMAFbxlRw-heBkXgkAQMI', '', {
		fromName: null,
		type: 'unknown',
		timestamp: '2025-05-19T13:25:00.000Z',
	}),
	'messages.post.story': one(own, 'yqIZaDN2Lmo14dM-hIwA', '', {
		chatId: 'stories',
		to: 'stories',
		type: 'text',
		text: 'Text',
		timestamp: '2024-12-26T13:37:04.000Z',
	}),
	'messages.delete': [
		removed('p.w30M7fgwWD4XwHu.g4CA-gBgTwl0rVw'),
		removed('YhNqCveDWW90_t8lzrW25w-wO4Twl0rVw'),
	],
	'statuses.post.delivered': [status('delivered', '2024-04-13T08:02:58.000Z')],
	'statuses.post.read': [status('read', '2024-04-13T08:06:21.000Z')],
};
