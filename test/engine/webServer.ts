import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';

import { z } from 'zod/v4';

/** A foreign web server: what it was asked for, and how it answers. */
export interface WebServer {
	/** Without a slash at the end. */
	url: string;
	requests: Array<{ path: string; headers: IncomingHttpHeaders }>;
	close(): Promise<void>;
}

export async function startWebServer(answer: RequestListener): Promise<WebServer> {
	const requests: WebServer['requests'] = [];
	const server = createServer((request, response) => {
		requests.push({ path: request.url ?? '', headers: request.headers });
		answer(request, response);
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = z.object({ port: z.number() }).parse(server.address());
	return {
		url: `http://127.0.0.1:${port}`,
		requests,
		close: async () => {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
}
