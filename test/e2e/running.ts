import { readFile } from 'node:fs/promises';
import { z } from 'zod/v4';
import { hostVersions, N8nClient, type HostVersion, type N8n, type Owner } from '../../host';

/** What the tests need to know of what `globalSetup` started. */
const runningSchema = z.object({
	/** The packed package. */
	tarball: z.string(),
	/** The folder that the n8ns may read and write files in. */
	filesFolder: z.string(),
	/** Address, signed-in owner and log of each n8n, by version. n8n takes only five sign-ins in a minute. */
	n8ns: z.record(
		z.string(),
		z.object({ url: z.string(), cookie: z.string(), logFile: z.string() }),
	),
});
type Running = z.output<typeof runningSchema>;

/** The owner of every n8n of the tests. */
export const owner: Owner = {
	email: 'owner@example.com',
	firstName: 'Test',
	lastName: 'Owner',
	password: 'Test-password-1',
};

/** Tests find it in the environment: they do not share memory with `globalSetup`. */
const variable = 'WHATSAPP_GATEWAYS_E2E';

/** Leaves word for the tests. */
export function announce(running: Running): void {
	process.env[variable] = JSON.stringify(running);
}

function read(): Running {
	const text = process.env[variable];
	if (!text) throw new Error('No n8n runs: start these tests with npm run test:e2e.');
	return runningSchema.parse(JSON.parse(text));
}

/** The packed package. */
export function tarball(): string {
	return read().tarball;
}

/** The folder that the workflows of every n8n may read and write files in. */
export function filesFolder(): string {
	return read().filesFolder;
}

function n8nOf(version: HostVersion) {
	const n8n = read().n8ns[version];
	if (!n8n) throw new Error(`n8n ${version} does not run.`);
	return n8n;
}

/** The n8n of a version, signed in as its owner. */
export function clientOf(version: HostVersion): N8nClient {
	const { url, cookie } = n8nOf(version);
	return new N8nClient(url, cookie);
}

/** All that an n8n has logged so far. */
export async function logOf(version: HostVersion): Promise<string> {
	return await readFile(n8nOf(version).logFile, 'utf8');
}

/** Signs in to an n8n as its owner, whose account is made if it is fresh. */
export async function signedIn(url: string): Promise<N8nClient> {
	const client = new N8nClient(url);
	await client.signIn(owner);
	return client;
}

/** Set by the Jest project of a version; elsewhere there is none. */
const ownVersion: unknown = Reflect.get(globalThis, 'n8nUnderTest');

/** Versions to test: that of the Jest project; elsewhere all, or those that `E2E_VERSIONS` names, separated by commas. */
export const versions: HostVersion[] = hostVersions.filter((version) =>
	ownVersion === undefined
		? (process.env.E2E_VERSIONS?.split(',').includes(version) ?? true)
		: version === ownVersion,
);

/** What `globalTeardown` has to end. */
export const started = {
	n8ns: new Array<N8n>(),
	cleanUp: new Array<() => Promise<void>>(),
	/** The tests have run: from now on an n8n may end. */
	isOver: false,
};
