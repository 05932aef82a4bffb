import { useState } from 'preact/hooks';

import { bothGateways, type Entry, type EntryKind } from '../state/entries';
import { blackenHeaders, blackenText, readable } from '../text/blacken';
import { gatewayNames } from '../text/names';
import { exactTime } from '../text/times';

/** How something ended, in a word, and whether well. */
interface Result {
	text: string;
	tone: 'good' | 'bad' | 'plain';
}

export function resultOf(entry: Entry): Result {
	if (entry.kind === 'event') return { text: `#${entry.id}`, tone: 'plain' };
	if (entry.kind === 'webhook') {
		const { ok, status, attempt } = entry.done;
		const text = `${status ?? 'no answer'}${attempt > 1 ? `, try ${attempt}` : ''}`;
		return { text, tone: ok ? 'good' : 'bad' };
	}
	const { outcome, status } = entry.request;
	switch (outcome) {
		case 'running':
			return { text: 'running …', tone: 'plain' };
		case 'cut':
			return { text: 'cut', tone: 'bad' };
		case 'silent':
			return { text: 'no answer', tone: 'bad' };
		case 'answered':
			return { text: String(status), tone: status !== null && status < 400 ? 'good' : 'bad' };
	}
}

const badges: Record<EntryKind, string> = { event: 'Event', request: 'Call', webhook: 'Webhook' };

function Part({ title, value }: { title: string; value: unknown }) {
	if (value === null || value === undefined || value === '') return null;
	return (
		<>
			<h3>{title}</h3>
			<pre tabIndex={0} aria-label={title}>
				{readable(value)}
			</pre>
		</>
	);
}

function Body({ entry }: { entry: Entry }) {
	switch (entry.kind) {
		case 'event':
			return <Part title="What the gateway tells" value={entry.body} />;
		case 'request': {
			const { method, url, headers, body, response, durationMs, fault } = entry.request;
			return (
				<>
					<p>
						<code>
							{method} {blackenText(url)}
						</code>
						{durationMs !== null && ` · ${durationMs} ms`}
						{fault !== null && ' · met a fault of yours'}
					</p>
					<Part title="Request" value={body} />
					<Part title="Answer" value={response} />
					<Part title="Headers" value={blackenHeaders(headers)} />
				</>
			);
		}
		case 'webhook': {
			const { url, ok, error, response, durationMs, attempt, eventId } = entry.done;
			return (
				<>
					<p>
						<code>{blackenText(url)}</code>
					</p>
					<p>
						Event #{eventId}, try {attempt}, {durationMs} ms.{' '}
						{ok ? 'Confirmed.' : `Not confirmed: ${error ?? ''}`}
					</p>
					<Part title="Answer" value={response} />
				</>
			);
		}
	}
}

/** One thing that happened; it unfolds. */
export function EntryItem({ entry }: { entry: Entry }) {
	const [isOpen, setOpen] = useState(false);
	const { text, tone } = resultOf(entry);
	const took = entry.kind === 'request' ? entry.request.durationMs : null;
	return (
		<li class="entry">
			<details
				onToggle={({ currentTarget }) => {
					setOpen(currentTarget.open);
				}}
			>
				<summary>
					<span class={`badge ${entry.kind}`}>{badges[entry.kind]}</span>
					<span class="entry-name">{entry.name}</span>
					<span class={`result ${tone}`}>{text}</span>
					<span class="entry-time">
						{bothGateways.value && `${gatewayNames[entry.gateway]} · `}
						{took !== null && `${took} ms · `}
						{exactTime(entry.time)}
					</span>
				</summary>
				{isOpen && (
					<div class="entry-body">
						<Body entry={entry} />
					</div>
				)}
			</details>
		</li>
	);
}
