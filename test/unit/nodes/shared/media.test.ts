import fc from 'fast-check';

import {
	bareMimeType,
	cleanFileName,
	describedFile,
	fileNameFor,
} from '../../../../nodes/shared/media';

describe('a file name from outside', () => {
	it.each([
		['report.pdf', 'report.pdf'],
		['Договор №5.docx', 'Договор №5.docx'],
		['../../etc/passwd', 'passwd'],
		['C:\\Users\\me\\photo.jpg', 'photo.jpg'],
		['/tmp/photo.jpg', 'photo.jpg'],
		['...hidden', 'hidden'],
		['..', ''],
		['folder/', ''],
		['a\u0000b\r\nc.txt', 'abc.txt'],
		['invoice\u202efdp.exe', 'invoicefdp.exe'],
		['what?<is>:"it"|*.txt', 'whatisit.txt'],
		[' spaced .txt ', 'spaced .txt'],
	])('%j becomes %j', (given, expected) => {
		expect(cleanFileName(given)).toBe(expected);
	});

	it('keeps its ending when it is too long', () => {
		const name = cleanFileName(`${'long'.repeat(100)}.pdf`);
		expect(name).toHaveLength(200);
		expect(name.endsWith('.pdf')).toBe(true);
	});

	it('never holds a folder or a control character and never is too long', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (given) => {
				const name = cleanFileName(given);
				expect(name).not.toMatch(/[/\\<>:"|?*\p{Cc}\p{Cf}]/u);
				expect(name.length).toBeLessThanOrEqual(200);
			}),
		);
	});
});

describe('the name of a file', () => {
	it('is the given one', () => {
		expect(fileNameFor('photo.png', 'image/jpeg')).toBe('photo.png');
	});

	it.each([
		[null, 'image/jpeg', 'file.jpg'],
		['', 'audio/ogg; codecs=opus', 'file.ogg'],
		['..', 'application/pdf', 'file.pdf'],
		[null, 'IMAGE/PNG', 'file.png'],
		[null, 'application/x-unheard-of', 'file.bin'],
		[null, '', 'file.bin'],
	])('is made from the type where it is %j', (given, mimeType, expected) => {
		expect(fileNameFor(given, mimeType)).toBe(expected);
	});
});

describe('a MIME type', () => {
	it('loses its parameters', () => {
		expect(bareMimeType(' Audio/OGG; codecs=opus')).toBe('audio/ogg');
	});
});

describe('a received file', () => {
	it('keeps its type with the parameters and gets a name', () => {
		const file = describedFile(Buffer.from('OggS'), 'audio/ogg; codecs=opus', null);
		expect(file.mimeType).toBe('audio/ogg; codecs=opus');
		expect(file.fileName).toBe('file.ogg');
	});

	it.each([
		['photo.JPEG', 'image/jpeg'],
		['scan.tif', 'image/tiff'],
		['voice.opus', 'audio/ogg'],
		['voice.oga', 'audio/ogg'],
		['voice.ogg', 'audio/ogg'],
		['table.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
		['archive.tar.gz', 'application/gzip'],
		['noending', 'application/octet-stream'],
		['strange.constructor', 'application/octet-stream'],
		[null, 'application/octet-stream'],
	])('without a type is judged by its name %j', (name, expected) => {
		expect(describedFile(Buffer.alloc(0), null, name).mimeType).toBe(expected);
	});
});
