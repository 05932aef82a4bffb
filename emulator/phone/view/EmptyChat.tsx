import type { Chat } from '../state/chats';
import { focusField } from '../state/composing';
import { attempt } from '../state/notice';
import { sendText } from '../state/sending';
import { me } from '../state/world';
import { personName } from '../text/names';

const examples = ['Hello there', 'When are you open today?', 'I would like to order two pizzas'];

/** Says what this is and what to do, before the first message. */
export function EmptyChat({ chat }: { chat: Chat }) {
	if (!me.value) return null;
	return (
		<div class="empty">
			<h3>{chat.group ? `Say something in ${chat.title}` : `Say hello to ${chat.title}`}</h3>
			<ol class="steps">
				<li>
					<b>You are {personName(me.value)}</b>, a customer. Write below, as in any chat.
				</li>
				<li>
					<b>{chat.session.name}</b> belongs to the company. It is linked to the gateways, and they
					tell n8n what you wrote.
				</li>
				<li>
					<b>The workflow’s answer</b> appears here by itself. “What happens” shows the way it took.
				</li>
			</ol>
			<div class="examples" role="group" aria-label="Messages to try">
				{examples.map((text) => (
					<button
						type="button"
						key={text}
						onClick={() => {
							attempt(sendText(chat, text));
							focusField();
						}}
					>
						{text}
					</button>
				))}
			</div>
		</div>
	);
}
