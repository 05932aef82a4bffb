import '../environment';

import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';

import type { IBinaryData } from 'n8n-workflow';
import { z } from 'zod/v4';

import { Host, runWorkflow } from '../engine';
import { benchFolder } from '../environment';
import { actionWorkflow, locator } from '../workflow';
import { startBinaryData } from './binaryData';
import type { SendFileArgs } from './sendFileArgs';

/** A file as a sender keeps it before it is sent. */
interface Prepared {
	path: string;
	binary: IBinaryData;
}

/** A way of sending files. */
export interface Sender {
	/** Where files may be written. */
	folder: string;
	prepare(path: string): Promise<Prepared>;
	/** @returns Bytes that the sink has received */
	send(file: Prepared): Promise<number>;
}

const described = { fileName: 'report.pdf', mimeType: 'application/pdf' };
const recipient = '79991112233';

const sinkAnswerSchema = z.union([
	z.object({ message: z.object({ document: z.object({ file_size: z.number() }) }) }),
	z.object({ result: z.object({ body: z.coerce.number() }) }),
]);

function receivedBytes(answer: unknown): number {
	const parsed = sinkAnswerSchema.parse(answer);
	return 'message' in parsed ? parsed.message.document.file_size : parsed.result.body;
}

/** Our node in n8n's engine, with the file in n8n's binary data in file-system mode. */
export async function nodeSender({ gateway, url }: SendFileArgs): Promise<Sender> {
	const binaryData = await startBinaryData();
	const credentials = {
		whapiApi: { token: 'bench', baseUrl: url },
		whatsGateApi: { apiKey: 'bench', baseUrl: url },
	};
	const host = await Host.start(credentials);
	const json = actionWorkflow(host, gateway, `${gateway}Api`, {
		resource: 'message',
		operation: 'send',
		session: locator('id', 'bench'),
		recipient: locator('phone', recipient),
		messageType: 'document',
		mediaSource: 'binary',
		simplify: false,
	});
	return {
		folder: benchFolder,
		async prepare(path) {
			const location = { type: 'execution', workflowId: 'bench', executionId: '1' } as const;
			const binary = await binaryData.copyBinaryFile(location, { data: '', ...described }, path);
			if (binary.id === undefined) throw new Error('n8n keeps the file in memory');
			return { path, binary };
		},
		async send({ binary }) {
			const input = [{ json: {}, binary: { data: binary } }];
			const { items, error } = await runWorkflow(host, json, { from: 'Start', input });
			if (error !== null) throw new Error(`${error.message} ${error.description ?? ''}`);
			const sent = items.Node?.[0]?.json;
			return receivedBytes(gateway === 'whapi' ? { message: sent } : { result: sent });
		},
	};
}

/** The floor: a script without n8n that reads the file and sends the same request. */
export function plainSender({ gateway, url }: SendFileArgs): Sender {
	return {
		folder: benchFolder,
		prepare: (path) => Promise.resolve({ path, binary: { data: '', ...described } }),
		send: async ({ path }) =>
			receivedBytes(await (gateway === 'whapi' ? streamed(url, path) : inBase64(url, path))),
	};
}

async function streamed(url: string, path: string): Promise<unknown> {
	const { size } = await stat(path);
	const headers = { 'Content-Type': described.mimeType, 'Content-Length': size };
	const outgoing = request(`${url}/messages/media/document`, { method: 'POST', headers });
	const answered = once(outgoing, 'response');
	await pipeline(createReadStream(path), outgoing);
	const [response] = z.tuple([z.custom<NodeJS.ReadableStream>()]).parse(await answered);
	return JSON.parse(await text(response));
}

async function inBase64(url: string, path: string): Promise<unknown> {
	const data = (await readFile(path)).toString('base64');
	const response = await fetch(`${url}/send`, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify({
			WhatsappID: 'bench',
			recipient: { type: 'contact', number: recipient },
			message: {
				type: 'doc',
				media: { data, mimetype: described.mimeType, filename: 'report.pdf' },
			},
		}),
	});
	return await response.json();
}
