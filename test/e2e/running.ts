import { z } from 'zod/v4';
import { hostVersions, type HostVersion, type N8n, type Owner } from '../../host';

/** What the tests need to know of what `globalSetup` started. */
const runningSchema = z.object({
	/** The packed package. */
	tarball: z.string(),
	/** Address of each n8n, by version. */
	urls: z.record(z.string(), z.string()),
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

/** Address of the n8n of a version, no slash at the end. */
export function urlOf(version: HostVersion): string {
	const url = read().urls[version];
	if (!url) throw new Error(`n8n ${version} does not run.`);
	return url;
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
