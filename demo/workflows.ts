import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod/v4';
import {
	messageOf,
	projectFolder,
	workflowFileSchema,
	type CredentialRef,
	type N8nClient,
	type OnProgress,
} from '../host';
import { demoExamples, type DemoExample } from './examples';

/** Which workflow was made of which example, by file name: a person may rename, switch off and delete them. */
const knownSchema = z.record(z.string(), z.string());

/** What the examples are brought into. */
export interface Target {
	client: N8nClient;
	/** Credential per credential type. */
	credentials: Record<string, CredentialRef>;
	/** Remembers which workflow belongs to which example. */
	stateFile: string;
	onProgress: OnProgress;
}

async function importExample(
	{ client, credentials }: Target,
	{ file, change }: DemoExample,
): Promise<string> {
	const text = await readFile(join(projectFolder, 'examples', file), 'utf8');
	const workflow = workflowFileSchema.parse(JSON.parse(text));
	return (await client.importWorkflow(workflow, { credentials, change })).id;
}

/** Switches on again what was active when the last run ended. A person may have changed it since it worked. */
async function restart({ client, onProgress }: Target, id: string, name: string): Promise<void> {
	// Off first: after a restart the emulator knows no callback, and the addresses may be others.
	await client.deactivate(id);
	try {
		await client.activate(id);
	} catch (error) {
		onProgress(`"${name}" could not be switched on again: ${messageOf(error)}`);
	}
}

/**
 * Imports the examples that were never imported, and switches on those that are to be active or were it before.
 * What a person renamed, switched off or deleted stays so.
 * @returns id of each example's workflow, by file name
 */
export async function setUpExamples(target: Target): Promise<Map<string, string>> {
	const { client, stateFile } = target;
	const known = existsSync(stateFile)
		? knownSchema.parse(JSON.parse(await readFile(stateFile, 'utf8')))
		: {};
	const stored = await client.listWorkflows();
	const active = stored.filter((workflow) => workflow.active);
	await Promise.all(
		active.map(async ({ id, name }) => {
			await restart(target, id, name);
		}),
	);
	for (const example of demoExamples) {
		if (known[example.file] !== undefined) continue;
		const id = await importExample(target, example);
		if (example.isActive) await client.activate(id);
		known[example.file] = id;
		await writeFile(stateFile, JSON.stringify(known, null, '\t'));
	}
	return new Map(Object.entries(known));
}
