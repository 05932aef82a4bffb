import '../environment';

import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { request, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';

import type { IBinaryData } from 'n8n-workflow';

import { seededSessions } from '../../emulator';
import { Host, runWorkflow } from '../engine';
import { benchFolder } from '../environment';
import { actionWorkflow, locator } from '../workflow';
import { startBinaryData } from '../../test/helpers/engine/binaryData';
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
	/** @throws where the gateway does not take it */
	send(file: Prepared): Promise<void>;
}

const described = { fileName: 'report.pdf', mimeType: 'application/pdf' };
const recipient = '79991112233';

/** Our node in n8n's engine, with the file in n8n's binary data in file-system mode. */
export async function nodeSender({ gateway, baseUrl, secret }: SendFileArgs): Promise<Sender> {
	const binaryData = await startBinaryData();
	const credentials = {
		whapiApi: { token: secret, baseUrl },
		whatsGateApi: { apiKey: secret, baseUrl },
	};
	const host = await Host.start(credentials);
	const json = actionWorkflow(host, gateway, `${gateway}Api`, {
		resource: 'message',
		operation: 'send',
		session: locator('id', seededSessions.demo),
		recipient: locator('phone', recipient),
		messageType: 'document',
		mediaSource: 'binary',
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
			const { error } = await runWorkflow(host, json, { from: 'Start', input });
			if (error !== null) throw new Error(`${error.message} ${error.description ?? ''}`);
		},
	};
}

/** The floor: a script without n8n that reads the file and sends the same request. */
export function plainSender(args: SendFileArgs): Sender {
	return {
		folder: benchFolder,
		prepare: (path) => Promise.resolve({ path, binary: { data: '', ...described } }),
		send: async ({ path }) => {
			const status = await (args.gateway === 'whapi' ? streamed(args, path) : inBase64(args, path));
			if (status !== 200) throw new Error(`The gateway has answered with ${status}`);
		},
	};
}

async function streamed({ baseUrl, secret }: SendFileArgs, path: string): Promise<number> {
	const { size } = await stat(path);
	const query = new URLSearchParams({ to: recipient, filename: described.fileName }).toString();
	const outgoing = request(`${baseUrl}/messages/media/document?${query}`, {
		method: 'POST',
		headers: {
			Authorization: `Bearer ${secret}`,
			'Content-Type': described.mimeType,
			'Content-Length': size,
		},
	});
	const answered = new Promise<IncomingMessage>((resolve) => outgoing.once('response', resolve));
	await pipeline(createReadStream(path), outgoing);
	const response = await answered;
	await text(response);
	return response.statusCode ?? 0;
}

async function inBase64({ baseUrl, secret }: SendFileArgs, path: string): Promise<number> {
	const { fileName: filename, mimeType: mimetype } = described;
	const data = (await readFile(path)).toString('base64');
	const response = await fetch(`${baseUrl}/send`, {
		method: 'POST',
		headers: { 'X-Api-Key': secret, 'Content-Type': 'application/json' },
		body: JSON.stringify({
			WhatsappID: seededSessions.demo,
			recipient: { type: 'contact', number: recipient },
			message: { type: 'doc', media: { data, mimetype, filename } },
		}),
	});
	await response.text();
	return response.status;
}
