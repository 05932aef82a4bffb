import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// n8n-core reads it when it is loaded.
process.env.N8N_DEFAULT_BINARY_DATA_MODE = 'filesystem';

import type { INodeExecutionData } from 'n8n-workflow';

import { startBinaryData } from '../helpers/engine/binaryData';
import { errorOf, jsonOf, ogg, sendTo, sha256, startStage, vasily, type Stage } from './support';

let stage: Stage;
let folder: string;
let store: Awaited<ReturnType<typeof startBinaryData>>;

beforeAll(async () => {
	stage = await startStage();
	folder = await mkdtemp(join(tmpdir(), 'stored-files-'));
	store = await startBinaryData();
});

beforeEach(async () => {
	await stage.control.reset();
});

afterAll(async () => {
	await stage.close();
	await rm(folder, { recursive: true });
});

/** An item whose file n8n keeps on disk. */
async function storedItem(bytes: Buffer): Promise<INodeExecutionData> {
	const path = join(folder, 'file');
	await writeFile(path, bytes);
	const location = { type: 'execution', workflowId: 'stored', executionId: '1' } as const;
	const described = { data: '', mimeType: 'audio/ogg', fileName: 'a.ogg' };
	return { json: {}, binary: { data: await store.copyBinaryFile(location, described, path) } };
}

async function lose({ binary }: INodeExecutionData): Promise<void> {
	const id = binary?.data?.id;
	if (id === undefined) throw new Error('n8n keeps the file in memory');
	await rm(store.getPath(id));
}

test.each([0, 1, 2])(
	'a file on disk arrives byte for byte, whatever is left of its threes: %i',
	async (rest) => {
		const bytes = randomBytes(300_000 + rest);
		const input = [await storedItem(bytes)];
		await jsonOf(stage, sendTo(vasily, { messageType: 'document' }), { input });
		const [sent] = await stage.control.messages({ fromMe: true });
		expect(sent?.media).toMatchObject({ size: bytes.length, sha256: sha256(bytes) });
		expect(await stage.control.requests()).toHaveLength(1);
	},
);

test('the beginning of a voice file on disk is looked at before anything is sent', async () => {
	const voice = sendTo(vasily, { messageType: 'voice' });
	const error = await errorOf(stage, voice, { input: [await storedItem(randomBytes(1000))] });
	expect(error.message).toContain('has to be an OGG file');
	expect(await stage.control.requests()).toEqual([]);
	await jsonOf(stage, voice, { input: [await storedItem(ogg)] });
	expect(await stage.control.messages({ fromMe: true })).toHaveLength(1);
});

test('a file that n8n has lost names its item, and the others go out', async () => {
	const input = [await storedItem(randomBytes(1000)), await storedItem(randomBytes(1000))];
	if (input[1] !== undefined) await lose(input[1]);
	const send = sendTo(vasily, { messageType: 'document' });
	const error = await errorOf(stage, send, { input });
	expect(error).toMatchObject({ name: 'NodeOperationError', itemIndex: 1 });
	expect(error.message).toContain('"a.ogg" could not be read');
	expect(error.everything).not.toContain(folder);
	expect(await stage.control.messages({ fromMe: true })).toHaveLength(1);
});

test('an answer before the whole file was taken is the error', async () => {
	await stage.control.addFault({ command: 'send', effect: 'answer', status: 413, body: {} });
	const input = [await storedItem(randomBytes(3_000_000))];
	const error = await errorOf(stage, sendTo(vasily, { messageType: 'document' }), { input });
	expect(error.httpCode).toBe('413');
	expect(await stage.control.messages({ fromMe: true })).toEqual([]);
});
