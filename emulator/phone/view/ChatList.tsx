import type { Chat } from '../state/chats';
import { chat as openChat, chats, unreadOf } from '../state/chats';
import { focusField } from '../state/composing';
import { chosenChat, chosenPerson, narrowView } from '../state/settings';
import { me, people, typing } from '../state/world';
import { inOneLine, personName } from '../text/names';
import { listTime } from '../text/times';
import { Avatar } from './Avatar';

function choose({ key }: Chat): void {
	chosenChat.value = key;
	narrowView.value = 'chat';
	requestAnimationFrame(focusField);
}

/** What stands under the name of a chat. */
function lastLine(chat: Chat): string {
	const last = chat.messages.at(-1);
	if (typing.value.has(chat.key)) return 'typing …';
	if (!last) return chat.group ? 'Group' : `Write to ${chat.title}`;
	const isMine = !last.fromMe && last.author === me.value?.id;
	return isMine ? `You: ${inOneLine(last)}` : inOneLine(last);
}

function ChatItem({ chat }: { chat: Chat }) {
	const last = chat.messages.at(-1);
	const isOpen = openChat.value?.key === chat.key;
	const isOffline = chat.session.status !== 'ready';
	return (
		<li>
			<button
				type="button"
				class="chat"
				aria-current={isOpen ? 'true' : undefined}
				onClick={() => {
					choose(chat);
				}}
			>
				<Avatar id={chat.group ? chat.id : chat.session.id} name={chat.title} />
				<span class="chat-name">
					{chat.title}
					{isOffline && <span class="tag">offline</span>}
				</span>
				<span class="chat-time">{last && listTime(last.time, Date.now())}</span>
				<span class="chat-line">{lastLine(chat)}</span>
				{chat.unread > 0 && !isOpen && (
					<span class="count">
						{chat.unread}
						<span class="unseen"> unread</span>
					</span>
				)}
			</button>
		</li>
	);
}

/** Other customers to whom the company has written. */
function OthersWaiting() {
	const others = people.value.filter(
		({ id }) => id !== me.value?.id && (unreadOf.value.get(id) ?? 0) > 0,
	);
	if (others.length === 0) return null;
	return (
		<div class="others">
			<p>Unread messages for</p>
			{others.map((person) => (
				<button
					type="button"
					key={person.id}
					onClick={() => {
						chosenPerson.value = person.id;
					}}
				>
					{personName(person)} ({unreadOf.value.get(person.id)})
				</button>
			))}
		</div>
	);
}

/** The chats of the customer who is played. */
export function ChatList() {
	return (
		<nav class="list" aria-label="Chats">
			<h2>Chats</h2>
			<ul>
				{chats.value.map((chat) => (
					<ChatItem key={chat.key} chat={chat} />
				))}
			</ul>
			<OthersWaiting />
			<p class="hint">
				You play a customer. The chats are with the company’s phones, which are linked to the
				gateways.
			</p>
		</nav>
	);
}
