import { PassThrough, Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

import { endAfter, readBody } from '../../../../nodes/shared/streams';

const never = new AbortController().signal;

const soon = () => AbortSignal.timeout(20);

/** A stream of parts that then stays open. */
function open(...parts: string[]): PassThrough {
	const stream = new PassThrough();
	for (const part of parts) stream.write(part);
	return stream;
}

/** As axios makes them of an answer. */
async function* partAndSilence() {
	yield Buffer.from('half');
	await new Promise(() => undefined);
}

describe('a body', () => {
	it.each([
		['empty', [], 'whole'],
		['below the bound', ['abc'], 'whole'],
		['at the bound', ['abc', 'de'], 'whole'],
		['above the bound', ['abc', 'def'], 'tooLarge'],
	])('that is %s', async (_name, parts, end) => {
		const stream = Readable.from(parts.map((part) => Buffer.from(part)));
		expect((await readBody(stream, 5, never)).end).toBe(end);
		expect((await readBody(Buffer.from(parts.join('')), 5, never)).end).toBe(end);
		expect(stream.destroyed).toBe(true);
	});

	it('comes out byte for byte, in its order', async () => {
		const parts = [Buffer.from([0, 255]), Buffer.from([128]), Buffer.from('ж')];
		const { bytes } = await readBody(Readable.from(parts), 100, never);
		expect(bytes.equals(Buffer.concat(parts))).toBe(true);
	});

	it('without an end is read no further than the bound', async () => {
		let given = 0;
		const endless = new Readable({
			read() {
				given += 1000;
				this.push(Buffer.alloc(1000));
			},
		});
		expect((await readBody(endless, 5000, never)).end).toBe('tooLarge');
		expect(endless.destroyed).toBe(true);
		expect(given).toBeLessThan(200_000);
	});

	it('that breaks off is not whole, and says why', async () => {
		const stream = open('half');
		stream.destroy(new Error('aborted'));
		expect(await readBody(stream, 100, never)).toMatchObject({
			end: 'cut',
			error: new Error('aborted'),
		});
	});

	it('that stays open ends with its time', async () => {
		const stream = open('half');
		const { end, bytes } = await readBody(stream, 100, soon());
		expect([end, bytes.toString()]).toEqual(['cut', 'half']);
		expect(stream.destroyed).toBe(true);
	});

	it('that stays open ends with its time also where it closes only after its next bytes', async () => {
		const stream = Readable.from(partAndSilence());
		expect((await readBody(stream, 100, soon())).end).toBe('cut');
	});

	it('is not waited for when the signal came before', async () => {
		expect(await readBody(open('half'), 100, AbortSignal.abort())).toMatchObject({ end: 'cut' });
	});
});

describe('a stream that somebody else reads', () => {
	it('ends with the error when its time is over', async () => {
		const stream = open('half');
		endAfter(stream, 20, () => new Error('Too late'));
		await expect(stream.toArray()).rejects.toThrow('Too late');
	});

	it('ends also where it closes only after its next bytes', async () => {
		const stream = Readable.from(partAndSilence());
		endAfter(stream, 20, () => new Error('Too late'));
		await expect(stream.toArray()).rejects.toThrow('Too late');
	});

	it('is left alone when it was over before', async () => {
		const stream = Readable.from([Buffer.from('all')]);
		const makeError = jest.fn(() => new Error('Too late'));
		endAfter(stream, 20, makeError);
		expect(await stream.toArray()).toEqual([Buffer.from('all')]);
		await sleep(60);
		expect(makeError).not.toHaveBeenCalled();
	});
});
