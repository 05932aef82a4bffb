import { Fragment } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

import type { Chat } from '../state/chats';
import { typing } from '../state/world';
import { dayName } from '../text/times';
import { EmptyChat } from './EmptyChat';
import { Icon } from './Icon';
import { Message } from './Message';

/** Messages shown at once; more on demand. */
const pageSize = 150;

/** How near the end somebody is who wants to follow it, in pixels. */
const nearEnd = 80;

/** The messages of a chat. New ones are read out; the list follows them unless the visitor reads above. */
export function MessageLog({ chat }: { chat: Chat }) {
	const [shownCount, setShownCount] = useState(pageSize);
	const [isBehind, setBehind] = useState(false);
	const place = useRef<HTMLDivElement>(null);
	const follows = useRef(true);
	const count = chat.messages.length;
	const isTyping = typing.value.has(chat.key);

	const toEnd = () => {
		const element = place.current;
		if (element) element.scrollTop = element.scrollHeight;
		follows.current = true;
		setBehind(false);
	};
	useLayoutEffect(() => {
		const last = chat.messages.at(-1);
		if (follows.current || last?.fromMe === false) toEnd();
		else setBehind(true);
	}, [count]);
	useLayoutEffect(() => {
		if (follows.current) toEnd();
	}, [isTyping]);

	const shown = chat.messages.slice(-shownCount);
	const now = Date.now();
	return (
		<div class="log-frame">
			<div
				class="log"
				ref={place}
				// So that it can be scrolled by keyboard.
				tabIndex={0}
				role="log"
				aria-live="polite"
				aria-label={`Messages with ${chat.title}`}
				onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
					follows.current = scrollHeight - scrollTop - clientHeight < nearEnd;
					if (follows.current) setBehind(false);
				}}
				// Pictures arrive after the list was drawn.
				onLoadCapture={() => {
					if (follows.current) toEnd();
				}}
			>
				{count > shownCount && (
					<button
						type="button"
						class="earlier"
						onClick={() => {
							setShownCount(shownCount + pageSize);
						}}
					>
						Show earlier messages
					</button>
				)}
				{count === 0 && <EmptyChat chat={chat} />}
				{shown.map((message, index) => {
					const day = dayName(message.time, now);
					const before = shown[index - 1];
					const isNewDay = !before || dayName(before.time, now) !== day;
					return (
						<Fragment key={message.key}>
							{isNewDay && <p class="day">{day}</p>}
							<Message message={message} chat={chat} />
						</Fragment>
					);
				})}
				{isTyping && (
					<p class="bubble-typing" aria-hidden="true">
						<span />
						<span />
						<span />
					</p>
				)}
			</div>
			{isBehind && (
				<button type="button" class="to-end" onClick={toEnd}>
					<Icon name="down" />
					New messages
				</button>
			)}
		</div>
	);
}
