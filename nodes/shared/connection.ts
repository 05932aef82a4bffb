import type {
	IAllExecuteFunctions,
	IDataObject,
	IHttpRequestMethods,
	NodeApiError,
} from 'n8n-workflow';

import type { Answer, Outcome } from './answer';
import { isSuccess, readAnswer, withErrorRead, withFileRead } from './answer';
import { InvalidInput } from './errors';
import type { FailedCall, GatewayWords } from './gatewayErrors';
import { answerError, networkError } from './gatewayErrors';
import { isRecord, textOf } from './json';
import { pause } from './pacer';
import type { FileBody } from './streams';
import { endAfter, isFileBody } from './streams';
import { Upload } from './upload';

/** What the connection needs to know of a gateway. */
export interface Gateway extends GatewayWords {
	/** Name of the credential type, e.g. `whatsGateApi`. */
	credentialType: string;
	/** The field of the credential that holds the secret. */
	secretField: string;
	/** Whether an error answer is the service's last word, so that asking again changes nothing. */
	isFinal(status: number, body: unknown): boolean;
}

/** One HTTP call to a gateway. */
export interface GatewayRequest {
	method: IHttpRequestMethods;
	/** Below the base URL, beginning with a slash. */
	path: string;
	/** As the documentation calls it, for errors. */
	call: string;
	/** JSON, the bytes of a file, or a file that is read while it is sent. */
	body?: IDataObject | Buffer | Upload;
	/** Lists are written as repeated names. */
	qs?: IDataObject;
	headers?: Record<string, string>;
	/** Milliseconds. */
	timeout?: number;
	/**
	 * How often it may be done again when the service is away for a moment: `read` for calls that can be made any
	 * number of times, `rateLimited` for those that may be made again only when the service did not take the first
	 * one (429), `none` for sends, which have no idempotency key, and for files, whose stream is read once.
	 */
	repeat: 'read' | 'rateLimited' | 'none';
	/** Whether the call makes a message go out: then an error says that it may have gone out all the same. */
	sends?: boolean;
}

/** Pauses before the second and third try of a read. Milliseconds. */
const RETRY_PAUSES_MS = [1000, 2000];

/** A `Retry-After` beyond this is not waited for. Milliseconds. */
const LONGEST_RETRY_AFTER_MS = 20_000;

/** Sends with media and long lists are slow (reference, section 8). Milliseconds. */
const TIMEOUT_MS = 60_000;

/** A file of 100 MB over a slow line. Milliseconds. */
export const FILE_TIMEOUT_MS = 10 * 60_000;

/** `file`: JSON with a file in it as base64, where these names lead to. */
type Expected = 'json' | 'stream' | { file: string[] };

/** A gateway as one credential reaches it. The only place from which calls to a gateway are made. */
export class Connection {
	private constructor(
		private readonly functions: IAllExecuteFunctions,
		private readonly gateway: Gateway,
		/** Without a trailing slash. */
		readonly baseUrl: string,
		/** The API key or token: to derive from, never to show. */
		readonly secret: string,
	) {}

	/**
	 * Reads the credential of the node.
	 * @throws InvalidInput where its base URL is no http(s) URL or the secret is empty
	 */
	static async open(functions: IAllExecuteFunctions, gateway: Gateway): Promise<Connection> {
		const credential = await functions.getCredentials(gateway.credentialType);
		const secret = textOf(credential[gateway.secretField]) ?? '';
		if (secret === '') {
			throw new InvalidInput(
				`The credential has no ${gateway.secretName}`,
				`Open the credential and enter the ${gateway.secretName} of your ${gateway.name} account.`,
			);
		}
		return new Connection(functions, gateway, checkedBaseUrl(credential.baseUrl), secret);
	}

	/**
	 * @returns The JSON object of a success (2xx)
	 * @throws NodeApiError for everything else, with what happened and what to do
	 */
	async request(request: GatewayRequest): Promise<IDataObject> {
		const { body } = await this.success(request);
		if (isRecord(body)) return body;
		throw this.unexpected(request, body);
	}

	/**
	 * For lists that come bare, and for answers that may be empty (204).
	 * @returns The JSON of a success (2xx): an object, a list, or null where there is no body
	 * @throws NodeApiError for everything else
	 */
	async requestAny(request: GatewayRequest): Promise<IDataObject | unknown[] | null> {
		const { status, body } = await this.success(request);
		if (isRecord(body) || Array.isArray(body)) return body;
		if (status === 204) return null;
		throw this.unexpected(request, body);
	}

	/**
	 * For JSON that has a file in it as base64; it takes as much memory as the file.
	 * @param place The names that lead to the file's text, e.g. `['media', 'data']`
	 * @returns The JSON with an empty text in place of the file, and the file; null where there is no text
	 * @throws NodeApiError for everything else
	 */
	async requestWithFile(
		request: GatewayRequest,
		place: string[],
	): Promise<{ json: IDataObject; file: Buffer | null }> {
		const answer = await this.answer(request, { file: place });
		if (!isSuccess(answer)) throw this.error(request, answer);
		const { body, file = null } = answer;
		if (isRecord(body)) return { json: body, file };
		throw this.unexpected(request, body);
	}

	/**
	 * For files.
	 * @returns The body of a success (2xx) as a stream, and its MIME type where it is told. The stream ends with an
	 * error where the file is not there within the request's timeout.
	 * @throws NodeApiError for everything else
	 */
	async requestFile(request: GatewayRequest): Promise<{ body: FileBody; mimeType: string | null }> {
		const answer = await this.answer(request, 'stream');
		const { body, mimeType } = answer;
		if (!isSuccess(answer) || !isFileBody(body)) throw this.error(request, answer);
		endAfter(body, request.timeout ?? TIMEOUT_MS, () => this.tooSlow(request));
		return { body, mimeType };
	}

	/** The error for a success (2xx) whose body says otherwise. */
	unexpected(request: Pick<GatewayRequest, 'call' | 'sends'>, body: unknown): NodeApiError {
		return this.error(request, { status: 200, body });
	}

	private tooSlow(request: Pick<GatewayRequest, 'call' | 'sends'>): NodeApiError {
		const late = Object.assign(new Error('The file did not arrive in time'), { code: 'ETIMEDOUT' });
		return networkError(this.functions.getNode(), this.gateway, this.failed(request), late);
	}

	private error(
		request: Pick<GatewayRequest, 'call' | 'sends'>,
		answer: Pick<Answer, 'status' | 'body' | 'location' | 'retryAfterMs'>,
	): NodeApiError {
		return answerError(this.functions.getNode(), this.gateway, this.failed(request), answer);
	}

	private failed({ call, sends = false }: Pick<GatewayRequest, 'call' | 'sends'>): FailedCall {
		return { call, sends, secrets: [this.secret] };
	}

	private async success(request: GatewayRequest): Promise<Answer> {
		const answer = await this.answer(request, 'json');
		if (isSuccess(answer)) return answer;
		throw this.error(request, answer);
	}

	private async answer(request: GatewayRequest, expected: Expected): Promise<Answer> {
		const outcome = await this.tryWithRepeats(request, expected);
		if ('answer' in outcome) return outcome.answer;
		if (outcome.error instanceof InvalidInput) throw outcome.error;
		throw networkError(this.functions.getNode(), this.gateway, this.failed(request), outcome.error);
	}

	private async tryWithRepeats(request: GatewayRequest, expected: Expected): Promise<Outcome> {
		const signal = cancelSignal(this.functions);
		for (let attempt = 0; ; attempt++) {
			const outcome = await this.tryWithBody(request, expected);
			const wait = this.pauseBeforeRepeat(request, outcome, attempt);
			if (wait === null || signal?.aborted) return outcome;
			await pause(wait, signal);
		}
	}

	/** Milliseconds until the next try; null where there is none. */
	private pauseBeforeRepeat(
		request: GatewayRequest,
		outcome: Outcome,
		attempt: number,
	): number | null {
		const wait = RETRY_PAUSES_MS[attempt];
		if (wait === undefined || request.repeat === 'none') return null;
		if ('error' in outcome) return request.repeat === 'read' ? wait : null;
		const { status, body, retryAfterMs } = outcome.answer;
		if (status === 429) {
			const asked = retryAfterMs ?? wait;
			return asked > LONGEST_RETRY_AFTER_MS ? null : Math.max(asked, wait);
		}
		if (request.repeat !== 'read' || status < 500) return null;
		return this.gateway.isFinal(status, body) ? null : wait;
	}

	private async tryWithBody(request: GatewayRequest, expected: Expected): Promise<Outcome> {
		const { body: given } = request;
		if (!(given instanceof Upload)) return await this.tryOnce(request, given, expected);
		const { body, failure, close } = await given.open();
		const headers = {
			...request.headers,
			'Content-Type': given.contentType,
			'Content-Length': String(given.length),
		};
		const outcome = await this.tryOnce({ ...request, headers }, body, expected);
		close();
		const error = failure();
		return 'error' in outcome && error !== null ? { error } : outcome;
	}

	private async tryOnce(
		request: Omit<GatewayRequest, 'body'>,
		body: IDataObject | FileBody | undefined,
		expected: Expected,
	): Promise<Outcome> {
		try {
			const response: unknown = await this.functions.helpers.httpRequestWithAuthentication.call(
				this.functions,
				this.gateway.credentialType,
				{
					method: request.method,
					url: `${this.baseUrl}${request.path}`,
					body,
					qs: request.qs,
					arrayFormat: 'repeat',
					headers: {
						Accept: expected === 'stream' ? '*/*' : 'application/json',
						...request.headers,
					},
					...(expected === 'json' ? { json: true } : { encoding: 'stream' }),
					timeout: request.timeout ?? TIMEOUT_MS,
					returnFullResponse: true,
					// A redirect would carry the secret elsewhere, or repeat a send.
					disableFollowRedirect: true,
					// n8n repeats a request that ended with 401: a send must never be repeated.
					ignoreHttpStatusErrors: true,
				},
			);
			const answer = await withErrorRead(readAnswer(response));
			if (typeof expected === 'string') return { answer };
			return await withFileRead(answer, expected.file, FILE_TIMEOUT_MS, () =>
				this.tooSlow(request),
			);
		} catch (error) {
			return { error };
		}
	}
}

/** Only an action node's execution can be cancelled. */
function cancelSignal(functions: IAllExecuteFunctions): AbortSignal | undefined {
	return 'getExecutionCancelSignal' in functions ? functions.getExecutionCancelSignal() : undefined;
}

function checkedBaseUrl(value: unknown): string {
	const text = (textOf(value) ?? '').trim().replace(/\/+$/, '');
	const url = URL.canParse(text) ? new URL(text) : null;
	if (url === null || !['http:', 'https:'].includes(url.protocol)) {
		throw new InvalidInput(
			`The Base URL of the credential, "${text}", is not a URL`,
			'It begins with https:// (or http:// for a service in your own network). The default is right for almost everybody.',
		);
	}
	return text;
}
