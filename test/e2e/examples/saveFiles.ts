import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { byId } from '../gateways';
import { filesFolder } from '../running';
import { nodeNamed, setField, setParameters, testGroup, type Trial } from './trial';

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** Files reach the archive and the disk unchanged, whatever they are called; one that cannot be had is reported. */
export async function trySaveFiles(trial: Trial): Promise<void> {
	const { control, gateway } = trial;
	const folder = await mkdtemp(join(filesFolder(), 'saved-'));
	const workflow = await trial.addActive((file) => {
		for (const name of ['Send to the Archive', 'Report to the Archive']) {
			setParameters(file, name, { recipient: byId(testGroup) });
		}
		setField(file, 'Name the File', 'folder', folder);
		delete nodeNamed(file, 'Save to Disk').disabled;
	});
	const files = [randomBytes(200_000), randomBytes(1000)];
	await control.incoming({ text: 'No file' });
	let count = 1;
	await trial.ended(workflow, count);
	// The same name at the same second, and one that leads out of the folder.
	const time = '2026-11-22T10:00:00Z';
	for (const [index, bytes] of files.entries()) {
		const media = {
			mimeType: 'application/pdf',
			fileName: '../../invoice.pdf',
			base64: bytes.toString('base64'),
		};
		await control.incoming({ text: `File ${index}`, media, time });
		count += 1;
		await trial.ended(workflow, count);
	}
	const archived = (await trial.sent(2)).map(({ chat, text, media }) => ({ chat, text, media }));
	const sums = files.map(sha256);
	expect(archived).toMatchObject(
		sums.map((sum, index) => ({
			chat: testGroup,
			text: `Vasily +79991112233\nFile ${index}`,
			media: { mimeType: 'application/pdf', sha256: sum },
		})),
	);
	const names = await readdir(folder);
	expect(names).toHaveLength(2);
	for (const name of names) {
		expect(name).toMatch(/^2026-11-22 10-00-00 79991112233 \S+ .*invoice\.pdf$/);
	}
	expect(archived.map(({ media }) => media?.fileName).sort()).toEqual(names.sort());
	const onDisk = await Promise.all(names.map(async (name) => await readFile(join(folder, name))));
	expect(onDisk.map(sha256).sort()).toEqual(sums.sort());

	const command = gateway.origin === 'whapi' ? 'GET /media/*' : 'get-messagemedia';
	await control.addFault({ command, effect: 'answer', status: 404, body: {} });
	const media = { mimeType: 'image/png', base64: randomBytes(10).toString('base64') };
	await control.incoming({ media });
	await trial.ended(workflow, count + 1);
	const report = (await trial.sent(3)).at(-1);
	expect(report).toMatchObject({ chat: testGroup, type: 'text' });
	expect(report?.text).toMatch(/^A file from Vasily \+79991112233 could not be fetched: \S/);
}
