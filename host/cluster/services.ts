import { Redis } from 'ioredis';
import { Client } from 'pg';
import { messageOf } from '../errors';

/** Addresses of what a queue needs besides n8n. */
export interface Services {
	/** `postgres://user:password@host:port/database`; the user may create databases. */
	postgresUrl: string;
	/** `redis://user:password@host:port/number`; `rediss` with TLS. */
	redisUrl: string;
}

/** A service that a queue needs cannot be used. */
export class ServiceMissing extends Error {
	override readonly name = 'ServiceMissing';
}

/** What is said about a service that does not answer. */
interface Kind {
	title: string;
	variable: string;
	/** How to start one for a trial. */
	command: string;
}

const postgres: Kind = {
	title: 'PostgreSQL',
	variable: 'TRIAL_POSTGRES_URL',
	command:
		'docker run --rm -d -p 127.0.0.1:5432:5432 -e POSTGRES_HOST_AUTH_METHOD=trust postgres:17',
};

const redis: Kind = {
	title: 'Redis',
	variable: 'TRIAL_REDIS_URL',
	command: 'docker run --rm -d -p 127.0.0.1:6379:6379 redis:7',
};

/** The addresses that the environment gives, else those of services on this machine with their usual ports. */
export function servicesFromEnvironment(env: NodeJS.ProcessEnv = process.env): Services {
	return {
		postgresUrl: env[postgres.variable] || 'postgres://postgres@127.0.0.1:5432/postgres',
		redisUrl: env[redis.variable] || 'redis://127.0.0.1:6379',
	};
}

/** An address as it may be shown: without its password. */
export function withoutPassword(address: string): string {
	if (!URL.canParse(address)) return 'the given address, which is no URL';
	const url = new URL(address);
	if (url.password) url.password = '***';
	return url.href;
}

/** What speaks against a service, as text with what to do; undefined when it answers. */
async function lackOf(
	{ title, variable, command }: Kind,
	address: string,
	ask: () => Promise<unknown>,
): Promise<string | undefined> {
	try {
		await ask();
		return undefined;
	} catch (error) {
		// The errors of refused connections have a code in place of a text.
		const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : '';
		const reason = messageOf(error) || String(code);
		return `${title} is missing: ${withoutPassword(address)} does not answer (${reason}).
  If you have one elsewhere, put its address into ${variable}.
  To start one here: ${command}`;
	}
}

/** Opens a connection to PostgreSQL for one task. */
export async function withPostgres<T>(
	connectionString: string,
	task: (client: Client) => Promise<T>,
): Promise<T> {
	const client = new Client({ connectionString, connectionTimeoutMillis: 5000 });
	await client.connect();
	try {
		return await task(client);
	} finally {
		await client.end();
	}
}

/** Opens a connection to Redis for one task. */
export async function withRedis<T>(url: string, task: (redis: Redis) => Promise<T>): Promise<T> {
	const client = new Redis(url, {
		lazyConnect: true,
		connectTimeout: 5000,
		retryStrategy: () => null,
		maxRetriesPerRequest: 0,
	});
	// Without a listener it prints; what matters comes out of `connect`.
	let cause: unknown;
	client.on('error', (error) => (cause = error));
	try {
		await client.connect();
	} catch (error) {
		throw new Error(messageOf(cause ?? error), { cause: error });
	}
	try {
		return await task(client);
	} finally {
		client.disconnect();
	}
}

/**
 * Asks both services whether they are there.
 * @throws {ServiceMissing} that names each one that is not, the variable for its address and how to start one
 */
export async function checkServices({ postgresUrl, redisUrl }: Services): Promise<void> {
	const lacks = await Promise.all([
		lackOf(postgres, postgresUrl, async () => {
			await withPostgres(postgresUrl, async (client) => await client.query('SELECT 1'));
		}),
		lackOf(redis, redisUrl, async () => {
			await withRedis(redisUrl, async (client) => await client.ping());
		}),
	]);
	const found = lacks.filter((lack) => lack !== undefined);
	if (found.length > 0) throw new ServiceMissing(found.join('\n'));
}
