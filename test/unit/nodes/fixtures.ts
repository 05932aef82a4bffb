import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { IDataObject } from 'n8n-workflow';

import { isRecord, recordsOf } from '../../../nodes/shared/json';

/** One of the sample bodies in test/fixtures/whatsgate. */
export function sample(name: string): IDataObject {
	const file = join(__dirname, '../../fixtures/whatsgate', `${name}.json`);
	const body: unknown = JSON.parse(readFileSync(file, 'utf8'));
	if (isRecord(body)) return body;
	throw new Error(`${name} is not an object`);
}

/** The first object under `data` of a sample. */
export function firstOf(name: string): IDataObject {
	const [first] = recordsOf(sample(name).data);
	if (first !== undefined) return first;
	throw new Error(`${name} has no data`);
}
