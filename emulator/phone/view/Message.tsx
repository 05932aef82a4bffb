import type { MessageRecord } from '../../control/recordSchemas';
import { formattedNumber } from '../../world/ids';
import type { Chat } from '../state/chats';
import { detailsOf } from '../state/composing';
import { me, messages, people } from '../state/world';
import { colourOf, inOneLine, personName } from '../text/names';
import { clockTime } from '../text/times';
import { Ticks } from './Icon';
import { MessageActions } from './MessageActions';
import { MessageContent } from './MessageContent';

/** Who wrote a message, as the customer who is played sees it. */
export function authorOf({ author, authorName, fromMe }: MessageRecord, company: string): string {
	if (author === me.value?.id && !fromMe) return 'You';
	if (fromMe) return company;
	return authorName ?? formattedNumber(author);
}

const ways: Record<MessageRecord['origin'], string> = {
	whatsGate: 'via WhatsGate',
	whapi: 'via Whapi',
	phone: 'typed on the phone',
	person: '',
};

const states: Record<MessageRecord['status'], string> = {
	failed: 'not sent',
	pending: 'on its way',
	sent: 'sent',
	delivered: 'delivered',
	read: 'read',
	played: 'played',
};

function Quote({ message, company }: { message: MessageRecord; company: string }) {
	const { quotedKey } = message;
	const quoted = quotedKey === null ? undefined : messages.value.get(quotedKey);
	if (!quoted) return null;
	return (
		<blockquote>
			<b>{authorOf(quoted, company)}</b>
			<span>{inOneLine(quoted)}</span>
		</blockquote>
	);
}

/** What the customer's own messages have come to: one tick, two, and blue ones once they were seen. */
function OwnMarks({ message }: { message: MessageRecord }) {
	const text = message.seen ? 'Seen' : 'Delivered';
	return (
		<span class={`marks ${message.seen ? 'seen' : ''}`} title={text}>
			<Ticks two />
			<span class="unseen">{text}</span>
		</span>
	);
}

/** The way that an answer came, and the state that its gateway reports. */
function CompanyMarks({ message }: { message: MessageRecord }) {
	const { origin, status, key } = message;
	return (
		<span class="marks">
			<button
				type="button"
				class="way"
				title="How it travelled"
				onClick={() => {
					detailsOf.value = key;
				}}
			>
				{ways[origin]}
			</button>
			<span title="What the gateway reports">{states[status]}</span>
		</span>
	);
}

function Reactions({ message }: { message: MessageRecord }) {
	if (message.reactions.length === 0) return null;
	const nameOf = (id: string) => {
		if (id === me.value?.id) return 'You';
		const person = people.value.find((one) => one.id === id);
		return person ? personName(person) : 'The company';
	};
	return (
		<ul class="reactions" aria-label="Reactions">
			{message.reactions.map(({ from, emoji }) => (
				<li key={from} title={nameOf(from)}>
					{emoji}
					<span class="unseen"> by {nameOf(from)}</span>
				</li>
			))}
		</ul>
	);
}

/** One message: its author, what it answers, its content, time and marks. */
export function Message({ message, chat }: { message: MessageRecord; chat: Chat }) {
	const isMine = !message.fromMe && message.author === me.value?.id;
	const author = authorOf(message, chat.session.name);
	return (
		<article class={`message ${isMine ? 'mine' : 'theirs'}`} data-key={message.key}>
			<div class="bubble">
				{!isMine && chat.group ? (
					<h3 class={`author ink-${colourOf(message.author)}`}>{author}</h3>
				) : (
					<h3 class="unseen">{author}</h3>
				)}
				{message.forwarded && <p class="forwarded">Forwarded</p>}
				{message.revoked ? (
					<p class="deleted">This message was deleted</p>
				) : (
					<>
						<Quote message={message} company={chat.session.name} />
						<MessageContent message={message} />
					</>
				)}
				<p class="meta">
					{message.edited && !message.revoked && <span>edited</span>}
					{message.fromMe && <CompanyMarks message={message} />}
					<time dateTime={new Date(message.time).toISOString()}>{clockTime(message.time)}</time>
					{isMine && <OwnMarks message={message} />}
				</p>
				<Reactions message={message} />
			</div>
			<MessageActions message={message} isMine={isMine} author={author} />
		</article>
	);
}
