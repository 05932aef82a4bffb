import '../environment';

import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import type { IBinaryData } from 'n8n-workflow';
import { z } from 'zod/v4';

import { seededSessions } from '../../emulator';
import { startBinaryData } from '../../test/helpers/engine/binaryData';
import { Host, runWorkflow } from '../engine';
import { benchFolder } from '../environment';
import { actionWorkflow, locator } from '../workflow';
import type { SendFileArgs } from './sendFileArgs';

/** A way of fetching files; what it fetches is kept on the disk. */
export interface Receiver<TFile> {
	/** @throws where the gateway does not give it */
	receive(fileId: string): Promise<TFile>;
	/** @returns The SHA-256 of what was stored, in hex */
	digest(file: TFile): Promise<string>;
}

async function digestOf(file: NodeJS.ReadableStream): Promise<string> {
	const hash = createHash('sha256');
	await pipeline(file, hash);
	return hash.digest('hex');
}

/** Our node in n8n's engine, fetching files into n8n's binary data in file-system mode. */
export async function nodeReceiver({
	gateway,
	baseUrl,
	secret,
}: SendFileArgs): Promise<Receiver<IBinaryData>> {
	const binaryData = await startBinaryData();
	const credentials = {
		whapiApi: { token: secret, baseUrl },
		whatsGateApi: { apiKey: secret, baseUrl },
	};
	const host = await Host.start(credentials);
	const operation =
		gateway === 'whapi'
			? { resource: 'media', operation: 'download' }
			: { resource: 'message', operation: 'downloadMedia' };
	return {
		async digest({ id }) {
			if (id === undefined) throw new Error('n8n keeps the file in memory');
			return await digestOf(await binaryData.getAsStream(id));
		},
		async receive(fileId) {
			const json = actionWorkflow(host, gateway, `${gateway}Api`, {
				...operation,
				session: locator('id', seededSessions.demo),
				messageId: fileId,
				mediaId: fileId,
			});
			const { error, items } = await runWorkflow(host, json, { from: 'Start' });
			if (error !== null) throw new Error(`${error.message} ${error.description ?? ''}`);
			const binary = items.Node?.[0]?.binary?.data;
			if (binary === undefined) throw new Error('No file came');
			return binary;
		},
	};
}

const answerSchema = z.object({ media: z.object({ data: z.string() }) });

/** The floor: a script without n8n that fetches a file and writes it to the disk. */
export function plainReceiver(args: SendFileArgs): Receiver<string> {
	return {
		async receive(fileId) {
			const path = join(benchFolder, randomUUID());
			await (args.gateway === 'whapi' ? fetchStream : fetchBase64)(args, fileId, path);
			return path;
		},
		digest: async (path) => await digestOf(createReadStream(path)),
	};
}

async function fetchStream(
	{ baseUrl, secret }: SendFileArgs,
	fileId: string,
	path: string,
): Promise<void> {
	const { body } = await fetch(`${baseUrl}/media/${fileId}`, {
		headers: { Authorization: `Bearer ${secret}` },
	});
	if (body === null) throw new Error('The gateway has given no file');
	await pipeline(Readable.fromWeb(body), createWriteStream(path));
}

async function fetchBase64(
	{ baseUrl, secret }: SendFileArgs,
	fileId: string,
	path: string,
): Promise<void> {
	const response = await fetch(`${baseUrl}/get-messagemedia`, {
		method: 'POST',
		headers: { 'X-Api-Key': secret, 'Content-Type': 'application/json' },
		body: JSON.stringify({ WhatsappID: seededSessions.demo, message: { id: fileId } }),
	});
	const { media } = answerSchema.parse(await response.json());
	await writeFile(path, Buffer.from(media.data, 'base64'));
}
