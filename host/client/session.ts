import { z } from 'zod/v4';
import { isErrorNamed } from '../errors';

/** An answer of n8n's REST API that says no. */
export class N8nApiError extends Error {
	constructor(
		/** `POST /rest/workflows` */
		readonly call: string,
		/** HTTP status. */
		readonly status: number,
		/** What n8n gave as the reason. */
		readonly reason: string,
	) {
		super(`${call} answered ${status}: ${reason}`);
		this.name = 'N8nApiError';
	}
}

const problem = z.object({ message: z.string() });
const envelope = z.object({ data: z.unknown() });

/** The reason in an error body: n8n's `message`, else the body itself. */
function reasonIn(text: string): string {
	try {
		const parsed = problem.safeParse(JSON.parse(text));
		return parsed.success ? parsed.data.message : text;
	} catch (error) {
		// Not JSON: a page or plain text, shown as it is.
		if (isErrorNamed(error, 'SyntaxError')) return text;
		throw error;
	}
}

/** Milliseconds that one call may take: an activation runs the trigger's first poll. */
const callTimeoutMs = 120_000;

/** Calls of n8n's own REST API (`/rest/…`), signed in by cookie as the editor is. */
export class RestSession {
	/**
	 * @param url of the n8n, no slash at the end
	 * @param cookie of a user who has signed in before, `name=value`
	 */
	constructor(
		readonly url: string,
		private cookie = '',
	) {}

	/** The cookie of the signed-in user, `name=value`; empty before signing in. */
	get signedInCookie(): string {
		return this.cookie;
	}

	private async fetch(method: string, path: string, body?: unknown): Promise<Response> {
		// n8n closes connections that rest for 5 s: one that is kept may end while it is being used again.
		const headers: Record<string, string> = { accept: 'application/json', connection: 'close' };
		if (this.cookie) headers.cookie = this.cookie;
		if (body !== undefined) headers['content-type'] = 'application/json';
		const response = await fetch(`${this.url}/rest${path}`, {
			method,
			headers,
			body: body === undefined ? undefined : JSON.stringify(body),
			signal: AbortSignal.timeout(callTimeoutMs),
		});
		for (const cookie of response.headers.getSetCookie()) {
			const pair = cookie.split(';')[0] ?? '';
			if (pair.startsWith('n8n-auth=')) this.cookie = pair;
		}
		if (!response.ok) {
			const call = `${method} /rest${path.split('?')[0] ?? ''}`;
			throw new N8nApiError(call, response.status, reasonIn(await response.text()));
		}
		return response;
	}

	/**
	 * One call; gives what stands under `data` in the answer, checked against a schema.
	 * @throws {N8nApiError} when n8n refuses; a schema error when the answer has another form
	 */
	async call<T>(schema: z.ZodType<T>, method: string, path: string, body?: unknown): Promise<T> {
		const response = await this.fetch(method, path, body);
		const answer: unknown = await response.json();
		return schema.parse(envelope.parse(answer).data);
	}

	/** One call whose answer is a file. */
	async download(path: string): Promise<Buffer> {
		const response = await this.fetch('GET', path);
		return Buffer.from(await response.arrayBuffer());
	}
}
