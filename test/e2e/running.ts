import { z } from 'zod/v4';
import { hostVersions, N8nClient, type HostVersion, type N8n, type Owner } from '../../host';

/** What the tests need to know of what `globalSetup` started. */
const runningSchema = z.object({
	/** The packed package. */
	tarball: z.string(),
	/** Address and signed-in owner of each n8n, by version. n8n takes only five sign-ins in a minute. */
	n8ns: z.record(z.string(), z.object({ url: z.string(), cookie: z.string() })),
});
type Running = z.output<typeof runningSchema>;

/** The owner of every n8n of the tests. */
const owner: Owner = {
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

/** The n8n of a version, signed in as its owner. */
export function clientOf(version: HostVersion): N8nClient {
	const n8n = read().n8ns[version];
	if (!n8n) throw new Error(`n8n ${version} does not run.`);
	return new N8nClient(n8n.url, n8n.cookie);
}

/** Signs in to an n8n as its owner, whose account is made if it is fresh. */
export async function signedIn(url: string): Promise<N8nClient> {
	const client = new N8nClient(url);
	await client.signIn(owner);
	return client;
}

/** Versions to test: all, or those that `E2E_VERSIONS` names, separated by commas. */
export const versions: HostVersion[] = hostVersions.filter(
	(version) => process.env.E2E_VERSIONS?.split(',').includes(version) ?? true,
);

/** What `globalTeardown` has to end. */
export const started = {
	n8ns: new Array<N8n>(),
	cleanUp: new Array<() => Promise<void>>(),
	/** The tests have run: from now on an n8n may end. */
	isOver: false,
};
