import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import {
	runWorkflow,
	startType,
	type Host,
	type RunResult,
	type ShownError,
	type WorkflowJson,
} from '../helpers/engine';

/** How an action node is run. */
export interface ActionOptions {
	/** What the node gets; one empty item when left out. */
	input?: INodeExecutionData[];
	continueOnFail?: boolean;
}

/** The n8n that an action is run in. */
interface Place {
	host: Host;
}

/** An action node. */
interface ActionNode {
	/** Its name in the workflow. */
	name: string;
	/** Type without the package's name. */
	type: string;
	credential: string;
}

/** Ways to run an action node once, alone in a workflow behind the start node. */
export function actionsOf({ name, type, credential }: ActionNode) {
	const actionWorkflow = (
		host: Host,
		parameters: INodeParameters,
		{ continueOnFail = false }: ActionOptions = {},
	): WorkflowJson => {
		const position: [number, number] = [0, 0];
		const start = { id: 'start', name: 'Start', type: startType, typeVersion: 1, position };
		return {
			nodes: [
				{ ...start, parameters: {} },
				{
					id: 'node',
					name,
					type: `${host.loader.packageName}.${type}`,
					typeVersion: 1,
					position,
					parameters,
					credentials: { [credential]: { id: '1', name: 'Test' } },
					...(continueOnFail && { onError: 'continueRegularOutput' }),
				},
			],
			connections: { Start: { main: [[{ node: name, type: 'main', index: 0 }]] } },
		};
	};

	/** Runs the node, whatever comes of it. */
	const tryAction = async (
		{ host }: Place,
		parameters: INodeParameters,
		options: ActionOptions = {},
	): Promise<RunResult> => {
		const json = actionWorkflow(host, parameters, options);
		return await runWorkflow(host, json, { from: 'Start', input: options.input });
	};

	/** The items of a run that must succeed. */
	const runAction = async (
		place: Place,
		parameters: INodeParameters,
		options: ActionOptions = {},
	): Promise<INodeExecutionData[]> => {
		const { items, error } = await tryAction(place, parameters, options);
		if (error !== null) throw new Error(`${error.message} ${error.description ?? ''}`);
		return items[name] ?? [];
	};

	/** The JSON of the items of a run that must succeed. */
	const jsonOf = async (
		place: Place,
		parameters: INodeParameters,
		options: ActionOptions = {},
	): Promise<IDataObject[]> =>
		(await runAction(place, parameters, options)).map(({ json }) => json);

	/** The error of a run that must fail. */
	const errorOf = async (
		place: Place,
		parameters: INodeParameters,
		options: ActionOptions = {},
	): Promise<ShownError> => {
		const { error } = await tryAction(place, parameters, options);
		if (error === null) throw new Error('The run succeeded');
		return error;
	};

	return { actionWorkflow, tryAction, runAction, jsonOf, errorOf };
}
