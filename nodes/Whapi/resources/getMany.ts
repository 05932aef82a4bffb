import type { IDataObject } from 'n8n-workflow';

import { limitParameters, simplifyParameter } from '../../shared/descriptions';
import type { Operation } from '../../shared/operation';
import { inShape, wantedCount } from '../../shared/results';
import type { WhapiClient } from '../client';

/** What differs between the lists of Whapi.Cloud. */
export interface ListOperation {
	/** What is listed, in the plural. */
	plural: string;
	description: string;
	/** `GET <path>`; the answer holds the entries under `key`. */
	path: string;
	key: string;
	simplify: (entry: IDataObject) => IDataObject;
}

/** A Get Many over one of the service's paged lists. */
export function getMany(list: ListOperation): Operation<WhapiClient> {
	return {
		value: 'getAll',
		name: 'Get Many',
		action: `Get many ${list.plural}`,
		description: list.description,
		properties: [...limitParameters, simplifyParameter],
		async execute(call) {
			const entries = await call.client.list(list.path, list.key, wantedCount(call));
			return inShape(call, entries, list.simplify);
		},
	};
}
