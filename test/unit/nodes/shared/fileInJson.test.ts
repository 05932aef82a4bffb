import fc from 'fast-check';

import { FileInJsonReader } from '../../../../nodes/shared/fileInJson';

const PLACE = ['media', 'data'];

/** Reads a body that comes in pieces of these sizes, again and again. */
function read(body: string, sizes: number[], bodySize = 0) {
	const reader = new FileInJsonReader(PLACE, bodySize);
	const bytes = Buffer.from(body);
	for (let at = 0, index = 0; at < bytes.length; index++) {
		const size = sizes[index % sizes.length] ?? bytes.length;
		reader.push(bytes.subarray(at, at + size));
		at += size;
	}
	return reader.end();
}

const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 10 });

const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array));

/** Ways in which services write base64 into JSON. */
const spellings: Array<(text: string) => string> = [
	(text) => text,
	(text) => text.replaceAll('/', '\\/'),
	(text) => text.replaceAll('+', '\\u002B').replaceAll('/', '\\u002f').replaceAll('=', '\\u003d'),
	(text) => text.replaceAll(/.{20}/g, '$&\\r\\n'),
	(text) => text.replaceAll('+', '-').replaceAll('/', '_'),
	(text) => text.replaceAll('=', ''),
];

it('the file and the rest come out, in whatever pieces and spelling', () => {
	fc.assert(
		fc.property(
			bytes,
			sizes,
			fc.constantFrom(...spellings),
			fc.dictionary(fc.string(), fc.jsonValue()),
			fc.nat(1000),
			(file, pieces, spelled, more, hint) => {
				const rest = { ...more, media: { ...more, filename: 'ж"', data: '' }, last: [more] };
				const text = spelled(file.toString('base64'));
				const body = JSON.stringify(rest).replace('"ж\\"","data":""', `"ж\\"","data":"${text}"`);
				const result = read(body, pieces, hint);
				expect(result.file?.equals(file)).toBe(true);
				expect(JSON.parse(result.text)).toEqual(JSON.parse(JSON.stringify(rest)));
			},
		),
		{ numRuns: 500 },
	);
});

it('decodes as Node.js does', () => {
	const text = fc.string({ unit: fc.constantFrom(...Array.from('AZaz09+/-_ \n.')) });
	fc.assert(
		fc.property(text, sizes, (given, pieces) => {
			const { file } = read(JSON.stringify({ media: { data: given } }), pieces);
			expect(file?.toString('hex')).toBe(Buffer.from(given, 'base64').toString('hex'));
		}),
	);
});

it.each([
	'',
	'<html><body class="data">"media":{"data":"AAAA"</body></html>',
	'[{"media":{"data":"AAAA"}}]',
	'{"data":"AAAA"}',
	'{"media":["data","AAAA"]}',
	'{"media":{"data":["AAAA"]}}',
	'{"media":{"data":null}}',
	'{"media":{"more":{"data":"AAAA"}}}',
	'{"media":{},"data":"AAAA"}',
	'{"media":{"x":"data","y":"AAAA"}}',
	'{"other":{"data":"AAAA"},"media":{"name":"\\"data\\":\\"AAAA"}}',
	'null',
])('where there is no file the body stays as it is: %s', (body) => {
	fc.assert(
		fc.property(sizes, (pieces) => {
			expect(read(body, pieces)).toEqual({ text: body, file: null });
		}),
	);
});

it('any body that is no such JSON stays text', () => {
	const noise = fc.string({ unit: fc.constantFrom(...Array.from('{}[]":,\\ a'), 'media', 'data') });
	fc.assert(
		fc.property(noise, sizes, (body, pieces) => {
			const { text, file } = read(body, pieces);
			if (file === null) expect(text).toBe(body);
			expect(text.length).toBeLessThanOrEqual(body.length);
		}),
	);
});

it('a body that was cut off inside the file is no JSON', () => {
	const body = '{"result":"OK","media":{"data":"AAAA';
	fc.assert(
		fc.property(sizes, (pieces) => {
			expect(read(body, pieces).text).toBe('{"result":"OK","media":{"data":"');
		}),
	);
});

it('of a field that is there twice the last one counts', () => {
	const { file } = read('{"media":{"data":"AAAA","data":"BBBB"}}', [7]);
	expect(file?.toString('base64')).toBe('BBBB');
});

it('a file grows beyond what was said of its size', () => {
	const large = Buffer.alloc(300_000, 'file');
	const body = JSON.stringify({ media: { data: large.toString('base64') } });
	expect(read(body, [65_536], 100).file?.equals(large)).toBe(true);
});
