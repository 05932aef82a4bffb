import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { freePort } from '../../../host/ports';
import { startProxy, type Proxy } from '../../../host/cluster/proxy';
import { checkServices, servicesFromEnvironment } from '../../../host/cluster/services';

describe('The services of a cluster', () => {
	it('are at the addresses that the environment gives, else on this machine', () => {
		const env = { TRIAL_POSTGRES_URL: 'postgres://db.example', TRIAL_REDIS_URL: '' };
		expect(servicesFromEnvironment(env)).toEqual({
			postgresUrl: 'postgres://db.example',
			redisUrl: 'redis://127.0.0.1:6379',
		});
	});

	it('are named when they do not answer, each with what to do and without its password', async () => {
		const port = await freePort();
		const found = await checkServices({
			postgresUrl: `postgres://user:geheim@127.0.0.1:${port}/postgres`,
			redisUrl: `redis://:geheim@127.0.0.1:${port}`,
		}).catch((error: unknown) => String(error));
		expect(found).toContain(
			`PostgreSQL is missing: postgres://user:***@127.0.0.1:${port}/postgres`,
		);
		expect(found).toContain(`Redis is missing: redis://:***@127.0.0.1:${port}`);
		expect(found).toContain('ECONNREFUSED');
		expect(found).toContain('TRIAL_POSTGRES_URL');
		expect(found).toContain('TRIAL_REDIS_URL');
		expect(found).toContain('docker run');
		expect(found).not.toContain('geheim');
	});
});

describe('The proxy of a cluster', () => {
	const servers: Server[] = [];
	let proxy: Proxy | undefined;

	/** A server that answers with its name, what was asked and what it was told of the caller. */
	async function serve(name: string): Promise<string> {
		const server = createServer((request, response) => {
			const host = String(request.headers['x-forwarded-host']);
			let body = '';
			request.on('data', (chunk: Buffer) => (body += chunk.toString()));
			request.on('end', () => response.end([name, request.url, host, body].join(' ')));
		});
		servers.push(server);
		const port = await freePort();
		await once(server.listen(port, '127.0.0.1'), 'listening');
		return `http://127.0.0.1:${port}`;
	}

	async function ask(path: string, body = ''): Promise<string> {
		const response = await fetch(`${proxy?.url ?? ''}${path}`, { method: 'POST', body });
		return await response.text();
	}

	beforeEach(async () => {
		const main = await serve('main');
		const webhooks = [await serve('webhook-1'), await serve('webhook-2')];
		proxy = await startProxy(0, { main: () => main, webhooks: () => webhooks });
	});

	afterEach(async () => {
		await proxy?.close();
		for (const server of servers.splice(0)) server.close();
	});

	it.each(['/webhook/a/b?c=d', '/webhook-waiting/7', '/form/a', '/form-waiting/7', '/mcp/a'])(
		'gives %s to the webhook processes in turn',
		async (path) => {
			const host = new URL(proxy?.url ?? '').host;
			const answers = [await ask(path, '{"id":1}'), await ask(path, '{"id":1}')];
			expect(answers.sort()).toEqual([
				`webhook-1 ${path} ${host} {"id":1}`,
				`webhook-2 ${path} ${host} {"id":1}`,
			]);
		},
	);

	it.each(['/', '/rest/login', '/webhook-test/a/b', '/form-test/a', '/webhooks/a'])(
		'gives %s to the main process',
		async (path) => {
			const host = new URL(proxy?.url ?? '').host;
			expect(await ask(path)).toBe(`main ${path} ${host} `);
		},
	);
});
