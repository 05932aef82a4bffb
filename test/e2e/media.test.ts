import { createHash, randomBytes } from 'node:crypto';
import { itemsOf, type Execution } from '../../host';
import { useBench } from './bench';
import { byId, cases, type GatewayUnderTest } from './gateways';
import { actionNode, last, line, node, noOp, startNode, webhookWorkflow } from './workflows';

const png = Buffer.concat([
	Buffer.from('89504e470d0a1a0a', 'hex'),
	// More than fits into one read of anything: a cut or recoded file would show.
	randomBytes(300_000),
]);
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** The name of a picture, as it arrives after sending and after a download: Whapi's pictures have none. */
const namesOf = {
	whatsGate: { sent: 'cat.png', downloaded: 'cat.png' },
	whapi: { sent: null, downloaded: 'file.png' },
};

/** What lists the messages of a chat. */
const historyOf = {
	whatsGate: ({ vasily }: GatewayUnderTest) => ({
		resource: 'chat',
		operation: 'getHistory',
		chat: byId(vasily),
	}),
	whapi: ({ vasily }: GatewayUnderTest) => ({
		resource: 'message',
		operation: 'getAll',
		filters: { chat: vasily },
	}),
};

/** What downloads the file of such a message. */
const downloadOf = {
	whatsGate: {
		resource: 'message',
		operation: 'downloadMedia',
		messageId: '={{ $json.messageId }}',
	},
	whapi: { resource: 'media', operation: 'download', mediaId: '={{ $json.media.id }}' },
};

describe.each(cases)('Files through $title on n8n $version', ({ version, gateway }) => {
	const bench = useBench(version);
	const names = namesOf[gateway.origin];

	/** The file under a name of the only item that reached the last node. */
	const fileOf = (execution: Execution | undefined, name: string) => {
		const [item] = execution ? itemsOf(execution, last) : [];
		const file = item?.binary?.[name];
		if (!file) throw new Error(`The item has no file "${name}".`);
		return file;
	};

	it('sends a picture byte for byte', async () => {
		const { client, control } = bench();
		const start = startNode();
		const workflow = line(
			start,
			node('Data', 'n8n-nodes-base.set', 3.4, {
				mode: 'raw',
				jsonOutput: JSON.stringify({ picture: png.toString('base64') }),
				options: {},
			}),
			node('File', 'n8n-nodes-base.convertToFile', 1.1, {
				operation: 'toBinary',
				sourceProperty: 'picture',
				binaryPropertyName: 'data',
				options: { fileName: 'cat.png', mimeType: 'image/png' },
			}),
			actionNode(gateway, 'Send', {
				resource: 'message',
				operation: 'send',
				recipient: byId(gateway.vasily),
				messageType: 'image',
				text: 'A cat',
				mediaSource: 'binary',
				binaryPropertyName: 'data',
			}),
			noOp(),
		);
		const { id } = await bench().add(workflow);
		await client.runManually(id, start.name);

		const [execution] = await client.waitForExecutions(id, 1);
		expect(execution?.error).toBeUndefined();
		expect(await control.messages({ fromMe: true })).toMatchObject([
			{
				chat: '79991112233@c.us',
				type: 'image',
				text: 'A cat',
				media: { mimeType: 'image/png', fileName: names.sent, sha256: sha256(png) },
			},
		]);
		const [sent] = await control.messages({ fromMe: true });
		expect(execution && itemsOf(execution, last)).toMatchObject([
			{
				json: { messageId: sent?.ids[gateway.origin], type: 'image', fromMe: true, hasMedia: true },
			},
		]);
	});

	it.each(['webhook', 'polling'])('receives a picture byte for byte by %s', async (mode) => {
		const { client, control } = bench();
		const workflow = await bench().addActive(
			webhookWorkflow(gateway, {
				mode,
				pollTimes: mode === 'polling' ? { item: [{ mode: 'everyMinute' }] } : {},
				options: { downloadMedia: true },
			}),
		);
		const media = { mimeType: 'image/png', fileName: 'котик.png', base64: png.toString('base64') };
		await control.incoming({ text: 'Look', media });
		if (mode === 'polling') await bench().pollNow(workflow);

		const [execution] = await client.waitForExecutions(workflow.id, 1);
		const file = fileOf(execution, 'data');
		expect(file).toMatchObject({ mimeType: 'image/png', fileName: 'котик.png' });
		expect(sha256(await client.readBinary(file))).toBe(sha256(png));
		expect(execution && itemsOf(execution, last)).toMatchObject([
			{ json: { type: 'image', text: 'Look', hasMedia: true } },
		]);
	});

	it('downloads the file of a message', async () => {
		const { client, control } = bench();
		const media = { mimeType: 'image/png', fileName: 'cat.png', base64: png.toString('base64') };
		await control.incoming({ media });
		// Where the file is: known from the history, which holds it for both gateways.
		const start = startNode();
		const list = actionNode(gateway, 'List', historyOf[gateway.origin](gateway));
		const download = actionNode(gateway, 'Download', {
			...downloadOf[gateway.origin],
			binaryPropertyName: 'picture',
		});
		const { id } = await bench().add(line(start, list, download, noOp()));
		await client.runManually(id, start.name);

		const [execution] = await client.waitForExecutions(id, 1);
		expect(execution?.error).toBeUndefined();
		const file = fileOf(execution, 'picture');
		expect(file).toMatchObject({ mimeType: 'image/png', fileName: names.downloaded });
		expect(sha256(await client.readBinary(file))).toBe(sha256(png));
	});
});
