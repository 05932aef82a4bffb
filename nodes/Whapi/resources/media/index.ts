import { binaryInputParameter, binaryOutputParameter } from '../../../shared/descriptions';
import { fileFromBinary, sizeOf, toBinaryData } from '../../../shared/media';
import type { Operation, Resource } from '../../../shared/operation';
import type { WhapiClient } from '../../client';
import { pathOf } from '../../client';
import { mediaIdParameter } from '../../descriptions';
import { downloadFile } from '../../downloadFile';
import { requiredMediaId } from '../../values';

/** Media > Upload: `POST /media` with the file as the raw body (reference, 2.9) */
const upload: Operation<WhapiClient> = {
	value: 'upload',
	name: 'Upload',
	action: 'Upload a file',
	description: 'Store a file at Whapi.Cloud, to send it several times by its ID',
	properties: [binaryInputParameter],
	async execute({ client, functions, itemIndex, parameters }) {
		const field = parameters.text('binaryPropertyName');
		const file = await fileFromBinary(functions, itemIndex, field);
		const { mimeType, fileName } = file;
		const mediaId = await client.uploadFile(file);
		return { json: [{ mediaId, mimeType, fileName, size: sizeOf(file) }] };
	},
};

/** Media > Download: `GET /media/{MediaID}` */
const download: Operation<WhapiClient> = {
	value: 'download',
	name: 'Download',
	action: 'Download a file',
	description: 'Download the file of a message, or a stored file',
	properties: [mediaIdParameter, binaryOutputParameter],
	async execute({ client, functions, parameters }) {
		const mediaId = requiredMediaId(parameters);
		const known = { mediaId, mimeType: null, fileName: null };
		const file = await downloadFile(client, known);
		const field = parameters.text('binaryPropertyName').trim() || 'data';
		const json = { mediaId, mimeType: file.mimeType, fileName: file.fileName };
		return { items: [{ json, binary: { [field]: await toBinaryData(functions.helpers, file) } }] };
	},
};

/** Media > Delete: `DELETE /media/{MediaID}` */
const deleteFile: Operation<WhapiClient> = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete a file',
	description: 'Delete a stored file',
	properties: [mediaIdParameter],
	async execute({ client, parameters }) {
		await client.change('DELETE', pathOf`/media/${requiredMediaId(parameters)}`);
		return { json: [{ deleted: true }] };
	},
};

export const media: Resource<WhapiClient> = {
	value: 'media',
	name: 'Media',
	operations: [upload, download, deleteFile],
	defaultOperation: upload.value,
};
