import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod/v4';
import { seededSessions } from '../../../emulator';
import {
	projectFolder,
	waitFor,
	workflowFileSchema,
	type Execution,
	type Workflow,
	type WorkflowFile,
	type WorkflowNode,
} from '../../../host';
import type { Bench } from '../bench';
import { byId, type GatewayUnderTest } from '../gateways';
import { onWhapi } from './onWhapi';

/** The folder of the examples. */
export const exampleFolder = join(projectFolder, 'examples');

/** The workflow of a file in `examples/`. */
export async function readExample(file: string): Promise<WorkflowFile> {
	return workflowFileSchema.parse(JSON.parse(await readFile(join(exampleFolder, file), 'utf8')));
}

/** A node of a workflow. */
export function nodeNamed({ nodes }: WorkflowFile, name: string): WorkflowNode {
	const node = nodes.find((one) => one.name === name);
	if (!node) throw new Error(`The workflow has no node "${name}".`);
	return node;
}

/** Changes parameters of a node. */
export function setParameters(
	workflow: WorkflowFile,
	name: string,
	parameters: Record<string, unknown>,
): void {
	const node = nodeNamed(workflow, name);
	node.parameters = { ...node.parameters, ...parameters };
}

/** The fields of an Edit Fields node. */
const fieldsSchema = z.object({ assignments: z.array(z.looseObject({ name: z.string() })) });

/** Fills in a field of an Edit Fields node as a person does. */
export function setField(workflow: WorkflowFile, name: string, field: string, value: unknown) {
	const { assignments } = fieldsSchema.parse(nodeNamed(workflow, name).parameters.assignments);
	const found = assignments.find((one) => one.name === field);
	if (!found) throw new Error(`"${name}" has no field "${field}".`);
	found.value = value;
	setParameters(workflow, name, { assignments: { assignments } });
}

/** Chooses the data table of every node that works with rows, as n8n 1.x needs it: it does not look tables up by name. */
export function chooseTable(workflow: WorkflowFile, id: string): void {
	for (const { name, parameters } of workflow.nodes) {
		if (parameters.dataTableId === undefined) continue;
		setParameters(workflow, name, { dataTableId: { __rl: true, mode: 'list', value: id } });
	}
}

/** People of the emulator as its messages name them. */
export const vasily = '79991112233@c.us';
export const maria = '79994445566@c.us';

/** Maria, chosen by her phone number: that is the same at both gateways. */
export const mariasNumber = { __rl: true, mode: 'phone', value: '79994445566' };

/** The emulator's only group. */
export const testGroup = '4239048293082@g.us';

/** A resource locator in which nothing has been chosen yet. */
const emptyListSchema = z.object({ mode: z.literal('list'), value: z.literal('') });

/** An example under trial in one n8n, with the nodes of one gateway. */
export class Trial {
	constructor(
		readonly bench: Bench,
		readonly file: string,
		readonly gateway: GatewayUnderTest,
	) {}

	get control() {
		return this.bench.control;
	}

	/** Imports the example as a person does who chose credentials and sessions, and then `change`d what the notes say. */
	async add(change: (workflow: WorkflowFile) => void = () => undefined): Promise<Workflow> {
		const workflow = await readExample(this.file);
		for (const node of workflow.nodes) {
			// n8n 2.x frees the paths of a deleted workflow a moment later: a second copy needs its own.
			if (node.webhookId !== undefined) node.webhookId = randomUUID();
			if (emptyListSchema.safeParse(node.parameters.session).success) {
				node.parameters = { ...node.parameters, session: byId(seededSessions.demo) };
			}
		}
		if (this.gateway.origin === 'whapi') onWhapi(workflow);
		change(workflow);
		return await this.bench.add(workflow);
	}

	/** As `add`, and activates the workflow. */
	async addActive(change?: (workflow: WorkflowFile) => void): Promise<Workflow> {
		const workflow = await this.add(change);
		await this.bench.client.activate(workflow.id);
		return workflow;
	}

	/** Waits until so many executions have ended, all of them well; oldest first. */
	async ended({ id }: Workflow, count: number): Promise<Execution[]> {
		const executions = await this.bench.client.waitForExecutions(id, count);
		expect(executions.map(({ status, error }) => error ?? status)).toEqual(
			executions.map(() => 'success'),
		);
		expect(executions).toHaveLength(count);
		return executions;
	}

	/** Runs the workflow by hand and waits until it has ended, the only execution or not. */
	async run({ id }: Workflow, start: string): Promise<void> {
		const { executionId } = await this.bench.client.runManually(id, start);
		const status = await waitFor(`the end of the run from ${start}`, async () => {
			const all = await this.bench.client.listExecutions(id);
			const found = all.find((one) => one.id === executionId);
			return found && !['new', 'running'].includes(found.status) ? found.status : undefined;
		});
		expect(status).toBe('success');
	}

	/** Waits for so many messages from the demo phone through this gateway. */
	async sent(count: number) {
		const messages = await this.control.waitFor(
			() => this.control.messages({ fromMe: true }),
			({ length }) => length >= count,
			30_000,
		);
		expect(new Set(messages.map(({ origin }) => origin))).toEqual(new Set([this.gateway.origin]));
		return messages;
	}
}
