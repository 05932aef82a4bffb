import { startEmulator, type Emulator } from '../../emulator';
import { seededSessions } from '../../emulator';
import type { CredentialRef, HostVersion, N8nClient, Workflow, WorkflowFile } from '../../host';
import { gateways, type GatewayUnderTest } from './gateways';
import { clientOf } from './running';

/** What a test works with: a signed-in n8n, an emulator of its own, and credentials that point at it. */
export class Bench {
	private constructor(
		readonly version: HostVersion,
		readonly client: N8nClient,
		readonly emulator: Emulator,
		/** One of each gateway, by credential type. */
		readonly credentials: Record<GatewayUnderTest['credentialType'], CredentialRef>,
	) {}

	private readonly workflowIds: string[] = [];

	/** Starts an emulator beside an n8n. */
	static async open(version: HostVersion, client = clientOf(version)): Promise<Bench> {
		// The documented pauses are long; nothing in the nodes depends on their length.
		const emulator = await startEmulator({ webhookRepeatMs: 300, whapiBackoffFactor: 0.1 });
		const credentialOf = async ({ credentialType, credential }: GatewayUnderTest) =>
			await client.createCredential(credentialType, 'Emulator', credential(emulator));
		return new Bench(version, client, emulator, {
			whatsGateApi: await credentialOf(gateways.whatsGate),
			whapiApi: await credentialOf(gateways.whapi),
		});
	}

	/** Address of the n8n, no slash at the end. */
	get url() {
		return this.client.rest.url;
	}

	get control() {
		return this.emulator.control;
	}

	/** Stores a workflow with the emulator's credentials in it. */
	async add(source: WorkflowFile): Promise<Workflow> {
		const { credentials } = this;
		const workflow = await this.client.importWorkflow(source, { credentials });
		this.workflowIds.push(workflow.id);
		return workflow;
	}

	/** Stores and activates a workflow. */
	async addActive(source: WorkflowFile): Promise<Workflow> {
		const workflow = await this.add(source);
		await this.client.activate(workflow.id);
		return workflow;
	}

	/** Switches a polling workflow off and on: n8n polls at once then. */
	async pollNow({ id }: Workflow): Promise<void> {
		await this.client.deactivate(id);
		await this.client.activate(id);
	}

	/** Changes parameters of a workflow's trigger, which stands first, and publishes that. */
	async changeTrigger({ id }: Workflow, parameters: Record<string, unknown>): Promise<void> {
		const workflow = await this.client.getWorkflow(id);
		const [node] = workflow.nodes;
		if (node) node.parameters = { ...node.parameters, ...parameters };
		await this.client.saveWorkflow(workflow);
		await this.client.activate(id);
	}

	/** The callback that WhatsGate has for the demo phone; null = none. */
	async callback(): Promise<string | null> {
		const [callback] = await gateways.whatsGate.callbacks(this.control);
		return callback?.url ?? null;
	}

	private async allCallbacks() {
		const each = [gateways.whatsGate, gateways.whapi].map(
			async ({ callbacks }) => await callbacks(this.control),
		);
		return (await Promise.all(each)).flat();
	}

	/** Calls a command of the emulated WhatsGate as another program would. */
	async whatsGate(command: string, body: Record<string, unknown>): Promise<unknown> {
		const { baseUrl, apiKey } = this.emulator.whatsGate;
		const response = await fetch(`${baseUrl}/${command}`, {
			method: 'POST',
			headers: { 'X-Api-Key': apiKey, 'content-type': 'application/json' },
			body: JSON.stringify(body),
		});
		return await response.json();
	}

	/** Sets the callback of the demo phone as another program would. */
	async setCallback(callback: string): Promise<void> {
		await this.whatsGate('set-hook', { WhatsappID: seededSessions.demo, callback });
	}

	/** Sets the webhook entries of the Whapi channel as another program would. */
	async setWhapiEntries(webhooks: unknown[]): Promise<void> {
		const { baseUrl, token } = this.emulator.whapi;
		const response = await fetch(`${baseUrl}/settings`, {
			method: 'PATCH',
			headers: { Authorization: `Bearer ${token}`, 'content-type': 'application/json' },
			body: JSON.stringify({ webhooks }),
		});
		if (!response.ok) throw new Error(`The emulator refused the entries: ${await response.text()}`);
	}

	/** Ends the test's runs in the editor, deletes its workflows and puts the emulator back to its start. */
	async clear(): Promise<void> {
		await this.control.clearFaults();
		const ids = this.workflowIds.splice(0);
		for (const id of ids) await this.client.stopListening(id);
		// n8n (1.123.81, 2.40.7) begins no test run while it takes away the webhook of another one.
		await this.control.waitFor(
			async () => await this.allCallbacks(),
			(callbacks) => callbacks.every(({ url }) => !url.includes('/webhook-test/')),
			30_000,
		);
		for (const id of ids) await this.client.deleteWorkflow(id);
		await this.control.reset();
	}

	/** Ends the emulator. */
	async close(): Promise<void> {
		await this.emulator.close();
	}
}

/** Opens a bench for the tests of one `describe` and clears it after each of them. */
export function useBench(version: HostVersion): () => Bench {
	let bench: Bench | undefined;
	const get = () => {
		if (!bench) throw new Error('The bench is opened before the tests.');
		return bench;
	};
	beforeAll(async () => {
		bench = await Bench.open(version);
	});
	afterEach(async () => {
		await get().clear();
	});
	afterAll(async () => {
		await bench?.close();
	});
	return get;
}

/** The one callback of a gateway for the demo phone. */
export async function onlyCallback({ control }: Bench, gateway: GatewayUnderTest) {
	const [callback, ...others] = await gateway.callbacks(control);
	if (!callback || others.length > 0) {
		throw new Error(
			`${gateway.title} has ${others.length + (callback ? 1 : 0)} callbacks, not one.`,
		);
	}
	return callback;
}
