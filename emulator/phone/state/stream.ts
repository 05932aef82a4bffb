/** What the emulator tells a reader of its stream and the page wants to know. */
const kinds = [
	'received',
	'sent',
	'status',
	'action',
	'activity',
	'session',
	'person',
	'group',
	'participants',
	'event',
	'callback',
	'request',
	'webhookTry',
	'reset',
] as const;
export type StreamKind = (typeof kinds)[number];

interface Listener {
	onOpen(): void;
	onEvent(kind: StreamKind, value: unknown): void;
	/** The connection is gone; it is tried again by itself. */
	onLost(): void;
}

/** Milliseconds before the next try. */
const pauseMs = 1000;

/** Follows the emulator for as long as the page is open. Gives a way to begin anew. */
export function followStream(listener: Listener): { reconnect: () => void } {
	let source: EventSource | null = null;
	let timer = 0;
	const lose = () => {
		source?.close();
		listener.onLost();
		clearTimeout(timer);
		timer = window.setTimeout(connect, pauseMs);
	};
	const connect = () => {
		source = new EventSource('/control/stream');
		source.onopen = () => {
			listener.onOpen();
		};
		// The browser's own pause between tries grows; this one does not.
		source.onerror = lose;
		for (const kind of kinds) {
			source.addEventListener(kind, ({ data }: MessageEvent<string>) => {
				listener.onEvent(kind, JSON.parse(data));
			});
		}
	};
	connect();
	return { reconnect: lose };
}
