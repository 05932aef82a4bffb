import { simplifyParameter } from './descriptions';
import type { OperationCall, OperationResult } from './operation';
import type { IDataObject } from 'n8n-workflow';

/**
 * How many results a Get Many wants.
 * @returns Infinity for "Return All"
 * @throws InvalidInput where the limit is not a number of 1 or more
 */
export function wantedCount({ parameters }: Pick<OperationCall<unknown>, 'parameters'>): number {
	if (parameters.boolean('returnAll')) return Infinity;
	return parameters.number('limit', 50, { min: 1 });
}

/** One JSON object for an item: the raw one, or the simplified one where "Simplify" is on. */
export function inShape(
	{ parameters }: Pick<OperationCall<unknown>, 'parameters'>,
	raw: IDataObject[],
	simplify: (object: IDataObject) => IDataObject,
): OperationResult {
	const isSimple = parameters.boolean(simplifyParameter.name, true);
	return { json: isSimple ? raw.map((object) => simplify(object)) : raw };
}
