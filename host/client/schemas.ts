import { z } from 'zod/v4';

const jsonObject = z.record(z.string(), z.unknown());

/** A stored credential, as a node refers to it. */
export const credentialSchema = z.object({ id: z.string(), name: z.string() });
/** A stored credential, as a node refers to it. */
export type CredentialRef = z.output<typeof credentialSchema>;

/** What the test of a credential gave. */
export const credentialTestSchema = z.object({
	status: z.enum(['OK', 'Error']),
	message: z.string().optional(),
});
/** What the test of a credential gave. */
export type CredentialTest = z.output<typeof credentialTestSchema>;

const nodeSchema = z.looseObject({
	id: z.string().optional(),
	name: z.string(),
	type: z.string(),
	typeVersion: z.number(),
	parameters: jsonObject,
	webhookId: z.string().optional(),
	credentials: z
		.record(z.string(), z.object({ id: z.string().nullable(), name: z.string() }))
		.optional(),
});
/** A node of a workflow. */
export type WorkflowNode = z.output<typeof nodeSchema>;

/** A workflow as a file holds it: what the editor's import takes. */
export const workflowFileSchema = z.object({
	name: z.string(),
	nodes: z.array(nodeSchema),
	connections: jsonObject,
	settings: jsonObject.default({}),
});
/** A workflow as a file holds it. */
export type WorkflowFile = z.output<typeof workflowFileSchema>;

/** A workflow that n8n has stored. */
export const workflowSchema = workflowFileSchema.extend({
	id: z.string(),
	active: z.boolean(),
	versionId: z.string(),
	isArchived: z.boolean().default(false),
	settings: jsonObject.nullish().transform((settings) => settings ?? {}),
});
/** A workflow that n8n has stored. */
export type Workflow = z.output<typeof workflowSchema>;

/** What became of an activation: n8n 2.x does it after its answer. */
export const publicationSchema = z.object({
	status: z.enum(['in_progress', 'not_published', 'published', 'partial', 'failed']),
	triggers: z.array(z.object({ errorMessage: z.string().nullish() })),
});

/** What a manual run began with: an execution, or waiting for the webhook's first call. */
export const manualRunSchema = z.object({
	executionId: z.string().optional(),
	waitingForWebhook: z.boolean().optional(),
});
/** What a manual run began with. */
export type ManualRun = z.output<typeof manualRunSchema>;

const summarySchema = z.object({
	id: z.coerce.string(),
	workflowId: z.string(),
	status: z.string(),
	mode: z.string(),
	finished: z.boolean().nullish(),
});
/** One line of the list of executions. `status`: `success`, `error`, `running` …; `mode`: `manual`, `webhook`, `trigger` … */
export type ExecutionSummary = z.output<typeof summarySchema>;
/** The list of executions. */
export const executionListSchema = z.object({ results: z.array(summarySchema) });

const binarySchema = z.looseObject({
	/** The file itself (base64) when there is no `id`. */
	data: z.string(),
	mimeType: z.string(),
	fileName: z.string().optional(),
	fileExtension: z.string().optional(),
	/** Key of the file in n8n's binary store. */
	id: z.string().optional(),
});
/** A file on an item. */
export type BinaryFile = z.output<typeof binarySchema>;

const itemSchema = z.object({
	json: jsonObject,
	binary: z.record(z.string(), binarySchema).optional(),
	pairedItem: z.unknown(),
});
/** An item that a node gave out. */
export type Item = z.output<typeof itemSchema>;

const problemSchema = z.looseObject({ message: z.string(), description: z.string().nullish() });

const taskSchema = z.object({
	error: problemSchema.optional(),
	data: z.object({ main: z.array(z.array(itemSchema).nullable()).optional() }).optional(),
});

const resultSchema = z.object({
	resultData: z.object({
		runData: z.record(z.string(), z.array(taskSchema)).default({}),
		error: problemSchema.optional(),
		lastNodeExecuted: z.string().optional(),
	}),
});

/** An execution as n8n sends it: its data in the `flatted` notation. */
export const storedExecutionSchema = summarySchema.extend({ data: z.string() });

/** An execution with what its nodes gave out, each node's runs under its name in `runData`. */
export type Execution = ExecutionSummary & z.output<typeof resultSchema>['resultData'];

/** Reads the data of an execution. */
export async function readExecution(
	stored: z.output<typeof storedExecutionSchema>,
): Promise<Execution> {
	const { parse } = await import('flatted');
	const { data, ...summary } = stored;
	return { ...summary, ...resultSchema.parse(parse(data)).resultData };
}

/** All items that a node gave out at its outputs, in all its runs. */
export function itemsOf(execution: Execution, nodeName: string): Item[] {
	const runs = execution.runData[nodeName] ?? [];
	return runs.flatMap((run) => (run.data?.main ?? []).flatMap((items) => items ?? []));
}

/** A page of a resource locator's list. */
export const listPageSchema = z.object({
	results: z.array(
		z.looseObject({ name: z.string(), value: z.union([z.string(), z.number(), z.boolean()]) }),
	),
	paginationToken: z.unknown(),
});
/** A page of a resource locator's list. */
export type ListPage = z.output<typeof listPageSchema>;
