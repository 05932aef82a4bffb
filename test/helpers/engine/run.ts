import { WorkflowExecute } from 'n8n-core';
import type {
	ExecutionError,
	IDataObject,
	INodeExecutionData,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { createRunExecutionData } from 'n8n-workflow';

import type { Host, WorkflowJson } from './host';

/** An error as n8n shows it in an execution. */
export interface ShownError {
	/** Class name, e.g. `NodeApiError`. */
	name: string;
	message: string;
	description: string | null;
	/** The item that the error names. */
	itemIndex: number | null;
	/** HTTP status of the service, where it answered. */
	httpCode: string | null;
	/** All that n8n keeps of the error, as text: no secret may be in it. */
	everything: string;
}

/** What came of a run. */
export interface RunResult {
	/** Items by the name of the node that gave them; the last run of each node. */
	items: Record<string, INodeExecutionData[]>;
	/** Null where the run succeeded. */
	error: ShownError | null;
	/** The workflow's static data after the run. */
	staticData: IDataObject;
}

/** How to run a workflow. */
export interface RunOptions {
	/** The node that the run begins with. */
	from: string;
	/** What that node gets; one empty item when left out. */
	input?: INodeExecutionData[];
	/** `trigger` when left out: a production run. */
	mode?: WorkflowExecuteMode;
	staticData?: IDataObject;
}

/** Runs a workflow through n8n's own engine. Errors of nodes are in the result, not thrown. */
export async function runWorkflow(
	host: Host,
	json: WorkflowJson,
	{ from, input = [{ json: {} }], mode = 'trigger', staticData = {} }: RunOptions,
): Promise<RunResult> {
	const workflow = host.workflow(json, staticData);
	const node = workflow.getNode(from);
	if (node === null) throw new Error(`The workflow has no node ${from}`);
	const execution = createRunExecutionData({
		executionData: {
			nodeExecutionStack: [{ node, data: { main: [input] }, source: null }],
		},
	});
	const execute = new WorkflowExecute(host.additionalData(mode), mode, execution);
	const { data } = await execute.processRunExecutionData(workflow);

	const items: RunResult['items'] = {};
	for (const [name, runs] of Object.entries(data.resultData.runData)) {
		items[name] = runs.at(-1)?.data?.main?.[0] ?? [];
	}
	const { error } = data.resultData;
	return {
		items,
		error: error === undefined ? null : shown(error),
		staticData: workflow.staticData,
	};
}

/** An error as it is shown and stored. */
export function shown(error: ExecutionError | Error): ShownError {
	const context: unknown = 'context' in error ? error.context : {};
	const fields = typeof context === 'object' && context !== null ? { ...context } : {};
	const itemIndex = 'itemIndex' in fields ? fields.itemIndex : null;
	const description = 'description' in error ? error.description : null;
	const httpCode = 'httpCode' in error ? error.httpCode : null;
	return {
		name: error.name,
		message: error.message,
		description: typeof description === 'string' ? description : null,
		itemIndex: typeof itemIndex === 'number' ? itemIndex : null,
		httpCode: typeof httpCode === 'string' ? httpCode : null,
		everything: everythingOf(error),
	};
}

/** Every text in an error, hidden fields and causes included. */
function everythingOf(value: unknown, seen = new Set<unknown>()): string {
	if (typeof value !== 'object' || value === null) return String(value);
	if (seen.has(value)) return '';
	seen.add(value);
	const parts = Object.getOwnPropertyNames(value).map((name) => {
		const field: unknown = Object.getOwnPropertyDescriptor(value, name)?.value;
		return `${name}: ${typeof field === 'function' ? '' : everythingOf(field, seen)}`;
	});
	return parts.join('\n');
}
