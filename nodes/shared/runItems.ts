import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { toNodeError } from './errors';
import type { OperationResult, Resource } from './operation';
import { findOperation } from './operation';
import { Pacer } from './pacer';
import { Parameters } from './parameters';

function paired(result: OperationResult, itemIndex: number): INodeExecutionData[] {
	const items = 'items' in result ? result.items : result.json.map((json) => ({ json }));
	return items.map((item) => ({ ...item, pairedItem: { item: itemIndex } }));
}

/**
 * The `execute` of an action node: runs the chosen operation for each item, one after the other and in order.
 * An item that fails stops the run with an error that names it, or becomes `{ error }` with Continue On Fail.
 * @param connect Makes the client; called once, before the first item
 */
export async function runItems<TClient>(
	functions: IExecuteFunctions,
	resources: Array<Resource<TClient>>,
	connect: (functions: IExecuteFunctions) => Promise<TClient>,
): Promise<INodeExecutionData[][]> {
	const results: INodeExecutionData[] = [];
	const pacer = new Pacer(functions.getExecutionCancelSignal());
	let client: TClient | undefined;

	for (let itemIndex = 0; itemIndex < functions.getInputData().length; itemIndex++) {
		try {
			client ??= await connect(functions);
			const parameters = new Parameters((name) =>
				functions.getNodeParameter(name, itemIndex, null),
			);
			const operation = findOperation(
				resources,
				parameters.text('resource'),
				parameters.text('operation'),
			);
			const result = await operation.execute({ functions, itemIndex, parameters, client, pacer });
			results.push(...paired(result, itemIndex));
		} catch (error) {
			const nodeError = toNodeError(functions.getNode(), error, itemIndex);
			if (!functions.continueOnFail()) throw nodeError;
			results.push({ json: { error: nodeError.message }, pairedItem: { item: itemIndex } });
		}
	}
	return [results];
}
