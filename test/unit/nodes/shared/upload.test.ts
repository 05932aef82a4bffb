import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';

import fc from 'fast-check';

import type { StoredFile } from '../../../../nodes/shared/media';
import { base64Of, beginningOf, Upload } from '../../../../nodes/shared/upload';

/** Bytes in pieces of any size, empty ones too. */
const pieces = fc
	.array(fc.uint8Array({ maxLength: 50 }), { maxLength: 20 })
	.map((parts) => parts.map((part) => Buffer.from(part)));

function stored(parts: Buffer[], more: Partial<StoredFile> = {}): StoredFile {
	return {
		size: Buffer.concat(parts).length,
		mimeType: 'application/pdf',
		fileName: 'report.pdf',
		open: () => Promise.resolve(Readable.from(parts)),
		...more,
	};
}

function failing(code: string): () => Promise<Readable> {
	const words = `${code}: no such file, open '/home/node/.n8n/storage/1'`;
	return () =>
		Promise.resolve(
			new Readable({
				read() {
					this.destroy(Object.assign(new Error(words), { code }));
				},
			}),
		);
}

const around = (data: string) => ({ before: 'Привет "ж"', media: { data }, after: [1] });

describe('a file in JSON', () => {
	it('is its base64, in whatever pieces it comes, and as long as it was said to be', async () => {
		await fc.assert(
			fc.asyncProperty(pieces, async (parts) => {
				const upload = Upload.inJson(stored(parts), around);
				const { body, failure, close } = await upload.open();
				const sent = await text(body);
				close();
				expect(JSON.parse(sent)).toEqual(around(Buffer.concat(parts).toString('base64')));
				expect(Buffer.byteLength(sent)).toBe(upload.length);
				expect(failure()).toBeNull();
			}),
		);
	});

	it('may have a name that looks like JSON', async () => {
		const file = stored([Buffer.from('abc')], { fileName: '","data":"' });
		const named = (data: string) => ({ media: { filename: file.fileName, data } });
		const { body } = await Upload.inJson(file, named).open();
		expect(JSON.parse(await text(body))).toEqual(named('YWJj'));
	});
});

it('base64 has no padding before its end', async () => {
	async function* single() {
		for (const byte of Buffer.from('abcde')) {
			await Promise.resolve();
			yield Buffer.from([byte]);
		}
	}
	const texts = await Readable.from(base64Of(single())).toArray();
	expect(texts).toEqual(['YWJj', 'ZGU=']);
});

it('a file goes out as it is', async () => {
	await fc.assert(
		fc.asyncProperty(pieces, async (parts) => {
			const upload = Upload.raw(stored(parts));
			const { body } = await upload.open();
			const sent = await body.toArray();
			expect(Buffer.concat(sent).equals(Buffer.concat(parts))).toBe(true);
			expect(upload).toMatchObject({ contentType: 'application/pdf', length: stored(parts).size });
		}),
	);
});

describe.each([
	['raw', (file: StoredFile) => Upload.raw(file)],
	['in JSON', (file: StoredFile) => Upload.inJson(file, around)],
])('a file that goes out %s', (_name, uploadOf) => {
	it.each([
		['shorter', 7],
		['longer', 5],
		['empty', 1],
	])('and is not as large as n8n says (%s) ends with an error', async (kind, size) => {
		const parts = kind === 'empty' ? [] : [Buffer.from('abc'), Buffer.from('def')];
		const { body, failure, close } = await uploadOf(stored(parts, { size })).open();
		await expect(text(body)).rejects.toThrow('report.pdf');
		expect(failure()?.message).toMatch(/"report.pdf" could not be read.*another size/);
		close();
	});

	it('and cannot be read says why, without naming folders', async () => {
		const file = stored([], { size: 5, open: failing('ENOENT') });
		const { body, failure, close } = await uploadOf(file).open();
		await expect(text(body)).rejects.toThrow();
		expect(failure()?.message).toMatch(/"report.pdf" could not be read.*: ENOENT$/);
		close();
	});

	it('and cannot be opened says why', async () => {
		const open = () => Promise.reject(new Error('Not in the bucket'));
		const opening = uploadOf(stored([], { size: 5, open })).open();
		await expect(opening).rejects.toThrow(/"report.pdf" could not be read.*Not in the bucket/);
	});

	it('is closed when the request is over, and that is no failure', async () => {
		const source = new Readable({
			read() {
				setImmediate(() => this.push(Buffer.alloc(1000)));
			},
		});
		const open = () => Promise.resolve(source);
		const { body, failure, close } = await uploadOf(stored([], { size: 1e9, open })).open();
		body.resume();
		await sleep(5);
		close();
		await sleep(5);
		expect(source.destroyed).toBe(true);
		expect(failure()).toBeNull();
	});
});

describe('the beginning of a file', () => {
	it('is its first bytes, however they come', async () => {
		await fc.assert(
			fc.asyncProperty(pieces, fc.nat(60), async (parts, count) => {
				const bytes = await beginningOf(stored(parts), count);
				expect(bytes.equals(Buffer.concat(parts).subarray(0, count))).toBe(true);
			}),
		);
	});

	it('is read from a stream that is closed afterwards', async () => {
		const source = Readable.from([Buffer.from('OggS'), Buffer.from('rest')]);
		await beginningOf(stored([], { open: () => Promise.resolve(source) }), 4);
		expect(source.destroyed).toBe(true);
	});

	it('says why it cannot be had', async () => {
		const reading = beginningOf(stored([], { open: failing('EACCES') }), 4);
		await expect(reading).rejects.toThrow(/report.pdf.*EACCES/);
	});
});
