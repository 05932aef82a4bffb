import type { ServerResponse } from 'node:http';

/** Sends everything that happens to the readers of `GET /control/stream` as server-sent events. */
export class Stream {
	private readonly readers = new Set<ServerResponse>();

	/** Turns this answer into a stream that lasts until the reader leaves. */
	join(response: ServerResponse): void {
		response.writeHead(200, {
			'content-type': 'text/event-stream',
			'cache-control': 'no-cache',
		});
		response.write(': connected\n\n');
		this.readers.add(response);
		response.on('close', () => this.readers.delete(response));
	}

	/** `value` is built only when somebody reads. */
	send(kind: string, value: () => unknown): void {
		if (this.readers.size === 0) return;
		const text = `event: ${kind}\ndata: ${JSON.stringify(value())}\n\n`;
		for (const reader of this.readers) reader.write(text);
	}
}
