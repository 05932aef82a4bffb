import { useEffect, useState } from 'preact/hooks';

import type { MessageForms } from '../../control/recordSchemas';
import { detailsOf } from '../state/composing';
import { control } from '../state/control';
import { entries } from '../state/entries';
import { journeyOf } from '../state/journey';
import { attempt } from '../state/notice';
import { gateway } from '../state/settings';
import { messages } from '../state/world';
import { readable } from '../text/blacken';
import { gatewayNames, inOneLine } from '../text/names';
import { exactTime } from '../text/times';
import { Dialog } from './Dialog';
import { resultOf } from './EntryItem';

/** A message as the gateway gives it: its id and JSON, and the way it took. `name` is its key. */
export function MessageDetails({ name }: { name: string }) {
	const [forms, setForms] = useState<MessageForms | null>(null);
	const message = messages.value.get(name);
	const at = gateway.value;
	useEffect(() => {
		attempt(control.messageForms({ message: name }).then(setForms));
	}, [message]);
	const close = () => {
		detailsOf.value = null;
	};
	if (!message) return null;
	const form = forms?.[at];
	const title = gatewayNames[at];
	const journey = journeyOf(message, entries.value);
	return (
		<Dialog title={`The message at ${title}`} onClose={close}>
			<p class="about">{inOneLine(message)}</p>
			{forms && !form ? (
				<p>
					{title} has no such message: it is linked to another phone. Switch “Seen through” to see
					it at the other gateway.
				</p>
			) : (
				<>
					<dl>
						<dt>Message ID</dt>
						<dd>
							<code>{message.ids[at]}</code>
						</dd>
					</dl>
					<h3>How it travelled</h3>
					{journey.length === 0 ? (
						<p>Nothing in “What happens” speaks of it.</p>
					) : (
						<ol class="journey">
							{journey.map((entry) => {
								const { text, tone } = resultOf(entry);
								return (
									<li key={entry.key}>
										<span class="entry-time">{exactTime(entry.time)}</span>
										<span class={`badge ${entry.kind}`}>{gatewayNames[entry.gateway]}</span>
										<span class="entry-name">
											{entry.kind === 'event' && 'tells '}
											{entry.kind === 'request' && 'is called: '}
											{entry.kind === 'webhook' && 'calls the webhook: '}
											{entry.name}
										</span>
										<span class={`result ${tone}`}>{text}</span>
									</li>
								);
							})}
						</ol>
					)}
					<h3>JSON</h3>
					<pre tabIndex={0} aria-label={`The message as ${title} gives it`}>
						{form ? readable(form) : '…'}
					</pre>
				</>
			)}
		</Dialog>
	);
}
