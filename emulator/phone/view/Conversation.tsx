import { useState } from 'preact/hooks';

import type { Chat } from '../state/chats';
import { gateway, narrowView } from '../state/settings';
import { me, people, typing } from '../state/world';
import { formattedNumber } from '../../world/ids';
import { gatewayNames, personName } from '../text/names';
import { Avatar } from './Avatar';
import { Composer } from './Composer';
import { IconButton } from './IconButton';
import { MessageLog } from './MessageLog';

/** Who else is in a chat. */
function membersOf({ group, session }: Chat): string {
	if (!group) return `${session.pushName ?? ''} · ${formattedNumber(session.number ?? '')}`;
	const names = group.participants.map(({ id }) => {
		if (id === me.value?.id) return 'you';
		const person = people.value.find((one) => one.id === id);
		return person ? personName(person) : session.name;
	});
	return names.join(', ');
}

/** The chat's id at the gateway through which the world is shown: what a workflow gets as `chatId`. */
function idOf({ group }: Chat): string {
	return group ? group.id : (me.value?.ids[gateway.value] ?? '');
}

function Head({ chat, onDrawer }: { chat: Chat; onDrawer: () => void }) {
	const isTyping = typing.value.has(chat.key);
	return (
		<header class="talk-head">
			<IconButton
				icon="back"
				label="Back to the chats"
				class="narrow-only"
				onPress={() => {
					narrowView.value = 'list';
				}}
			/>
			<Avatar id={chat.group ? chat.id : chat.session.id} name={chat.title} />
			<div class="talk-names">
				<h2>
					{chat.title}
					{chat.session.status !== 'ready' && <span class="tag">offline</span>}
				</h2>
				<p role="status">
					{isTyping ? (
						<span class="typing-line">{chat.session.name} is typing …</span>
					) : (
						membersOf(chat)
					)}
				</p>
			</div>
			<p class="chat-id">
				<span>Your chat at {gatewayNames[gateway.value]}</span>
				<code>{idOf(chat)}</code>
			</p>
			<IconButton icon="pulse" label="What happens" class="narrow-only" onPress={onDrawer} />
		</header>
	);
}

/** The open chat: who it is with, the messages, the field for the next one. */
export function Conversation({ chat, onDrawer }: { chat: Chat | null; onDrawer: () => void }) {
	const [files, setFiles] = useState<readonly File[]>([]);
	const [isOver, setOver] = useState(false);
	if (!chat) {
		return (
			<div class="talk">
				<p class="wait">Connecting to the emulator …</p>
			</div>
		);
	}
	const add = (more: Iterable<File>) => {
		setFiles((known) => [...known, ...more]);
	};
	return (
		<section
			class="talk"
			aria-label={`Chat with ${chat.title}`}
			data-over={isOver ? 'yes' : undefined}
			onDragOver={(event) => {
				event.preventDefault();
				setOver(true);
			}}
			onDragLeave={() => {
				setOver(false);
			}}
			onDrop={(event) => {
				event.preventDefault();
				setOver(false);
				add(event.dataTransfer?.files ?? []);
			}}
		>
			<Head chat={chat} onDrawer={onDrawer} />
			<MessageLog chat={chat} />
			<Composer
				chat={chat}
				files={files}
				onAdd={add}
				onRemove={(file) => {
					setFiles((known) => known.filter((one) => one !== file));
				}}
			/>
		</section>
	);
}
