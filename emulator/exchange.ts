import type { FastifyReply, FastifyRequest } from 'fastify';

import type { Emulation } from './emulation';
import type { Fault } from './faults';
import {
	recordedText,
	shortenData,
	type Gateway,
	type Outcome,
	type RequestRecord,
} from './requestLog';

/** An answer of a gateway. */
export interface Answer {
	status: number;
	/** A JSON value; undefined for an empty body. */
	body: unknown;
	/** Sent instead of `body`. */
	file?: { mimeType: string; bytes: Buffer };
}

/** A request to a gateway, ready to be carried out. */
export interface GatewayCall {
	gateway: Gateway;
	/** The gateway's own name of what is asked. */
	command: string;
	request: FastifyRequest;
	reply: FastifyReply;
	/** Parsed body, or the raw text when it is no JSON. */
	body: unknown;
	/** Carries the request out. */
	handle: () => Answer | Promise<Answer>;
	/** The gateway's own exception, for the fault `exceptionAfter`. */
	exception: Answer;
}

/** Records a request, plays a fault when one is due, carries the request out and answers it. */
export async function exchange(emulation: Emulation, call: GatewayCall): Promise<FastifyReply> {
	const { reply } = call;
	const fault = emulation.faults.take(call.gateway, call.command);
	const record = newRecord(emulation, call, fault);
	const started = performance.now();
	emulation.requests.push(record);
	emulation.stream.send('request', () => record);
	emulation.waiting.add(reply.raw);
	reply.raw.on('close', () => emulation.waiting.delete(reply.raw));

	const finish = (outcome: Outcome, status: number | null = null) => {
		record.outcome = outcome;
		record.status = status;
		record.durationMs = Math.round(performance.now() - started);
		emulation.stream.send('request', () => record);
	};
	const answer = (status: number, body: string | Buffer, headers: Record<string, string> = {}) => {
		record.response = typeof body === 'string' ? recordedText(body) : `(${body.length} bytes)`;
		finish('answered', status);
		const type = { 'content-type': 'application/json; charset=utf-8' };
		return reply
			.code(status)
			.headers({ ...type, ...headers })
			.send(body);
	};
	const carryOut = async () => {
		const done = await call.handle();
		emulation.playHooks(call.command);
		return done;
	};
	const answerWhole = ({ status, body, file }: Answer) => {
		if (file) return answer(status, file.bytes, { 'content-type': file.mimeType });
		return answer(status, body === undefined ? '' : JSON.stringify(body));
	};

	if (fault && fault.latencyMs > 0) await emulation.timers.sleep(fault.latencyMs);
	if (fault && 'when' in fault && fault.when === 'after') await carryOut();
	switch (fault?.effect) {
		case 'cut':
			finish('cut');
			reply.hijack();
			reply.raw.destroy();
			return reply;
		case 'hang':
			finish('silent');
			return reply.hijack();
		case 'answer': {
			const isText = typeof fault.body === 'string';
			const type = { 'content-type': isText ? 'text/html' : 'application/json; charset=utf-8' };
			const text = isText ? String(fault.body) : JSON.stringify(fault.body ?? {});
			return answer(fault.status, text, { ...type, ...fault.headers });
		}
		case 'redirect':
			return answer(fault.status, '', { location: fault.location });
		case 'badJson':
			await carryOut();
			return answer(200, '<!-- ok -->{"result": OK');
		case 'truncatedJson': {
			const { body, file } = await carryOut();
			const whole = file?.bytes ?? JSON.stringify(body ?? {});
			const half = whole.slice(0, Math.ceil(whole.length / 2));
			return answer(200, half, file && { 'content-type': file.mimeType });
		}
		case 'result': {
			const { status, body } = await carryOut();
			return answer(status, JSON.stringify(Object.assign({}, body, { result: fault.result })));
		}
		case 'exceptionAfter':
			await carryOut();
			return answer(call.exception.status, JSON.stringify(call.exception.body));
		case 'delay':
		case undefined:
			return answerWhole(await carryOut());
	}
}

function newRecord(emulation: Emulation, call: GatewayCall, fault: Fault | null): RequestRecord {
	const { request } = call;
	const headers: Record<string, string> = {};
	for (const [name, value] of Object.entries(request.headers)) headers[name] = String(value);
	return {
		id: emulation.newId(),
		gateway: call.gateway,
		command: call.command,
		method: request.method,
		url: request.url,
		time: emulation.clock.now(),
		headers,
		body: shortenData(call.body),
		outcome: 'running',
		status: null,
		response: null,
		fault: fault?.id ?? null,
		durationMs: null,
	};
}
