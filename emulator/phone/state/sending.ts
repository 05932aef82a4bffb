import type { IncomingInput } from '../../control/inputs';
import type { MessageRecord } from '../../control/recordSchemas';
import { largestFile, plainType, sizeOf } from '../text/files';
import { base64Of } from './base64';
import type { Chat } from './chats';
import { control } from './control';
import { doubledMessages, lateMessages, lateMs } from './faults';
import { me } from './world';

// What the customer who is played sends and does.

/** Who writes where, and how the gateways are to tell it. */
function frame({ session, group }: Chat, quoted: MessageRecord | null): IncomingInput {
	if (session.status !== 'ready') {
		throw new Error(`${session.name} is logged out. Link it again under "What happens".`);
	}
	return {
		session: session.id,
		from: whoWrites(),
		...(group && { group: group.id }),
		...(quoted && { quoted: quoted.key }),
		...(lateMessages.value && { appearAfterMs: lateMs }),
		...(doubledMessages.value && { copies: 2 }),
	};
}

/** The id of the customer who is played. */
function whoWrites(): string {
	if (!me.value) throw new Error('There is nobody to write as.');
	return me.value.id;
}

export async function sendText(
	chat: Chat,
	text: string,
	quoted: MessageRecord | null = null,
): Promise<void> {
	await control.incoming({ ...frame(chat, quoted), text });
}

/** Sends a file; photos travel without a name, as on WhatsApp. */
export async function sendFile(
	chat: Chat,
	file: File,
	caption: string,
	quoted: MessageRecord | null,
): Promise<void> {
	if (file.size > largestFile) {
		throw new Error(
			`${file.name} has ${sizeOf(file.size)}; send files up to ${sizeOf(largestFile)}.`,
		);
	}
	if (file.size === 0) throw new Error(`${file.name} is empty; choose a file with content.`);
	const mimeType = plainType(file.type);
	await control.incoming({
		...frame(chat, quoted),
		text: caption,
		media: {
			mimeType,
			fileName: mimeType.startsWith('image/') ? null : file.name,
			base64: await base64Of(file),
		},
	});
}

/** Sends what the microphone has recorded. */
export async function sendVoice(
	chat: Chat,
	sound: Blob,
	seconds: number,
	quoted: MessageRecord | null,
): Promise<void> {
	await control.incoming({
		...frame(chat, quoted),
		type: 'voice',
		media: { mimeType: sound.type, base64: await base64Of(sound) },
		fileInfo: { seconds: Math.max(1, Math.round(seconds)) },
	});
}

/** Reacts to a message; the same emoji again takes it back. */
export async function react({ key, reactions }: MessageRecord, emoji: string): Promise<void> {
	const from = whoWrites();
	const isThere = reactions.some((one) => one.from === from && one.emoji === emoji);
	await control.react({ message: key, from, emoji: isThere ? '' : emoji });
}

/** Chooses an option of a poll, or takes it back. */
export async function vote(
	{ key, votes }: MessageRecord,
	option: string,
	limit: number,
): Promise<void> {
	const from = whoWrites();
	const chosen = votes.find((one) => one.from === from)?.options ?? [];
	const others = limit === 1 ? [] : chosen.filter((one) => one !== option);
	const options = chosen.includes(option)
		? chosen.filter((one) => one !== option)
		: [...others, option];
	await control.vote({ message: key, from, options });
}

/** Presses a button or chooses a row. */
export async function press({ key, session }: MessageRecord, choice: string): Promise<void> {
	await control.press({ message: key, session, choice, from: whoWrites() });
}
