import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { toNodeError } from './errors';
import type { Operation, OperationResult, Resource } from './operation';
import { findOperation } from './operation';
import { Pacer } from './pacer';
import { Parameters } from './parameters';

function itemsOf(result: OperationResult): INodeExecutionData[] {
	return 'items' in result ? result.items : result.json.map((json) => ({ json }));
}

function paired(result: OperationResult, itemIndex: number): INodeExecutionData[] {
	return itemsOf(result).map((item) => ({ ...item, pairedItem: { item: itemIndex } }));
}

/** What came of one item. */
type Outcome = { items: INodeExecutionData[] } | { error: unknown };

async function outcomeOf(work: () => Promise<INodeExecutionData[]>): Promise<Outcome> {
	try {
		return { items: await work() };
	} catch (error) {
		return { error };
	}
}

/** Works on several items at a time, but begins them in their order, and none after one that stops the run. */
class Flight {
	readonly outcomes: Outcome[] = [];
	private readonly flying = new Set<Promise<void>>();
	/** What the item that was begun last allows. */
	private most = 1;
	private isStopped = false;

	/** @param stopsOnError Whether an item that fails ends the run */
	constructor(private readonly stopsOnError: boolean) {}

	/**
	 * Begins an item as soon as less than `most` are at work.
	 * @returns Whether it was begun
	 */
	async begin(
		itemIndex: number,
		most: number,
		work: () => Promise<INodeExecutionData[]>,
	): Promise<boolean> {
		// An item that has to be alone neither begins beside others nor gets company.
		while (this.flying.size >= Math.min(most, this.most)) await Promise.race(this.flying);
		this.most = most;
		if (this.isStopped) return false;
		const flight = outcomeOf(work).then((outcome) => {
			this.outcomes[itemIndex] = outcome;
			if ('error' in outcome && this.stopsOnError) this.isStopped = true;
			this.flying.delete(flight);
		});
		this.flying.add(flight);
		return true;
	}

	async land(): Promise<void> {
		await Promise.all(this.flying);
	}
}

function chosenOperation<TClient>(
	resources: Array<Resource<TClient>>,
	parameters: Parameters,
): { operation: Operation<TClient> } | { error: unknown } {
	try {
		const [resource, operation] = [parameters.text('resource'), parameters.text('operation')];
		return { operation: findOperation(resources, resource, operation) };
	} catch (error) {
		return { error };
	}
}

function itemsOrError(
	functions: IExecuteFunctions,
	outcome: Outcome,
	itemIndex: number,
): INodeExecutionData[] {
	if ('items' in outcome) return outcome.items;
	const nodeError = toNodeError(functions.getNode(), outcome.error, itemIndex);
	if (!functions.continueOnFail()) throw nodeError;
	return [{ json: { error: nodeError.message }, pairedItem: { item: itemIndex } }];
}

/**
 * The `execute` of an action node: runs the chosen operation for each item, one after the other and in order; what
 * comes out keeps the order also where an operation allows several at a time. An item that fails stops the run with
 * an error that names it, or becomes `{ error }` with Continue On Fail. A cancelled execution begins no further item.
 * @param connect Makes the client; called once, before the first item
 */
export async function runItems<TClient>(
	functions: IExecuteFunctions,
	resources: Array<Resource<TClient>>,
	connect: (functions: IExecuteFunctions) => Promise<TClient>,
): Promise<INodeExecutionData[][]> {
	const signal = functions.getExecutionCancelSignal();
	const pacer = new Pacer(signal);
	const flight = new Flight(!functions.continueOnFail());
	let connecting: Promise<TClient> | undefined;

	for (let itemIndex = 0; itemIndex < functions.getInputData().length; itemIndex++) {
		const parameters = new Parameters((name) => functions.getNodeParameter(name, itemIndex, null));
		const chosen = chosenOperation(resources, parameters);
		const { inFlight = 1, isOnce = false } = 'operation' in chosen ? chosen.operation : {};
		const wasBegun = await flight.begin(itemIndex, inFlight, async () => {
			signal?.throwIfAborted();
			// Before the operation is looked at: without a credential nothing else can be put right.
			connecting ??= connect(functions);
			const client = await connecting;
			if ('error' in chosen) throw chosen.error;
			const { operation } = chosen;
			const result = await operation.execute({ functions, itemIndex, parameters, client, pacer });
			return isOnce ? itemsOf(result) : paired(result, itemIndex);
		});
		if (!wasBegun || isOnce || signal?.aborted) break;
	}
	await flight.land();
	const { outcomes } = flight;
	return [outcomes.flatMap((outcome, itemIndex) => itemsOrError(functions, outcome, itemIndex))];
}
