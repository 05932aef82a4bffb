import Fastify from 'fastify';
import { z } from 'zod/v4';

const requestSchema = z.object({
	messages: z.array(z.looseObject({ role: z.string(), content: z.unknown() })),
	tools: z.array(z.object({ function: z.object({ name: z.string() }) })).default([]),
});

/** A call of a tool that the stand-in makes. */
export interface ToolCall {
	/** Name of the tool as the model is told it; left out = the first one that it is offered. */
	tool?: string;
	/** The arguments. */
	input: Record<string, unknown>;
}

/** A stand-in for a chat model: it makes the tool calls of its script, then says what the last one gave. */
export interface ChatModel {
	/** Base URL in the way of OpenAI's API. */
	url: string;
	/** The messages of every request, the oldest first. */
	requests: Array<z.output<typeof requestSchema>['messages']>;
	close(): Promise<void>;
}

/**
 * Starts a chat model that speaks OpenAI's chat completions API, as far as n8n's OpenAI Chat Model node uses it.
 * @param script The tool calls, one after the other
 */
export async function startChatModel(...script: ToolCall[]): Promise<ChatModel> {
	const app = Fastify({ forceCloseConnections: true });
	const requests: ChatModel['requests'] = [];
	app.post('/v1/chat/completions', (request, reply) => {
		const { messages, tools } = requestSchema.parse(request.body);
		requests.push(messages);
		const results = messages.filter(({ role }) => role === 'tool');
		const next = script[results.length];
		const message = next
			? { role: 'assistant', content: null, tool_calls: [callOf(next, results.length, tools)] }
			: {
					role: 'assistant',
					content: `The tool gave: ${JSON.stringify(results.at(-1)?.content)}`,
				};
		return reply.send({
			id: 'chatcmpl-1',
			object: 'chat.completion',
			created: 1,
			model: 'stand-in',
			choices: [{ index: 0, message, finish_reason: next ? 'tool_calls' : 'stop' }],
			usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
		});
	});
	const url = await app.listen({ port: 0, host: '127.0.0.1' });
	return { url: `${url}/v1`, requests, close: () => app.close() };
}

/** A tool call as OpenAI's API writes it. */
function callOf(
	{ tool, input }: ToolCall,
	index: number,
	offered: z.output<typeof requestSchema>['tools'],
) {
	const name = tool ?? offered[0]?.function.name ?? '';
	return {
		id: `call_${index + 1}`,
		type: 'function',
		function: { name, arguments: JSON.stringify(input) },
	};
}
