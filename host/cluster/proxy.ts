import httpProxy from '@fastify/http-proxy';
import Fastify, { type FastifyRequest } from 'fastify';

/** Where the proxy sends requests to, asked anew for each. */
export interface Upstreams {
	/** Address of the main process. */
	main: () => string;
	/** Addresses of the webhook processes, at least one; they take turns. */
	webhooks: () => string[];
}

/** What stands in front of a cluster: one address for gateways and people. */
export interface Proxy {
	/** No slash at the end. */
	url: string;
	close: () => Promise<void>;
}

/**
 * What the webhook processes serve (`abstract-server` of n8n 2.40.7); tests, `/webhook-test/` and the like, and
 * the editor belong to the main process.
 */
const production = /^\/(webhook|webhook-waiting|form|form-waiting|mcp)\//;

/** How the caller reached the proxy: n8n compares it with the `Origin` of the editor's connection. */
function forwarded({
	headers,
	ip,
	protocol,
}: Pick<FastifyRequest, 'headers' | 'ip' | 'protocol'>): Record<string, string> {
	return {
		'x-forwarded-for': ip,
		'x-forwarded-host': headers.host ?? '',
		'x-forwarded-proto': protocol,
	};
}

/** Starts a reverse proxy on this machine; websockets go through it, too. */
export async function startProxy(port: number, upstreams: Upstreams): Promise<Proxy> {
	let turn = 0;
	const upstreamOf = ({ url }: { url: string }) => {
		const webhooks = production.test(url) ? upstreams.webhooks() : [];
		turn += 1;
		return webhooks[turn % webhooks.length] ?? upstreams.main();
	};
	const app = Fastify({ forceCloseConnections: true });
	await app.register(httpProxy, {
		upstream: '',
		websocket: true,
		replyOptions: {
			getUpstream: upstreamOf,
			rewriteRequestHeaders: (request, headers) => ({ ...headers, ...forwarded(request) }),
		},
		wsClientOptions: webSocketOptions,
	});
	const url = await app.listen({ port, host: '127.0.0.1' });
	return {
		url,
		close: async () => {
			await app.close();
		},
	};
}

const webSocketOptions = {
	perMessageDeflate: false,
	rewriteRequestHeaders: (_headers: unknown, request: FastifyRequest) => ({
		...forwarded(request),
		cookie: request.headers.cookie ?? '',
		origin: request.headers.origin ?? '',
	}),
};
