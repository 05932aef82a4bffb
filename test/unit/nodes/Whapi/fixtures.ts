import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../../../nodes/shared/json';

const folder = join(__dirname, '../../../fixtures/whapi');

/** The value of one of the sample bodies in test/fixtures/whapi. */
export function sampleValue(name: string): unknown {
	return JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
}

/** One of the sample bodies that are objects. */
export function sample(name: string): IDataObject {
	const body = sampleValue(name);
	if (isRecord(body)) return body;
	throw new Error(`${name} is not an object`);
}

/** The names of all sample callbacks, without `webhook.` and the ending. */
export const callbackNames = readdirSync(folder)
	.flatMap((file) => /^webhook\.(.+)\.json$/.exec(file)?.[1] ?? [])
	.sort();

/** The body of a sample callback. */
export const callback = (name: string): IDataObject => sample(`webhook.${name}`);

/** The only object of the list that a callback holds under a key. */
export function elementOf(name: string, key: string): IDataObject {
	const list = callback(name)[key];
	const first: unknown = Array.isArray(list) ? list[0] : undefined;
	if (isRecord(first)) return first;
	throw new Error(`${name} has no ${key}`);
}
