import type { NodeApiError } from 'n8n-workflow';

import { whatsGate } from '../../../../nodes/WhatsGate/gateway';
import { answerError, networkError } from '../../../../nodes/shared/gatewayErrors';
import { nodeNamed } from '../../../helpers/node';
import { sample } from '../fixtures';

const node = nodeNamed('WhatsGate');

const KEY = 'k3y-0f-the-account';
const MAY_HAVE_GONE_OUT = 'The message may have gone out nevertheless';

const sending = { call: 'send', sends: true, secrets: [KEY] };
const reading = { call: 'get-chats', sends: false, secrets: [KEY] };

type Answer = Parameters<typeof answerError>[3];

const answered = (answer: Answer, failed = sending) => answerError(node, whatsGate, failed, answer);

/** Everything that n8n could show or write down of an error. */
function allOf(error: NodeApiError): string {
	return [JSON.stringify(error), error.message, error.description, error.stack].join('\n');
}

function brokenOff(code: string): Error {
	return Object.assign(new Error(`${code} at https://whatsgate.org?key=${KEY}`), { code });
}

describe('an answer that is no success', () => {
	it.each([
		['error-401-unauthorized', 401],
		['error-500-unauthorized', 500],
	])('%s: the key is wrong, and a send did not go out', (name, status) => {
		const error = answered({ status, body: sample(name) });
		expect(error.message).toBe(
			'WhatsGate did not accept the API key: Your request was made with invalid credentials.',
		);
		expect(error.description).toContain('Copy the API key');
		expect(error.description).not.toContain(MAY_HAVE_GONE_OUT);
		expect(error.httpCode).toBe(String(status));
	});

	it("401 without the service's words", () => {
		expect(answered({ status: 401, body: '' }).message).toBe(
			'WhatsGate did not accept the API key',
		);
	});

	it('429: too many requests; a send did not go out', () => {
		const error = answered({ status: 429, body: { message: 'Slow down' } });
		expect(error.message).toBe('WhatsGate says that there were too many requests: Slow down');
		expect(error.description).toContain('pause between sends');
		expect(error.description).not.toContain(MAY_HAVE_GONE_OUT);
	});

	it.each([301, 302, 307, 308])('%s: a redirect is not followed, but named', (status) => {
		const location = 'https://whatsgate.example/api/v1/send';
		const error = answered({ status, body: '', location });
		expect(error.message).toContain('redirect');
		expect(error.description).toContain(location);
		expect(error.description).not.toContain(MAY_HAVE_GONE_OUT);
	});

	it("500 with the error object: the service's words and what to check", () => {
		const error = answered({ status: 500, body: { name: 'Exception', message: 'No such chat' } });
		expect(error.message).toBe('WhatsGate: No such chat');
		expect(error.description).toContain('session is READY');
		expect(error.description).toContain(MAY_HAVE_GONE_OUT);
		expect(error.description).toContain('Call: send. Status: 500.');
	});

	it('500 with the exception that is known to hide a message that was sent', () => {
		const error = answered({ status: 500, body: sample('error-500-evaluation-failed.assumed') });
		expect(error.message).toContain("reading 'serialize'");
		expect(error.description).toContain('although the message was sent');
		expect(error.description).toContain(MAY_HAVE_GONE_OUT);
	});

	it('500 with a page of HTML: its words without tags, and not all of them', () => {
		const body = `<html><body><h1>Bad  Gateway</h1>${'nginx '.repeat(200)}</body></html>`;
		const error = answered({ status: 502, body });
		expect(error.message).toBe('WhatsGate answered with status 502');
		expect(error.description).toContain('Answer: Bad Gateway nginx');
		expect(error.description).not.toMatch(/[<>]/);
		expect(error.description?.length).toBeLessThan(600);
	});

	it('404: the Base URL is suspected, and a send did not go out', () => {
		const error = answered({ status: 404, body: '<p>Not Found</p>' });
		expect(error.description).toContain('Base URL');
		expect(error.description).not.toContain(MAY_HAVE_GONE_OUT);
	});

	it.each([
		['not JSON', '<html>Welcome</html>'],
		['another result', { result: 'FAILED' }],
		['nothing', ''],
	])('200 with %s is an error, and a send may have gone out', (_what, body) => {
		const error = answered({ status: 200, body });
		expect(error.message).toBe('WhatsGate answered in a form that is not documented');
		expect(error.description).toContain(MAY_HAVE_GONE_OUT);
	});

	it('never speaks of a message that went out when nothing was to be sent', () => {
		for (const status of [200, 302, 401, 404, 429, 500]) {
			const error = answered({ status, body: { result: 'FAILED' } }, reading);
			expect(allOf(error)).not.toContain(MAY_HAVE_GONE_OUT);
			expect(error.description).toContain('get-chats');
		}
	});

	it.each([200, 302, 401, 404, 429, 500])('%s never shows the key', (status) => {
		const bodies = [
			`<p>key ${KEY} is wrong</p>`,
			{ message: `key ${KEY}` },
			{ name: KEY },
			{ result: KEY },
		];
		for (const body of bodies) expect(allOf(answered({ status, body }))).not.toContain(KEY);
	});
});

describe('a call without an answer', () => {
	it.each([
		['ECONNREFUSED', 'refused the connection', false],
		['EHOSTUNREACH', 'refused the connection', false],
		['ENOTFOUND', 'was not found', false],
		['EAI_AGAIN', 'was not found', false],
		['ETIMEDOUT', 'did not answer in time', true],
		['ECONNABORTED', 'did not answer in time', true],
		['ECONNRESET', 'was cut before the answer came', true],
		['EPIPE', 'was cut before the answer came', true],
		['ERR_SOMETHING_NEW', 'could not be reached', true],
	])('%s: %s; may have gone out: %s', (code, words, isUncertain) => {
		const error = networkError(node, whatsGate, sending, brokenOff(code));
		expect(error.message).toContain('WhatsGate');
		expect(error.message).toContain(words);
		expect(error.description).toContain(`Call: send. Cause: ${code}`);
		expect(error.description?.includes(MAY_HAVE_GONE_OUT)).toBe(isUncertain);
		expect(allOf(error)).not.toContain(KEY);
	});

	it('is recognised where the host has wrapped its cause', () => {
		const wrapped = new Error('request failed', { cause: brokenOff('ECONNRESET') });
		const twice = Object.assign(new Error('outer'), { errorResponse: wrapped });
		for (const error of [wrapped, twice]) {
			const shown = networkError(node, whatsGate, reading, error);
			expect(shown.message).toContain('was cut');
			expect(allOf(shown)).not.toContain(KEY);
		}
	});

	it('ends where causes go round in a circle', () => {
		const error = new Error('round');
		error.cause = error;
		expect(networkError(node, whatsGate, reading, error).message).toContain('not be reached');
	});

	it.each(['a text', undefined, null])('may be thrown as %j', (thrown) => {
		const { description } = networkError(node, whatsGate, sending, thrown);
		expect(description).toContain(`Cause: ${String(thrown)}`);
		expect(description).toContain(MAY_HAVE_GONE_OUT);
	});
});
