import { randomBytes } from 'node:crypto';
import { Client, Pool, type QueryResultRow } from 'pg';
import { withPostgres, withRedis, type Services } from './services';

/** A database and a Redis prefix of one cluster's own. */
export interface Store {
	/** Name of the database, and what all keys in Redis begin with. */
	name: string;
	/** Variables that lead n8n there. */
	env: Record<string, string>;
	/** Reads n8n's tables. */
	query: <Row extends QueryResultRow>(sql: string, values?: unknown[]) => Promise<Row[]>;
	/** Drops the database and deletes the keys. */
	remove: () => Promise<void>;
}

function postgresVariables(postgresUrl: string, database: string): Record<string, string> {
	const { host, port, user, password } = new Client({ connectionString: postgresUrl });
	return {
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: host,
		DB_POSTGRESDB_PORT: String(port),
		DB_POSTGRESDB_USER: user ?? '',
		DB_POSTGRESDB_PASSWORD: password ?? '',
		DB_POSTGRESDB_DATABASE: database,
	};
}

function redisVariables(redisUrl: string, prefix: string): Record<string, string> {
	const { protocol, hostname, port, username, password, pathname } = new URL(redisUrl);
	return {
		QUEUE_BULL_REDIS_HOST: hostname,
		QUEUE_BULL_REDIS_PORT: port || '6379',
		QUEUE_BULL_REDIS_USERNAME: decodeURIComponent(username),
		QUEUE_BULL_REDIS_PASSWORD: decodeURIComponent(password),
		QUEUE_BULL_REDIS_DB: pathname.slice(1) || '0',
		QUEUE_BULL_REDIS_TLS: String(protocol === 'rediss:'),
		// Both: the queue has its own prefix, commands, locks and cache have another.
		QUEUE_BULL_PREFIX: `${prefix}:bull`,
		N8N_REDIS_KEY_PREFIX: prefix,
	};
}

async function deleteKeys(redisUrl: string, prefix: string): Promise<void> {
	await withRedis(redisUrl, async (redis) => {
		let cursor = '0';
		do {
			const [next, keys] = await redis.scan(cursor, 'MATCH', `${prefix}:*`, 'COUNT', 1000);
			if (keys.length > 0) await redis.unlink(...keys);
			cursor = next;
		} while (cursor !== '0');
	});
}

/** Makes a database and takes a Redis prefix that nobody else has. */
export async function makeStore({ postgresUrl, redisUrl }: Services): Promise<Store> {
	const name = `n8n_trial_${randomBytes(6).toString('hex')}`;
	await withPostgres(postgresUrl, async (client) => await client.query(`CREATE DATABASE ${name}`));
	const address = new URL(postgresUrl);
	address.pathname = name;
	const pool = new Pool({ connectionString: address.href, max: 2 });
	// Idle connections break when PostgreSQL restarts; the next query opens another or tells.
	pool.on('error', () => undefined);
	return {
		name,
		env: { ...postgresVariables(postgresUrl, name), ...redisVariables(redisUrl, name) },
		query: async <Row extends QueryResultRow>(sql: string, values: unknown[] = []) =>
			(await pool.query<Row>(sql, values)).rows,
		remove: async () => {
			await pool.end();
			await withPostgres(
				postgresUrl,
				async (client) => await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
			);
			await deleteKeys(redisUrl, name);
		},
	};
}
