import { startEmulator, type Emulator } from '../../emulator';
import { seededSessions } from '../../emulator';
import {
	N8nClient,
	type CredentialRef,
	type HostVersion,
	type Workflow,
	type WorkflowFile,
} from '../../host';
import { owner, urlOf } from './running';

/** What a test works with: a signed-in n8n, an emulator of its own, and a credential that points at it. */
export class Bench {
	private constructor(
		readonly version: HostVersion,
		/** Address of the n8n, no slash at the end. */
		readonly url: string,
		readonly client: N8nClient,
		readonly emulator: Emulator,
		readonly credential: CredentialRef,
	) {}

	private readonly workflowIds: string[] = [];

	/** Signs in to the n8n of a version and starts an emulator. */
	static async open(version: HostVersion, url = urlOf(version)): Promise<Bench> {
		const client = new N8nClient(url);
		await client.signIn(owner);
		// The documented pause is 20 s; nothing in the node depends on its length.
		const emulator = await startEmulator({ webhookRepeatMs: 300 });
		const { apiKey, baseUrl } = emulator.whatsGate;
		const data = { apiKey, baseUrl };
		const credential = await client.createCredential('whatsGateApi', 'Emulator', data);
		return new Bench(version, url, client, emulator, credential);
	}

	get control() {
		return this.emulator.control;
	}

	/** Stores a workflow with the emulator's credential in it. */
	async add(source: WorkflowFile): Promise<Workflow> {
		const credentials = { whatsGateApi: this.credential };
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

	/** The callback that WhatsGate has for the demo phone; null = none. */
	async callback(): Promise<string | null> {
		const sessions = await this.control.sessions();
		const demo = sessions.find(({ id }) => id === seededSessions.demo);
		if (!demo) throw new Error('The emulator has no demo phone.');
		return demo.callback;
	}

	/** The callback of the demo phone when there has to be one. */
	async callbackUrl(): Promise<string> {
		const callback = await this.callback();
		if (callback === null) throw new Error('WhatsGate has no callback for the demo phone.');
		return callback;
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

	/** Deletes the test's workflows and puts the emulator back to its start. */
	async clear(): Promise<void> {
		await this.control.clearFaults();
		for (const id of this.workflowIds.splice(0)) await this.client.deleteWorkflow(id);
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
